"""The dialogue in which an admin types a setting's value."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import ui

from bot.features.configure._definitions import Setting
from bot.features.configure._types import Typed
from bot.languages import Language

_LONGEST = 100

Submit = Callable[[discord.Interaction[Any], Setting, str], Awaitable[None]]


class ValueDialogue(ui.Modal):
    """One field for one value; ``submit`` is given what was typed."""

    def __init__(self, setting: Setting, current: Any, language: Language, submit: Submit) -> None:
        """Fill the field with the current value of a setting whose type is typed."""
        super().__init__(title=setting.label(language), custom_id=f"setting:typed:{setting.name}")
        kind = setting.type
        written = kind.written(current) if isinstance(kind, Typed) else ""
        self._field: ui.TextInput[Any] = ui.TextInput(
            custom_id="value", default=written, required=False, max_length=_LONGEST
        )
        words = setting.description(language)
        self.add_item(ui.Label(text=setting.label(language), description=words, component=self._field))
        self._setting = setting
        self._submit = submit

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand the value on."""
        await self._submit(interaction, self._setting, self._field.value)
