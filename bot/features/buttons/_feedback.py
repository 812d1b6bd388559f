"""*Right* and *Wrong*: members' feedback on a genre. It is kept, and changes no answer by itself."""

import re
from hashlib import sha256 as digest
from typing import Any, Self

import discord
from discord import ui

from bot.core.client import SongBot
from bot.errors import UnknownGenreError
from bot.features.buttons._base import SHA256, SongButton
from bot.features.buttons._paging import PageButton, paging_row
from bot.interactions.known_songs import recall_analysis
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.languages.genre_words import genre_word
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.text import plain
from bot.store import Correction
from models.analysis import Analysis

# What Discord allows in one select, and in an option's name and value.
_OPTIONS = 25
_LONGEST = 100


class RightButton(SongButton, template=f"right:{SHA256}"):
    """Agrees with the answer."""

    action = "right"
    key = "button-right"

    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Keep the agreement."""
        return await _keep(interaction, self.sha256, None)


class WrongButton(SongButton, template=f"wrong:{SHA256}"):
    """Asks which genre it is."""

    action = "wrong"
    key = "button-wrong"

    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Offer the genres."""
        return await _offer(interaction, self.sha256, 0)


class GenreSelect(ui.DynamicItem[ui.Select[Any]], template=f"genre:{SHA256}"):
    """Takes the genre that somebody says a song has."""

    def __init__(self, sha256: str, language: Language, genres: tuple[str, ...] = ("…",)) -> None:
        """Offer ``genres``, 25 at most; Discord brings back only what was chosen."""
        options = [
            discord.SelectOption(label=plain(genre_word(genre, language), _LONGEST), value=_value(genre))
            for genre in genres
        ]
        hint = language.say("genre-hint")
        super().__init__(ui.Select(custom_id=f"genre:{sha256}", placeholder=hint, options=options))
        self._sha256 = sha256

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the song from the select."""
        return cls(match["sha256"], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Keep the correction."""
        await answer(interaction, _keep(interaction, self._sha256, self.item.values[0]), in_place=True)


async def _offer(interaction: discord.Interaction[SongBot], sha256: str, page: int, _private: bool = True) -> Reply:
    language = language_of(interaction)
    genres = _genres(await recall_analysis(interaction.client.services, sha256))
    last = (len(genres) - 1) // _OPTIONS
    page = min(page, last)
    select = GenreSelect(sha256, language, genres[page * _OPTIONS : (page + 1) * _OPTIONS])
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow(select)]
    if last > 0:
        rows.append(paging_row("genres", sha256, page, last, language))
    return Reply([ui.TextDisplay(language.say("which-genre")), *rows])


async def _keep(interaction: discord.Interaction[SongBot], sha256: str, value: str | None) -> Reply:
    """Keep a member's feedback: the genre that an option's ``value`` stands for, or None for the answer being right."""
    services = interaction.client.services
    analysis = await recall_analysis(services, sha256)
    answered = analysis.genres[0].genre
    # Other models may have answered since the option was offered.
    genre = answered if value is None else next((each for each in _genres(analysis) if _value(each) == value), None)
    if genre is None:
        raise UnknownGenreError
    correction = Correction(sha256, analysis.model_version, answered, genre)
    await services.store.members.correct(interaction.user.id, correction)
    return sentence_reply(language_of(interaction).say("thanks", genre=genre))


PageButton.pages["genres"] = _offer


def _genres(analysis: Analysis) -> tuple[str, ...]:
    """Return every genre that the models distinguish, whatever the catalogue's songs are called."""
    return tuple(sorted((each.genre for each in analysis.genres), key=str.casefold))


def _value(genre: str) -> str:
    """Return what an option carries: the genre itself, or a digest of a name that is too long for Discord."""
    return genre if len(genre) <= _LONGEST else digest(genre.encode()).hexdigest()
