"""The panel: what is set, one select to pick a setting, what gives it a value, and a button to undo."""

import re
from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, Self

import discord
import structlog
from discord import ui

from bot.core.client import SongBot
from bot.errors import NotAdminError, OnlyInServersError
from bot.features.configure._choices import choices_of, valid_settings
from bot.features.configure._definitions import GROUPS, LANGUAGE, SETTINGS, Setting
from bot.features.configure._modal import ValueDialogue
from bot.features.configure._types import Mentions, SomeOf, Typed
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.delivery import say_privately
from bot.replies.errors import record, sentence
from bot.replies.layouts import TEXT_LIMIT, Reply
from bot.replies.text import clip, heading

log = structlog.get_logger(__name__)

_NAME = "(?P<name>[a-z]{1,32})"
_CHANNEL_TYPES = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]


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


class _SettingItem(ui.DynamicItem[Any], template="a^"):
    """What belongs to one setting and carries its name."""

    def __init__(self, setting: Setting, language: Language) -> None:
        """Belong to one setting."""
        super().__init__(self.shown(setting, language))
        self._setting = setting

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the setting from the name."""
        return cls(SETTINGS[match["name"]], language_of(interaction))

    @abstractmethod
    def shown(self, setting: Setting, language: Language) -> ui.Item[Any]:
        """Return what Discord shows."""


class ValueSelect(_SettingItem, template=f"setting:value:{_NAME}"):
    """Gives a setting one of its values."""

    def __init__(self, setting: Setting, language: Language, current: object = None) -> None:
        """Belong to one setting, whose value is ``current``."""
        self._current = current
        super().__init__(setting, language)

    def shown(self, setting: Setting, language: Language) -> ui.Item[Any]:
        """Offer the values, the current one marked."""
        current = self._current
        options = [
            discord.SelectOption(
                label=setting.label(language, value),
                value=value,
                description=setting.description(language, value),
                default=value in current if isinstance(current, list) else value == current,
            )
            for value in setting.options
        ]
        several = isinstance(setting.type, SomeOf)
        return ui.Select(
            custom_id=f"setting:value:{setting.name}",
            placeholder=setting.label(language),
            options=options,
            min_values=0 if several else 1,
            max_values=len(options) if several else 1,
        )

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Change the setting."""
        chosen = self.item.values if isinstance(self._setting.type, SomeOf) else self.item.values[0]
        await answer(interaction, _changed(interaction, self._setting, chosen), in_place=True)


class MentionsSelect(_SettingItem, template=f"setting:(?P<kind>channels|roles):{_NAME}"):
    """Gives a setting a list of channels or of roles."""

    def shown(self, setting: Setting, language: Language) -> ui.Item[Any]:
        """Offer the server's text channels and forums, or its roles; where one is chosen, no forums."""
        assert isinstance(setting.type, Mentions)  # noqa: S101 - other settings have other items
        roles, most = setting.type.kind == "roles", setting.type.most
        options: dict[str, Any] = {
            "custom_id": f"setting:{'roles' if roles else 'channels'}:{setting.name}",
            "placeholder": setting.label(language),
            "min_values": 0,
            "max_values": most,
        }
        if roles:
            return ui.RoleSelect(**options)
        return ui.ChannelSelect(**options, channel_types=_CHANNEL_TYPES if most > 1 else _CHANNEL_TYPES[:2])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Change the setting."""
        chosen = [each.id for each in self.item.values]
        await answer(interaction, _changed(interaction, self._setting, chosen), in_place=True)


class EnterButton(_SettingItem, template=f"setting:enter:{_NAME}"):
    """Opens the dialogue in which a setting's value is typed."""

    def shown(self, setting: Setting, language: Language) -> ui.Item[Any]:
        """Offer to type it."""
        label = language.say("button-enter")
        return ui.Button(label=label, custom_id=f"setting:enter:{setting.name}", style=discord.ButtonStyle.primary)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Open it, or reply why not: a modal must be the first answer, so nothing is deferred here."""
        language = language_of(interaction)
        try:
            values = await valid_settings(interaction.client.services, _administered(interaction))
            current = values[self._setting.name]
            await interaction.response.send_modal(ValueDialogue(self._setting, current, language, interaction.id))
        except Exception as error:
            record(error, user=interaction.user.id)
            await say_privately(interaction, sentence(error, language))


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
    text = "\n".join(
        [
            heading(language.say("settings-heading")),
            *_lines(values, language),
            *await _last(interaction),
            *([note] if note else []),
        ]
    )
    items: list[ui.Item[Any]] = [ui.TextDisplay(clip(text, TEXT_LIMIT)), ui.ActionRow(PickSelect(language))]
    if picked in SETTINGS:
        setting = SETTINGS[picked]
        items.append(ui.ActionRow(_control(setting, language, values[picked])))
    items.append(ui.ActionRow(UndoButton(language)))
    return Reply(items)


async def _last(interaction: discord.Interaction[SongBot]) -> list[str]:
    """Return a line about the newest change, if there is one."""
    change = await interaction.client.services.store.servers.newest_change(_administered(interaction))
    if change is None or change.name not in SETTINGS:
        return []
    language = language_of(interaction)
    label, when = SETTINGS[change.name].label(language), discord.utils.format_dt(change.when, "R")
    return [language.say("last-change", label=label, who=f"<@{change.user_id}>", when=when)]


async def _changed(interaction: discord.Interaction[SongBot], setting: Setting, value: Any) -> Reply:
    guild_id = _administered(interaction)
    if setting.type.accepts(value):
        await interaction.client.services.store.servers.set(guild_id, interaction.user.id, setting.name, value)
        log.info("setting_changed", guild=guild_id, user=interaction.user.id, setting=setting.name)
    return await panel(interaction, note=await _note(interaction, "setting-changed", setting))


async def typed(interaction: discord.Interaction[SongBot], setting: Setting, text: str) -> Reply:
    """Change a setting to what was typed, or show what may be typed."""
    if not isinstance(setting.type, Typed):
        return await panel(interaction)
    try:
        value = setting.type.read(text)
    except ValueError:
        return await panel(interaction, setting.name, setting.type.hint(language_of(interaction)))
    return await _changed(interaction, setting, value)


async def _undone(interaction: discord.Interaction[SongBot]) -> Reply:
    guild_id = _administered(interaction)
    change = await interaction.client.services.store.servers.undo(guild_id)
    if change is None or change.name not in SETTINGS:
        return await panel(interaction, note=language_of(interaction).say("nothing-to-undo"))
    log.info("setting_undone", guild=guild_id, user=interaction.user.id, setting=change.name)
    return await panel(interaction, note=await _note(interaction, "setting-undone", SETTINGS[change.name]))


def _administered(interaction: discord.Interaction[SongBot]) -> int:
    """Return the server that the requester may change; checked at every press, since roles change."""
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


def _control(setting: Setting, language: Language, current: object) -> ui.Item[Any]:
    """Return what gives a setting a value: a list to choose from, or a button that opens a dialogue."""
    match setting.type:
        case Typed():
            return EnterButton(setting, language)
        case Mentions():
            return MentionsSelect(setting, language)
    return ValueSelect(setting, language, current)


def _lines(values: dict[str, Any], language: Language) -> Iterator[str]:
    for group, settings in GROUPS.items():
        yield language.say(group)
        for setting in settings:
            shown = setting.shown(language, values[setting.name])
            yield language.say("setting-line", label=setting.label(language), value=shown)
