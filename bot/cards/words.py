"""Strangers' words as a card shows them."""

from models.text import clean

# No line of a card is wider than this many of the narrowest letters.
_LONGEST = 120


def printable(text: str | None) -> str:
    """Return untrusted text on one line without control or direction characters; "" where nothing is left."""
    return clean(text, _LONGEST) or ""
