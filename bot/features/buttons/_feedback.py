"""*Right* and *Wrong*: what members say about a genre. Their word is kept, never taken as a command."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.answering import answer
from bot.client import SongBot
from bot.errors import UnknownGenreError
from bot.features.buttons._base import SHA256, SongButton
from bot.languages import Language, language_of
from bot.replies.layouts import Reply, sentence_reply
from bot.similar import remembered
from bot.store import Correction

_OPTIONS = 25


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
        services = interaction.client.services
        await remembered(services, self.sha256)
        language = language_of(interaction)
        select = GenreSelect(self.sha256, language, services.catalog.genres)
        return Reply([ui.TextDisplay(language.say("which-genre")), ui.ActionRow(select)])


class GenreSelect(ui.DynamicItem[ui.Select[Any]], template=f"genre:{SHA256}"):
    """Takes the genre that somebody says a song has."""

    def __init__(self, sha256: str, language: Language, genres: tuple[str, ...] = ("…",)) -> None:
        """Offer ``genres``; Discord brings back only what was chosen."""
        options = [discord.SelectOption(label=genre[:100], value=genre[:100]) for genre in genres[:_OPTIONS]]
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


async def _keep(interaction: discord.Interaction[SongBot], sha256: str, genre: str | None) -> Reply:
    services = interaction.client.services
    analysis = await remembered(services, sha256)
    answered = analysis.genres[0].genre
    if genre is not None and genre not in services.catalog.genres:
        raise UnknownGenreError
    correction = Correction(sha256, analysis.model_version, answered, genre or answered)
    await services.store.members.correct(interaction.user.id, correction)
    return sentence_reply(language_of(interaction).say("thanks", genre=correction.genre))
