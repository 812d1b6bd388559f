"""Two songs side by side."""

import asyncio
from collections.abc import Iterator

import discord
import numpy as np

from bot.answering import asker_of
from bot.client import SongBot
from bot.hearing import Heard
from bot.languages import Language, language_of
from bot.replies.layouts import Reply, pictured_reply
from bot.replies.song import shown_title
from bot.replies.text import bar, heading
from bot.sources import AttachmentSource

_GENRES = 4


async def compared(
    interaction: discord.Interaction[SongBot], first: discord.Attachment, second: discord.Attachment
) -> Reply:
    """Hear two songs and say what they share and where they differ."""
    ear = interaction.client.services.ear
    asker = asker_of(interaction)
    one, other = await asyncio.gather(*(ear.hear(AttachmentSource(file), asker) for file in (first, second)))
    return pictured_reply("\n".join(_lines(one, other, language_of(interaction))), None)


def _lines(one: Heard, other: Heard, language: Language) -> Iterator[str]:
    titles = [shown_title(each.analysis, each.name) for each in (one, other)]
    yield heading(language.say("compare-heading", first=titles[0], second=titles[1]))
    for title, heard in zip(titles, (one, other), strict=True):
        yield f"**{title}**"
        for genre in heard.analysis.genres[:_GENRES]:
            yield f"{bar(genre.probability)} {genre.genre} {language.percent(genre.probability)}"
    nearness = language.number(_nearness(one, other), digits=2)
    yield language.say("compare-shared", share=language.percent(_shared(one, other)), nearness=nearness)
    yield _difference(one, other, language)


def _shared(one: Heard, other: Heard) -> float:
    """Return how much of the two genre profiles lies on the same genres, 0 to 1."""
    theirs = {genre.genre: genre.probability for genre in other.analysis.genres}
    return sum(min(genre.probability, theirs.get(genre.genre, 0.0)) for genre in one.analysis.genres)


def _nearness(one: Heard, other: Heard) -> float:
    """Return the cosine of the two embeddings, -1 to 1."""
    first, second = one.analysis.vectors, other.analysis.vectors
    return float(np.dot(first.embedding, second.embedding)) if first and second else 0.0


def _difference(one: Heard, other: Heard, language: Language) -> str:
    theirs = {genre.genre: genre.probability for genre in other.analysis.genres}
    gaps = [(genre.probability - theirs.get(genre.genre, 0.0), genre.genre) for genre in one.analysis.genres]
    more, less = max(gaps), min(gaps)
    more_by, less_by = language.percent(more[0]), language.percent(-less[0])
    return language.say("compare-difference", more=more[1], more_by=more_by, less=less[1], less_by=less_by)
