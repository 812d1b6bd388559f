"""The dialogue (Discord's modal) in which an admin types a setting's value."""

import re
from typing import Any

import discord
from discord import ui

from bot.features.configure._definitions import SETTINGS, Setting
from bot.features.configure._types import Typed
from bot.languages import Language

_LONGEST = 100
_FIELD = "value"
# What is typed for longer than that is still taken, by its custom id.
_KEPT_S = 900.0
_CUSTOM_ID = re.compile(r"setting:typed:(?P<name>[a-z]{1,32})(?::[0-9]{1,20})?")


class ValueDialogue(ui.Modal):
    """One field for one value. What is submitted is read by :func:`submitted`, since a restart forgets dialogues."""

    def __init__(self, setting: Setting, current: Any, language: Language, opened_by: int) -> None:
        """Fill the field with the current value; ``opened_by``, an interaction's id, makes the custom id unique."""
        super().__init__(
            title=setting.label(language), custom_id=f"setting:typed:{setting.name}:{opened_by}", timeout=_KEPT_S
        )
        kind = setting.type
        written = kind.written(current) if isinstance(kind, Typed) else ""
        field: ui.TextInput[Any] = ui.TextInput(custom_id=_FIELD, default=written, required=False, max_length=_LONGEST)
        text = setting.description(language)
        self.add_item(ui.Label(text=setting.label(language), description=text, component=field))

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Leave it to the feature, which is told of every submission."""


def submitted(interaction: discord.Interaction[Any]) -> tuple[Setting, str] | None:
    """Return the setting and the text of a submitted dialogue, None for every other interaction."""
    data: Any = interaction.data
    if interaction.type is not discord.InteractionType.modal_submit or not data:
        return None
    match = _CUSTOM_ID.fullmatch(str(data.get("custom_id", "")))
    if match is None or match["name"] not in SETTINGS:
        return None
    fields = (row.get("component") or {} for row in data.get("components", ()))
    texts = [str(field.get("value") or "") for field in fields if field.get("custom_id") == _FIELD]
    return SETTINGS[match["name"]], "".join(texts)
