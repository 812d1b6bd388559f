"""Names and titles from untrusted files and people, made safe to print."""

import unicodedata

LONGEST_NAME = 200

# Cc controls, Cf formats (bidi overrides, zero-width characters, tags), Cs surrogates, Co private use, Cn unassigned.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES = frozenset({"Zs", "Zl", "Zp"})
# Joiners that emoji and several scripts need; they turn no text around.
_KEPT = frozenset("\u200c\u200d")
_MOST_MARKS = 4


def clean(text: str | None, longest: int = LONGEST_NAME) -> str | None:
    """Return ``text`` on one line without control, bidi or invisible characters, at most ``longest`` long, or None.

    Runs of combining marks are thinned to four. Markdown and mentions stay: the replies escape them.
    """
    if not text:
        return None
    kept: list[str] = []
    marks = 0
    for character in map(_shown, unicodedata.normalize("NFC", text[: 8 * longest])):
        marks = marks + 1 if character and unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    line = " ".join("".join(kept).split())
    if len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return line if any(character.isprintable() and character not in _KEPT for character in line) else None


def comparable(name: str) -> str:
    """Return a genre's or tag's name without case and punctuation, by which hiphop is Hip-Hop."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in _SPACES or character in "\t\n\r\v\f":
        return " "
    return "" if category in _DROPPED and character not in _KEPT else character
