"""The names and descriptions of commands, options and choices, as Discord shows them in each language."""

from functools import cache
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContext, TranslationContextLocation

from bot.languages.spoken import language, language_for

_DESCRIPTIONS = {
    TranslationContextLocation.command_description,
    TranslationContextLocation.group_description,
    TranslationContextLocation.parameter_description,
}


class CommandTranslator(app_commands.Translator):
    """Looks up what discord.py asks for; the code has the same in English, but for choices, which are names there."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: TranslationContext[Any, Any]
    ) -> str | None:
        """Return a name or description in a locale's language, else in English; None if the code has the same."""
        said = _said(keys_for(context), language_for(locale).tag)
        return said if said != string.message else None


def keys_for(context: TranslationContext[Any, Any]) -> tuple[str, ...]:
    """Return the keys that may hold the text that discord.py asks about, the most particular one first."""
    ending = ".description" if context.location in _DESCRIPTIONS else ""
    return tuple(f"{name}{ending}" for name in _names(context.data))


# Discord is told each text in some thirty locales, twice with every start.
@cache
def _said(keys: tuple[str, ...], tag: str) -> str | None:
    spoken = language(tag)
    return next((spoken.say(key) for key in keys if spoken.knows(key)), None)


def _names(named: object) -> tuple[str, ...]:
    """Return the messages that may hold somebody's text, the most particular one first."""
    match named:
        case app_commands.ContextMenu():
            return (f"menu-{_slug(named.name)}",)
        case app_commands.Command() | app_commands.Group():
            return (f"command-{_slug(named.qualified_name)}",)
        case app_commands.Parameter():
            return f"option-{_slug(named.command.qualified_name)}-{named.name}", f"option-{named.name}"
        case app_commands.Choice():
            return (f"choice-{_slug(str(named.value))}",)
    return ()


def _slug(words: str) -> str:
    return words.lower().replace(" ", "-").replace("_", "-")
