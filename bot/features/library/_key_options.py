"""Musical keys as an option of a command: what an autocomplete offers, and what was picked or typed."""

from collections.abc import Iterator

from discord.app_commands import Choice

from bot.errors import UnknownKeyError
from bot.languages import ENGLISH, Language

# Around the Camelot wheel, 1 to 12: each a fifth above the one before.
MAJOR = ("B", "F#", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E")
MINOR = ("G#", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
_MODES = {"B": ("major", MAJOR), "A": ("minor", MINOR)}
_CHOICES = 25


def key_word(camelot: str, language: Language) -> str:
    """Return how a key reads: "8A" -> "A minor (8A)"."""
    mode, tonics = _MODES[camelot[-1]]
    return language.say("musical-key", tonic=tonics[int(camelot[:-1]) - 1], mode=mode, camelot=camelot)


def key_choices(typed: str, language: Language) -> list[Choice[str]]:
    """Return the keys that hold what was typed, in the order of the wheel."""
    wanted = typed.strip().casefold()
    words = [(key_word(code, language), code) for code in _codes()]
    return [Choice(name=word, value=code) for word, code in words if wanted in word.casefold()][:_CHOICES]


def chosen_key(typed: str, language: Language) -> str:
    """Return the Camelot code of a key that was picked or typed as 8A, Am or A minor; raise UnknownKeyError."""
    wanted = typed.strip().casefold().replace("♯", "#").replace("♭", "b")
    for code in _codes():
        if wanted in _spellings(code, language):
            return code
    raise UnknownKeyError(typed)


def _codes() -> Iterator[str]:
    return (f"{hour}{letter}" for letter in _MODES for hour in range(1, 13))


def _spellings(code: str, language: Language) -> set[str]:
    mode, tonics = _MODES[code[-1]]
    tonic = tonics[int(code[:-1]) - 1]
    short = tonic if mode == "major" else f"{tonic}m"
    words = {key_word(code, spoken) for spoken in (language, ENGLISH)}
    return {each.casefold() for each in (code, short, *words, *(word.partition(" (")[0] for word in words))}
