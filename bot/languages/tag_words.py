"""How a tagger's tags read in each language."""

from bot.languages.language import Language
from bot.languages.spoken import ENGLISH


def tag_word(tag: str, language: Language) -> str:
    """Return how a tag reads: "Hip-Hop" -> "hip-hop", "rnb" -> "R&B"; a tag without a word of its own as it is."""
    key = tag_key(tag)
    return language.say(key) if ENGLISH.knows(key) else tag


def tag_key(tag: str) -> str:
    """Return the key of a tag's word: "Progressive rock" -> "tag-progressive-rock"."""
    return f"tag-{tag.lower().replace(' ', '-')}"
