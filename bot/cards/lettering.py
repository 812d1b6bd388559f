"""Strangers' words on a picture: cleaned, cut to a width, each character in a font that has it, in reading order."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from PIL import ImageDraw, ImageFont

from bot.cards.fonts import BOLD, REGULAR, FontFile, covered, font_files, shapes_scripts, sized
from models.text import clean

_ELLIPSIS = "…"
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
# No line of a card is wider than this many of the narrowest letters.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters in one font and one direction."""

    text: str
    file: FontFile
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is lettered: height in pixels and weight."""

    size: int
    weight: int = REGULAR

    @property
    def bold(self) -> "Style":
        """The same size in bold."""
        return Style(self.size, BOLD)


def printable(text: str | None) -> str:
    """Return a stranger's words on one line without control or direction characters; "" where nothing is left."""
    return clean(text, _LONGEST) or ""


def write(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, style: Style, colour: str, anchor: str = "l"
) -> None:
    """Letter ``text`` with its base line at ``place``; ``anchor`` l, m or r says which end of it that is."""
    x, y = place
    x -= {"l": 0.0, "m": 0.5, "r": 1.0}[anchor] * width(text, style)
    for run in runs(text, style.weight):
        font = sized(run.file, style.size)
        draw.text((x, y), _shaped(run), font=font, fill=colour, anchor="ls", direction=_direction(run))
        x += _run_width(run, font)


@lru_cache(maxsize=512)
def width(text: str, style: Style) -> float:
    """Return how many pixels wide ``text`` is."""
    return sum(_run_width(run, sized(run.file, style.size)) for run in runs(text, style.weight))


def fitted(text: str, style: Style, limit: float) -> str:
    """Return as much of the cleaned ``text`` as fits into ``limit`` pixels, an ellipsis where something was cut."""
    line = printable(text)
    if width(line, style) <= limit:
        return line
    shortest, longest = 0, len(line)
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if width(_cut(line, middle), style) <= limit:
            shortest = middle
        else:
            longest = middle - 1
    return _cut(line, shortest)


@lru_cache(maxsize=512)
def runs(text: str, weight: int) -> tuple[Run, ...]:
    """Return ``text`` as runs from left to right, after the Unicode bidirectional algorithm without its controls."""
    shown = "".join(_with_a_picture(character, weight) for character in text)
    levels = _levels(shown)
    files = _files(shown, weight)
    pieces = []
    for (level, file), group in groupby(zip(shown, levels, files, strict=True), key=lambda item: item[1:]):
        pieces.append((level, Run("".join(item[0] for item in group), file, level % 2 == 1)))
    return tuple(run for _, run in _in_visual_order(pieces))


def _cut(line: str, length: int) -> str:
    kept = line[:length]
    # A mark or joiner must not lose the letter it belongs to, nor a joiner dangle.
    while kept and length < len(line) and (_clings(line[len(kept)]) or _clings(kept[-1])):
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def _clings(character: str) -> bool:
    return character in _JOINERS


def _with_a_picture(character: str, weight: int) -> str:
    if _is_plain(character) or _clings(character) or _file_for(character, weight):
        return character
    plainer = unicodedata.normalize("NFKC", character)
    return plainer if all(_file_for(part, weight) for part in plainer) else character


def _is_plain(character: str) -> bool:
    return " " <= character <= "~"


@lru_cache(maxsize=4096)
def _file_for(character: str, weight: int) -> FontFile | None:
    return next((file for file in font_files(weight) if ord(character) in covered(file)), None)


def _files(text: str, weight: int) -> list[FontFile]:
    main = font_files(weight)[0]
    chosen: list[FontFile] = []
    for character in text:
        if chosen and (_clings(character) or unicodedata.category(character) in {"Mn", "Me", "Mc"}):
            chosen.append(chosen[-1])
        elif _is_plain(character):
            chosen.append(main)
        else:
            chosen.append(_file_for(character, weight) or main)
    return chosen


def _levels(text: str) -> list[int]:
    """Return each character's embedding level: rules P2, W, N and I of Unicode's annex 9, controls left out."""
    classes = [unicodedata.bidirectional(character) for character in text]
    strong = [kind for kind in classes if kind == "L" or kind in _RIGHT_TO_LEFT]
    if not any(kind in _RIGHT_TO_LEFT for kind in strong):
        return [0] * len(text)
    base = 1 if strong[0] in _RIGHT_TO_LEFT else 0
    directions = _resolved(classes, base)
    return [_level(kind, direction, base) for kind, direction in zip(classes, directions, strict=True)]


def _resolved(classes: list[str], base: int) -> list[int]:
    """Return 0 or 1 for each character; what is neutral goes with its neighbours if they agree, else with the base."""
    before = list(_nearest_strong(classes, base))
    after = list(_nearest_strong(classes[::-1], base))[::-1]
    return [left if left == right else base for left, right in zip(before, after, strict=True)]


def _nearest_strong(classes: list[str], base: int) -> Iterator[int]:
    direction = base
    for kind in classes:
        if kind == "L" or kind in _RIGHT_TO_LEFT:
            direction = int(kind in _RIGHT_TO_LEFT)
        yield direction


def _level(kind: str, direction: int, base: int) -> int:
    if kind in _NUMBERS and direction == 1:
        return 2
    return direction if base == 0 else 2 - direction


def _in_visual_order(pieces: list[tuple[int, Run]]) -> list[tuple[int, Run]]:
    """Reverse every stretch of runs at or above each level, highest first (rule L2)."""
    ordered = list(pieces)
    for level in range(max((level for level, _ in pieces), default=0), 0, -1):
        stretched: list[tuple[int, Run]] = []
        for inside, group in groupby(ordered, key=lambda piece: piece[0] >= level):
            stretch = list(group)
            stretched += stretch[::-1] if inside else stretch
        ordered = stretched
    return ordered


def _run_width(run: Run, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(_shaped(run), direction=_direction(run))


def _shaped(run: Run) -> str:
    # Without Raqm nothing turns letters round for us; they stand apart then, but in the right order.
    return run.text[::-1] if run.right_to_left and not shapes_scripts() else run.text


def _direction(run: Run) -> str | None:
    if not shapes_scripts():
        return None
    return "rtl" if run.right_to_left else "ltr"
