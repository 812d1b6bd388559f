"""Why a song is recommended, and its licence, in small print."""

import re
from collections.abc import Iterator

from bot.languages import Language
from bot.languages.genre_words import genre_word
from bot.languages.rhythm_words import key_word
from bot.replies.text import safe
from models.analysis import Recommendation

_LICENCE = 60
_VERSION = re.compile(r"\b\d\.\d\b")
_PLACES = {"United States": "US", "UK": "UK"}
_TERMS = (("noncommercial", "NC"), ("noderivat", "ND"), ("sharealike", "SA"))


def small_print(song: Recommendation, language: Language) -> Iterator[str]:
    """Yield a line with the reason and the licence of a recommended song; nothing where neither is known."""
    said = [*_reasons(song, language), *([licence_name(song.licence)] if song.licence else [])]
    if said:
        yield f"-# {' · '.join(said)}"


def licence_name(licence: str) -> str:
    """Return a Creative Commons licence's usual short name: "CC BY-NC-SA 3.0 US"; any other licence as it is."""
    plain = re.sub(r"[\s-]", "", licence.lower())
    if not plain.startswith("attribution"):
        return safe(licence, _LICENCE)
    terms = ["BY", *(short for word, short in _TERMS if word in plain)]
    version = _VERSION.search(licence)
    place = next((short for name, short in _PLACES.items() if name in licence), None)
    # The order in which Creative Commons writes them: BY-NC-ND, BY-NC-SA.
    return " ".join(["CC", "-".join(terms), *([version.group()] if version else []), *([place] if place else [])])


def _reasons(song: Recommendation, language: Language) -> Iterator[str]:
    if song.alike_in:
        aspects = [language.say(f"aspect-{each}") for each in song.alike_in]
        yield language.say("reason-close", aspects=language.listed(aspects))
    if song.shares_tempo and song.tempo:
        yield language.say("reason-tempo", bpm=language.number(song.tempo.bpm))
    if song.shares_key and song.key:
        yield language.say("reason-key", musical_key=key_word(song.key.camelot, language))
    if song.corner:
        yield language.say("reason-corner", genre=safe(genre_word(song.corner, language), _LICENCE))
