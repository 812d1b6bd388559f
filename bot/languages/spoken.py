"""The languages that the bot speaks, and whose turn is which."""

from functools import cache, lru_cache
from pathlib import Path

import discord

from bot.languages.language import Language

TAGS = ("en", "de", "fr", "es-ES", "pt-BR", "ja")
"""The languages' tags as Discord writes them, English as ``en`` alone; each has a catalogue of that name."""

_FOLDER = Path(__file__).parent

ENGLISH = Language.load(_FOLDER / "en.ftl")


@cache
def language(tag: str) -> Language:
    """Return the language with one of ``TAGS``; its catalogue is read when it is first asked for."""
    if tag not in TAGS:
        raise KeyError(tag)
    return ENGLISH if tag == ENGLISH.tag else Language.load(_FOLDER / f"{tag}.ftl", ENGLISH)


def languages() -> tuple[Language, ...]:
    """Return all languages."""
    return tuple(map(language, TAGS))


# Discord has some thirty locales; each command's every text is asked for in each of them.
@lru_cache(maxsize=128)
def language_for(locale: discord.Locale | str | None) -> Language:
    """Return the language for one of Discord's locales, a relative of it (es-419, pt-PT), or else English."""
    wanted = str(locale or "")
    if wanted in TAGS:
        return language(wanted)
    related = (tag for tag in TAGS if tag.split("-")[0] == wanted.split("-")[0])
    return language(next(related, ENGLISH.tag))


def language_of(interaction: discord.Interaction) -> Language:
    """Return the language of the one who types a command or presses a button."""
    return language_for(interaction.locale)
