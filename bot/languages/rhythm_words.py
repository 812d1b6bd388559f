"""How tempo and key read in each language."""

from collections.abc import Iterator

from bot.languages.language import Language
from models.analysis import Key, Tempo


def key_word(key: Key, language: Language) -> str:
    """Return how a key reads: "A minor (8A)"."""
    return language.say("musical-key", tonic=key.key, mode=key.mode, camelot=key.camelot)


def tempo_and_key_words(tempo: Tempo | None, key: Key | None, language: Language) -> Iterator[str]:
    """Yield "124 BPM" and "A minor (8A)", as far as they are known and, of the key, sure enough to be shown."""
    if tempo:
        yield language.say("tempo", bpm=language.number(tempo.bpm))
    if key and key.is_sure:
        yield key_word(key, language)
