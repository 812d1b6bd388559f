"""Strangers' words made harmless, and small pieces of text that read well on a phone."""

import re

from models.text import clean

_BAR_CELLS = 10
_ZERO_WIDTH_SPACE = "\u200b"
_MARKUP = re.compile(r"([\\*_`~|\[\]()])")


def clip(text: str, limit: int) -> str:
    """Return ``text`` in at most ``limit`` characters, an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def plain(text: str, limit: int) -> str:
    """Return untrusted text on one line, without control, bidirectional or other invisible characters."""
    return clean(text, limit) or "?"


def safe(text: str, limit: int) -> str:
    """Return untrusted text for a message: plain, without mark-up, mentions, links or time stamps that work.

    What only works at the start of a line (headings, quotes, lists) is left: templates never put such words there.
    """
    escaped = _MARKUP.sub(r"\\\1", plain(text, limit))
    # These four would become mentions, channels, emoji, time stamps, commands or links.
    for opener in ("<", "@", "://", "www."):
        escaped = escaped.replace(opener, opener + _ZERO_WIDTH_SPACE)
    return escaped


def heading(words: str) -> str:
    """Return words as a heading."""
    return f"### {words}"


def link(label: str, url: str) -> str:
    """Return a masked link; ``label`` must be safe already."""
    address = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f"[{label}]({address})"


def bar(fraction: float) -> str:
    """Return a text bar of ten cells for 0 to 1; every cell has the same width on every device."""
    filled = round(max(0.0, min(1.0, fraction)) * _BAR_CELLS)
    return "`" + "▰" * filled + "▱" * (_BAR_CELLS - filled) + "`"
