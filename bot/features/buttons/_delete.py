"""*Delete*: a reply that its requester or a moderator does not want to see."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.errors import NotYoursError
from bot.languages import Language, language_of
from bot.replies.delivery import DISCORD_ERRORS, say_privately
from bot.replies.errors import record, sentence


class DeleteButton(ui.DynamicItem[ui.Button[Any]], template="delete:(?P<owner>[0-9]{1,20})"):
    """Removes the reply it stands under."""

    def __init__(self, owner_id: int, language: Language) -> None:
        """Obey one person, and moderators."""
        words = language.say("button-delete")
        super().__init__(ui.Button(label=words, style=discord.ButtonStyle.secondary, custom_id=f"delete:{owner_id}"))
        self._owner_id = owner_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the owner from the button."""
        return cls(int(match["owner"]), language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the reply, or say whose it is."""
        if interaction.user.id != self._owner_id and not interaction.permissions.manage_messages:
            await say_privately(interaction, sentence(NotYoursError(), language_of(interaction)))
            return
        try:
            await interaction.response.defer()
            await interaction.delete_original_response()
        except DISCORD_ERRORS as error:
            record(error, user=interaction.user.id)
