"""How genres read in each language."""

import re
from collections.abc import Iterable

from bot.languages.language import Language
from bot.languages.spoken import ENGLISH


def genre_word(genre: str, language: Language) -> str:
    """Return how a genre reads: "International" -> "World music"; a genre without a text of its own as it is.

    The text's key is made of the genre's letters and digits: "Soul/R&B" -> "genre-name-soul-r-b".
    """
    key = f"genre-name-{re.sub('[^a-z0-9]+', '-', genre.lower()).strip('-')}"
    return language.say(key) if ENGLISH.knows(key) else genre


def genre_meant(typed: str, genres: Iterable[str], language: Language) -> str | None:
    """Return which of ``genres`` somebody typed, by its name, its word in their language or in English; None if none.

    Capitals and spaces around it do not matter.
    """
    wanted = typed.strip().casefold()
    for genre in genres:
        if wanted in {genre.casefold(), *(genre_word(genre, each).casefold() for each in (language, ENGLISH))}:
            return genre
    return None
