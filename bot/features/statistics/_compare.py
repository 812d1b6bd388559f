"""Two songs side by side."""

import asyncio
from collections.abc import Iterator

import discord

from bot.cards import CompareContent, ComparedSong, compare_alt_text
from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.interactions.respond import requester_of
from bot.languages import Language, language_of
from bot.pipeline.analysis import AnalysedSong
from bot.pipeline.sources import AttachmentSource
from bot.replies.layouts import Reply, pictured_reply
from bot.replies.song import shown_title
from bot.replies.text import bar, heading, plain
from models.catalog.catalog import Catalog
from models.catalog.similarity_fusion import fused_similarity

_GENRES = 4
_TITLE = 60
_AUDIBLE = 0.5
"""From half of the deviation between the archive's songs on, a difference is worth a sentence."""


async def compared(
    interaction: discord.Interaction[SongBot], first: discord.Attachment, second: discord.Attachment
) -> Reply:
    """Hear two songs and say what they share and where they differ."""
    services, language = interaction.client.services, language_of(interaction)
    requester = requester_of(interaction)
    files = (first, second)
    one, other = await asyncio.gather(*(services.analysis.analyse(AttachmentSource(file), requester) for file in files))
    differences = await asyncio.to_thread(_differences, services.catalog, one, other, language)
    lines = [*_lines(one, other, language), *differences]
    picture = await _picture(interaction, one, other)
    return pictured_reply("\n".join(lines), picture)


def _lines(one: AnalysedSong, other: AnalysedSong, language: Language) -> Iterator[str]:
    titles = [shown_title(each.analysis, each.name) for each in (one, other)]
    yield heading(language.say("compare-heading", first=titles[0], second=titles[1]))
    for title, heard in zip(titles, (one, other), strict=True):
        yield f"**{title}**"
        for genre in heard.analysis.genres[:_GENRES]:
            yield f"{bar(genre.probability)} {genre.genre} {language.percent(genre.probability)}"
    recommend_near = language.number(_nearness(one, other), digits=2)
    yield language.say("compare-shared", share=language.percent(_shared(one, other)), nearness=recommend_near)
    yield _difference(one, other, language)


def _shared(one: AnalysedSong, other: AnalysedSong) -> float:
    """Return how much of the two genre profiles lies on the same genres, 0 to 1."""
    theirs = {genre.genre: genre.probability for genre in other.analysis.genres}
    return sum(min(genre.probability, theirs.get(genre.genre, 0.0)) for genre in one.analysis.genres)


def _nearness(one: AnalysedSong, other: AnalysedSong) -> float:
    """Return how alike two heard songs are, -1 to 1."""
    first, second = one.analysis.vectors, other.analysis.vectors
    return fused_similarity(first, second) if first and second else 0.0


def _difference(one: AnalysedSong, other: AnalysedSong, language: Language) -> str:
    theirs = {genre.genre: genre.probability for genre in other.analysis.genres}
    gaps = [(genre.probability - theirs.get(genre.genre, 0.0), genre.genre) for genre in one.analysis.genres]
    more, less = max(gaps), min(gaps)
    more_by, less_by = language.percent(more[0]), language.percent(-less[0])
    return language.say("compare-difference", more=more[1], more_by=more_by, less=less[1], less_by=less_by)


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
    content = CompareContent(
        songs=(_compared(one), _compared(other)),
        similarity=max(0.0, _nearness(one, other)),
        similarity_label=written.say("card-similarity"),
        differences=tuple(differences),
        label_names=services.catalog.genres,
        percent_sign=written.percent_sign,
    )
    return await services.card_renderer.drawn(content, "compare.png", compare_alt_text(content, language))


def _compared(heard: AnalysedSong) -> ComparedSong:
    analysis = heard.analysis
    return ComparedSong(plain(analysis.title or heard.name, _TITLE), analysis.artist or "", analysis.genres)
