"""Tempo and musical keys as options of a command: what an autocomplete offers, and what was picked or typed."""

from collections.abc import Iterator

from discord import app_commands
from discord.app_commands import Choice

from bot.errors import UnknownKeyError
from bot.languages import ENGLISH, Language
from bot.languages.rhythm_words import MODES, key_word

KEY_OPTION = "A musical key, such as 8A or F# minor; pick one from the list"
TEMPO_OPTION = "Beats per minute; songs within four percent of it"
WantedTempo = app_commands.Range[int, 30, 300]
_CHOICES = 25


def key_choices(typed: str, language: Language) -> list[Choice[str]]:
    """Return the keys that hold what was typed, in the order of the wheel."""
    wanted = typed.strip().casefold()
    words = [(key_word(code, language), code) for code in _codes()]
    return [Choice(name=word, value=code) for word, code in words if wanted in word.casefold()][:_CHOICES]


def chosen_key(typed: str, language: Language) -> str:
    """Return the Camelot code of a key that was picked or typed as 8A, Am or A minor; raise UnknownKeyError."""
    wanted = typed.strip().casefold().replace("♯", "#").replace("♭", "b")
    for code in _codes():
        mode, tonics = MODES[code[-1]]
        tonic = tonics[int(code[:-1]) - 1]
        short = tonic if mode == "major" else f"{tonic}m"
        words = {key_word(code, spoken) for spoken in (language, ENGLISH)}
        if wanted in {each.casefold() for each in (code, short, *words, *(word.partition(" (")[0] for word in words))}:
            return code
    raise UnknownKeyError(typed)


def _codes() -> Iterator[str]:
    return (f"{hour}{letter}" for letter in MODES for hour in range(1, 13))
