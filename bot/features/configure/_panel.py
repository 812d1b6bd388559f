"""The panel: what is set, one select to pick a setting, one to give it a value, and a button to undo."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.answering import answer
from bot.client import SongBot
from bot.errors import NotAdminError, OnlyInServersError
from bot.features.configure._choices import choices_of, valid_settings
from bot.features.configure._table import LANGUAGE, SETTINGS, Setting
from bot.languages import Language, language_of
from bot.replies.layouts import Reply
from bot.replies.text import heading

_NAME = "(?P<name>[a-z]{1,32})"
_MOST_CHANNELS = 25


class PickSelect(ui.DynamicItem[ui.Select[Any]], template="setting:pick"):
    """Picks the setting to change."""

    def __init__(self, language: Language) -> None:
        """Offer every setting."""
        options = [
            discord.SelectOption(
                label=setting.label(language), value=setting.name, description=setting.description(language)
            )
            for setting in SETTINGS.values()
        ]
        hint = language.say("setting-hint")
        super().__init__(ui.Select(custom_id="setting:pick", placeholder=hint, options=options))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """There is one such select."""
        return cls(language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the setting's values."""
        await answer(interaction, panel(interaction, self.item.values[0]), in_place=True)


class ValueSelect(ui.DynamicItem[ui.Select[Any]], template=f"setting:value:{_NAME}"):
    """Gives a setting one of its values."""

    def __init__(self, setting: Setting, language: Language, current: object = None) -> None:
        """Offer the values, the current one marked."""
        options = [
            discord.SelectOption(
                label=setting.label(language, value),
                value=value,
                description=setting.description(language, value),
                default=value in current if isinstance(current, list) else value == current,
            )
            for value in setting.options
        ]
        super().__init__(
            ui.Select(
                custom_id=f"setting:value:{setting.name}",
                placeholder=setting.label(language),
                options=options,
                min_values=0 if setting.several else 1,
                max_values=len(options) if setting.several else 1,
            )
        )
        self._setting = setting

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the setting from the select."""
        return cls(SETTINGS[match["name"]], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Change the setting."""
        chosen = self.item.values if self._setting.several else self.item.values[0]
        await answer(interaction, _changed(interaction, self._setting, chosen), in_place=True)


class ChannelsSelect(ui.DynamicItem[ui.ChannelSelect[Any]], template=f"setting:channels:{_NAME}"):
    """Gives a setting a list of channels."""

    def __init__(self, setting: Setting, language: Language) -> None:
        """Offer the server's text channels and forums."""
        super().__init__(
            ui.ChannelSelect(
                custom_id=f"setting:channels:{setting.name}",
                placeholder=setting.label(language),
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
        return cls(SETTINGS[match["name"]], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Change the setting."""
        chosen = [channel.id for channel in self.item.values]
        await answer(interaction, _changed(interaction, self._setting, chosen), in_place=True)


class UndoButton(ui.DynamicItem[ui.Button[Any]], template="setting:undo"):
    """Takes the newest change back."""

    def __init__(self, language: Language) -> None:
        """There is one such button."""
        super().__init__(ui.Button(label=language.say("button-undo"), custom_id="setting:undo"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """There is one such button."""
        return cls(language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Undo, and show what is set now."""
        await answer(interaction, _undone(interaction), in_place=True)


async def panel(interaction: discord.Interaction[SongBot], picked: str | None = None, note: str = "") -> Reply:
    """Return the panel, opened at the setting ``picked``."""
    guild_id = _administered(interaction)
    values = await valid_settings(interaction.client.services, guild_id)
    language = language_of(interaction)
    lines = [_line(setting, values[name], language) for name, setting in SETTINGS.items()]
    text = "\n".join([heading(language.say("settings-heading")), *lines, *([note] if note else [])])
    items: list[ui.Item[Any]] = [ui.TextDisplay(text), ui.ActionRow(PickSelect(language))]
    if picked in SETTINGS:
        setting = SETTINGS[picked]
        items.append(ui.ActionRow(_select(setting, language, values[picked])))
    items.append(ui.ActionRow(UndoButton(language)))
    return Reply(items)


async def _changed(interaction: discord.Interaction[SongBot], setting: Setting, value: Any) -> Reply:
    guild_id = _administered(interaction)
    if setting.accepts(value):
        await interaction.client.services.store.servers.set(guild_id, interaction.user.id, setting.name, value)
    return await panel(interaction, note=await _note(interaction, "setting-changed", setting))


async def _undone(interaction: discord.Interaction[SongBot]) -> Reply:
    change = await interaction.client.services.store.servers.undo(_administered(interaction))
    if change is None or change.name not in SETTINGS:
        return await panel(interaction, note=language_of(interaction).say("nothing-to-undo"))
    return await panel(interaction, note=await _note(interaction, "setting-undone", SETTINGS[change.name]))


def _administered(interaction: discord.Interaction[SongBot]) -> int:
    """Return the server that the asker may change; checked at every press, since roles change."""
    if interaction.guild_id is None:
        raise OnlyInServersError
    if not interaction.permissions.manage_guild:
        raise NotAdminError
    return interaction.guild_id


async def _note(interaction: discord.Interaction[SongBot], key: str, setting: Setting) -> str:
    """Return what was done to a setting; a change of language is previewed in the language that replies have now."""
    language = language_of(interaction)
    notes = [language.say(key, label=setting.label(language))]
    if setting is LANGUAGE:
        choices = await choices_of(interaction.client.services, interaction.guild_id)
        notes.append(choices.language_in(interaction.guild).say("language-preview"))
    return "\n".join(notes)


def _select(setting: Setting, language: Language, current: object) -> ValueSelect | ChannelsSelect:
    return ValueSelect(setting, language, current) if setting.options else ChannelsSelect(setting, language)


def _line(setting: Setting, value: Any, language: Language) -> str:
    shown = _options(setting, value, language) if setting.options else _channels(value, language)
    return language.say("setting-line", label=setting.label(language), value=shown)


def _options(setting: Setting, value: Any, language: Language) -> str:
    if not setting.several:
        return setting.label(language, value)
    return language.series(setting.label(language, each) for each in value) or language.say("no-links")


def _channels(chosen: Sequence[int], language: Language) -> str:
    return language.series(f"<#{channel}>" for channel in chosen) or language.say("no-channels")
