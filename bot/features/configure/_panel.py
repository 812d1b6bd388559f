"""The panel: what is set, one select to pick a setting, one to give it a value, and a button to undo."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.answering import answer
from bot.client import SongBot
from bot.errors import NotAdminError, OnlyInServersError
from bot.features.configure._choices import valid_settings
from bot.features.configure._table import SETTINGS, Setting
from bot.replies import wording
from bot.replies.layouts import Reply

_NAME = "(?P<name>[a-z]{1,32})"
_MOST_CHANNELS = 25


class PickSelect(ui.DynamicItem[ui.Select[Any]], template="setting:pick"):
    """Picks the setting to change."""

    def __init__(self) -> None:
        """Offer every setting."""
        options = [
            discord.SelectOption(label=setting.label, value=setting.name, description=setting.description)
            for setting in SETTINGS.values()
        ]
        super().__init__(ui.Select(custom_id="setting:pick", placeholder=wording.SETTING_HINT, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """There is one such select."""
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the setting's values."""
        await answer(interaction, panel(interaction, self.item.values[0]), in_place=True)


class ValueSelect(ui.DynamicItem[ui.Select[Any]], template=f"setting:value:{_NAME}"):
    """Gives a setting one of its values."""

    def __init__(self, setting: Setting, current: object = None) -> None:
        """Offer the values, the current one marked."""
        options = [
            discord.SelectOption(
                label=option.label,
                value=option.value,
                description=option.description,
                default=option.value == current,
            )
            for option in setting.options
        ]
        super().__init__(
            ui.Select(custom_id=f"setting:value:{setting.name}", placeholder=setting.label, options=options)
        )
        self._setting = setting

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the setting from the select."""
        return cls(SETTINGS[match["name"]])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Change the setting."""
        await answer(interaction, _changed(interaction, self._setting, self.item.values[0]), in_place=True)


class ChannelsSelect(ui.DynamicItem[ui.ChannelSelect[Any]], template=f"setting:channels:{_NAME}"):
    """Gives a setting a list of channels."""

    def __init__(self, setting: Setting) -> None:
        """Offer the server's text channels and forums."""
        super().__init__(
            ui.ChannelSelect(
                custom_id=f"setting:channels:{setting.name}",
                placeholder=setting.label,
                channel_types=[discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum],
                min_values=0,
                max_values=_MOST_CHANNELS,
            )
        )
        self._setting = setting

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the setting from the select."""
        return cls(SETTINGS[match["name"]])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Change the setting."""
        chosen = [channel.id for channel in self.item.values]
        await answer(interaction, _changed(interaction, self._setting, chosen), in_place=True)


class UndoButton(ui.DynamicItem[ui.Button[Any]], template="setting:undo"):
    """Takes the newest change back."""

    def __init__(self) -> None:
        """There is one such button."""
        super().__init__(ui.Button(label=wording.UNDO, custom_id="setting:undo"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """There is one such button."""
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Undo, and show what is set now."""
        await answer(interaction, _undone(interaction), in_place=True)


async def panel(interaction: discord.Interaction[SongBot], picked: str | None = None, note: str = "") -> Reply:
    """Return the panel, opened at the setting ``picked``."""
    guild_id = _administered(interaction)
    values = await valid_settings(interaction.client.services, guild_id)
    lines = [f"**{setting.label}**: {_shown(setting, values[name])}" for name, setting in SETTINGS.items()]
    text = "\n".join([wording.SETTINGS_HEADING, *lines, *([note] if note else [])])
    items: list[ui.Item[Any]] = [ui.TextDisplay(text), ui.ActionRow(PickSelect())]
    if picked in SETTINGS:
        setting = SETTINGS[picked]
        select = ValueSelect(setting, values[picked]) if setting.options else ChannelsSelect(setting)
        items.append(ui.ActionRow(select))
    items.append(ui.ActionRow(UndoButton()))
    return Reply(items)


async def _changed(interaction: discord.Interaction[SongBot], setting: Setting, value: Any) -> Reply:
    guild_id = _administered(interaction)
    if setting.accepts(value):
        await interaction.client.services.store.servers.set(guild_id, interaction.user.id, setting.name, value)
    return await panel(interaction, note=wording.SETTING_CHANGED.format(label=setting.label))


async def _undone(interaction: discord.Interaction[SongBot]) -> Reply:
    change = await interaction.client.services.store.servers.undo(_administered(interaction))
    if change is None or change.name not in SETTINGS:
        return await panel(interaction, note=wording.NOTHING_TO_UNDO)
    return await panel(interaction, note=wording.UNDONE.format(label=SETTINGS[change.name].label))


def _administered(interaction: discord.Interaction[SongBot]) -> int:
    """Return the server that the asker may change; checked at every press, since roles change."""
    if interaction.guild_id is None:
        raise OnlyInServersError
    if not interaction.permissions.manage_guild:
        raise NotAdminError
    return interaction.guild_id


def _shown(setting: Setting, value: Any) -> str:
    if setting.options:
        return next(option.label for option in setting.options if option.value == value)
    return ", ".join(f"<#{channel}>" for channel in value) or wording.NO_CHANNELS
