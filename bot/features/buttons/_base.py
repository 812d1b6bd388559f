"""What the buttons under one song share: they carry its hash, and answer the one who presses in private."""

import re
from abc import abstractmethod
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.answering import answer
from bot.client import SongBot
from bot.replies.layouts import Reply

SHA256 = "(?P<sha256>[0-9a-f]{64})"


class SongButton(ui.DynamicItem[ui.Button[Any]], template="a^"):
    """A button of one song; a kind of button names its ``action``, its ``words`` and its ``template``."""

    action: ClassVar[str]
    words: ClassVar[str]

    def __init__(self, sha256: str) -> None:
        """Belong to one song."""
        super().__init__(ui.Button(label=self.words, custom_id=f"{self.action}:{sha256}"))
        self.sha256 = sha256

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the song from the button."""
        return cls(match["sha256"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the one who pressed, and nobody else."""
        await answer(interaction, self.reply(interaction), ephemeral=True)

    @abstractmethod
    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Do what the button is for and return what to show."""
