"""How genres read in each language."""

import re

from bot.languages.language import Language
from bot.languages.spoken import ENGLISH


def genre_word(genre: str, language: Language) -> str:
    """Return how a genre reads: "International" -> "World music"; a genre without a text of its own as it is."""
    key = genre_key(genre)
    return language.say(key) if ENGLISH.knows(key) else genre


def genre_key(genre: str) -> str:
    """Return the key of a genre's text: "Hip-Hop" -> "genre-name-hip-hop", "Soul/R&B" -> "genre-name-soul-r-b"."""
    return f"genre-name-{re.sub('[^a-z0-9]+', '-', genre.lower()).strip('-')}"
