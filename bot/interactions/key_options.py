"""Tempo and musical keys as options of a command: what an autocomplete offers, and what was picked or typed."""

import re
from collections.abc import Iterator

from discord.app_commands import Choice

from bot.errors import UnknownKeyError, UnknownTempoError
from bot.languages import ENGLISH, Language
from bot.languages.rhythm_words import MODES, key_word

KEY_OPTION = "A musical key, such as 8A or F# minor; pick one from the list"
TEMPO_OPTION = "Beats per minute, as 120-128, or as 124 with four percent around it"
TempoRange = tuple[float, float]
_CHOICES = 25
# What a turntable's pitch fader makes up for, to both sides.
_NEAR = 0.04
_SLOWEST, _FASTEST = 30, 300
_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
# Dashes as phones type them too.
_TEMPO = re.compile(rf"{_NUMBER}(?:\s*[-\u2013\u2014]\s*{_NUMBER})?\s*(?:bpm)?", re.IGNORECASE)


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


def chosen_tempo(typed: str) -> TempoRange:
    """Return the slowest and the fastest tempo, in BPM, that 120-128 or 124 means; raise UnknownTempoError."""
    read = _TEMPO.fullmatch(typed.strip())
    ends = [float(end.replace(",", ".")) for end in read.groups() if end] if read else []
    if not ends or not all(_SLOWEST <= end <= _FASTEST for end in ends):
        raise UnknownTempoError(typed)
    return (min(ends), max(ends)) if len(ends) > 1 else ((1 - _NEAR) * ends[0], (1 + _NEAR) * ends[0])


def tempo_words(tempo: TempoRange, language: Language) -> str:
    """Return a range of tempo as people read it: "120 - 128 BPM"."""
    return language.say("tempo", bpm=" - ".join(map(language.number, tempo)))


def _codes() -> Iterator[str]:
    return (f"{hour}{letter}" for letter in MODES for hour in range(1, 13))
