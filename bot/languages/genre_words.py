"""How genres read in each language."""

import re

from bot.languages.language import Language
from bot.languages.spoken import ENGLISH


def genre_word(genre: str, language: Language) -> str:
    """Return how a genre reads: "International" -> "World music"; a genre without a text of its own as it is.

    The text's key is made of the genre's letters and digits: "Soul/R&B" -> "genre-name-soul-r-b".
    """
    key = f"genre-name-{re.sub('[^a-z0-9]+', '-', genre.lower()).strip('-')}"
    return language.say(key) if ENGLISH.knows(key) else genre
