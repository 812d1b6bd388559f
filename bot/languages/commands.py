"""The names and descriptions of commands, options and choices, as Discord shows them in each language."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContext, TranslationContextLocation

from bot.languages.language import Language
from bot.languages.spoken import language_for

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
        language = language_for(locale)
        key = key_for(context, language)
        said = language.say(key) if key else string.message
        return said if said != string.message else None


def key_for(context: TranslationContext[Any, Any], language: Language) -> str | None:
    """Return the key of a language's text for what discord.py asks about; None where its catalogue has none."""
    ending = ".description" if context.location in _DESCRIPTIONS else ""
    keys = (f"{name}{ending}" for name in _names(context.data))
    return next(filter(language.knows, keys), None)


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
