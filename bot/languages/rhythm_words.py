"""How tempo and key read in each language."""

from collections.abc import Iterator

from bot.languages.language import Language
from models.analysis import Key, Tempo

# Around the Camelot wheel, 1 to 12: each a fifth above the one before.
MAJOR = ("B", "F#", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E")
MINOR = ("G#", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#")
MODES = {"B": ("major", MAJOR), "A": ("minor", MINOR)}


def key_word(camelot: str, language: Language) -> str:
    """Return how a key reads: "8A" -> "A minor (8A)"."""
    mode, tonics = MODES[camelot[-1]]
    return language.say("musical-key", tonic=tonics[int(camelot[:-1]) - 1], mode=mode, camelot=camelot)


def tempo_and_key_words(tempo: Tempo | None, key: Key | None, language: Language) -> Iterator[str]:
    """Yield "124 BPM" and "A minor (8A)", as far as they are known and, of the key, sure enough to be shown."""
    if tempo:
        yield language.say("tempo", bpm=language.number(tempo.bpm))
    if key and key.is_sure:
        yield key_word(key.camelot, language)
