"""What the buttons under one song share: they carry its hash, and answer the one who presses in private."""

import re
from abc import abstractmethod
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.core.client import SongBot
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.layouts import Reply

SHA256 = "(?P<sha256>[0-9a-f]{64})"


class SongButton(ui.DynamicItem[ui.Button[Any]], template="a^"):
    """A button of one song; a kind of button names its ``action``, the ``key`` of its words and its ``template``."""

    action: ClassVar[str]
    key: ClassVar[str]

    def __init__(self, sha256: str, language: Language) -> None:
        """Belong to one song."""
        super().__init__(ui.Button(label=language.say(self.key), custom_id=f"{self.action}:{sha256}"))
        self.sha256 = sha256

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the song from the button."""
        return cls(match["sha256"], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the one who pressed, and nobody else."""
        await answer(interaction, self.reply(interaction), ephemeral=True)

    @abstractmethod
    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Do what the button is for and return what to show."""
