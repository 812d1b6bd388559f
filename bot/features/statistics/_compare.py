"""Two songs side by side."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import discord

from bot.cards import CompareContent, ComparedSong, compare_alt_text
from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.interactions.respond import requester_of
from bot.languages import Language, language_of
from bot.languages.genre_words import genre_word
from bot.languages.rhythm_words import tempo_and_key_words
from bot.pipeline.analysis import AnalysedSong
from bot.pipeline.sources import AttachmentSource
from bot.replies.headline import headline
from bot.replies.layouts import Reply, pictured_reply
from bot.replies.song import genre_bar, shown_title
from bot.replies.text import heading, plain
from models.catalog.catalog import Catalog
from models.catalog.similarity_fusion import fused_similarity

_GENRES = 4
_TITLE = 60
_AUDIBLE = 0.5
"""From half of the deviation between the archive's songs on, a difference is worth a sentence."""


async def compared(
    interaction: discord.Interaction[SongBot], first: discord.Attachment, second: discord.Attachment
) -> Reply:
    """Analyse two songs and say what they share and where they differ; bars stand in the text if there is no card."""
    services, language = interaction.client.services, language_of(interaction)
    requester = requester_of(interaction)
    files = (first, second)
    one, other = await asyncio.gather(*(services.analysis.analyse(AttachmentSource(file), requester) for file in files))
    differences = await asyncio.to_thread(_differences, services.catalog, one, other, language)
    picture = await _picture(interaction, one, other)
    lines = [*_lines(one, other, language, pictured=picture is not None), *differences]
    return pictured_reply("\n".join(lines), picture)


def _lines(one: AnalysedSong, other: AnalysedSong, language: Language, *, pictured: bool) -> Iterator[str]:
    titles = [shown_title(each.analysis, each.name) for each in (one, other)]
    yield heading(language.say("compare-heading", first=titles[0], second=titles[1]))
    for title, song in zip(titles, (one, other), strict=True):
        facts = tempo_and_key_words(song.analysis.tempo, song.analysis.key, language)
        yield " · ".join([f"**{title}**: {headline(song.analysis, language)}", *facts])
        if not pictured:
            yield from (genre_bar(each.genre, each.probability, language) for each in song.analysis.genres[:_GENRES])
    nearness = language.number(_similarity(one, other), digits=2)
    theirs = {genre.genre: genre.probability for genre in other.analysis.genres}
    # How much of the two genre profiles lies on the same genres.
    shared = sum(min(genre.probability, theirs.get(genre.genre, 0.0)) for genre in one.analysis.genres)
    yield language.say("compare-shared", share=language.percent(shared), nearness=nearness)
    gaps = [(genre.probability - theirs.get(genre.genre, 0.0), genre.genre) for genre in one.analysis.genres]
    more, less = max(gaps), min(gaps)
    more_by, less_by = language.percent(more[0]), language.percent(-less[0])
    first, second = (genre_word(each[1], language) for each in (more, less))
    yield language.say("compare-difference", more=first, more_by=more_by, less=second, less_by=less_by)


def _similarity(one: AnalysedSong, other: AnalysedSong) -> float:
    """Return how alike two analysed songs are, -1 to 1."""
    first, second = one.analysis.vectors, other.analysis.vectors
    return fused_similarity(first, second) if first and second else 0.0


def _differences(catalog: Catalog, one: AnalysedSong, other: AnalysedSong, language: Language) -> list[str]:
    """Say which song has more of what, by how far apart they are among the archive's songs."""
    first, second = one.analysis.vectors, other.analysis.vectors
    if catalog.reasons is None or first is None or second is None:
        return []
    found = catalog.reasons.differences(first.segments, second.segments)
    said = [
        language.say(f"differs-{each.aspect}", place=1 if each.deviations > 0 else 2)
        for each in found
        if abs(each.deviations) >= _AUDIBLE
    ]
    return said or [language.say("differs-little")]


async def _picture(interaction: discord.Interaction[SongBot], one: AnalysedSong, other: AnalysedSong) -> Picture | None:
    if not interaction.app_permissions.attach_files:
        return None
    services, language = interaction.client.services, language_of(interaction)
    written = await services.card_renderer.written(language)
    differences = await asyncio.to_thread(_differences, services.catalog, one, other, written)
    labels = sorted({*services.catalog.genres, *(each.genre for each in one.analysis.genres)})
    content = CompareContent(
        songs=(_compared(one, written), _compared(other, written)),
        similarity=max(0.0, _similarity(one, other)),
        similarity_label=written.say("card-similarity"),
        differences=tuple(differences),
        label_names=tuple(genre_word(label, written) for label in labels),
        percent_sign=written.percent_sign,
    )
    return await services.card_renderer.drawn(content, "compare.png", compare_alt_text(content, language))


def _compared(song: AnalysedSong, language: Language) -> ComparedSong:
    analysis = song.analysis
    genres = tuple(replace(each, genre=genre_word(each.genre, language)) for each in analysis.genres)
    facts = tuple(tempo_and_key_words(analysis.tempo, analysis.key, language))
    return ComparedSong(plain(analysis.title or song.name, _TITLE), analysis.artist or "", genres, facts)
