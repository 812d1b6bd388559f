"""Untrusted text on a picture: cleaned, cut to a width, each character in a font that has it, in reading order."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from PIL import ImageDraw, ImageFont

from bot.cards.fonts import BOLD, REGULAR, FontFile, covered, font_files, shapes_scripts, sized
from bot.cards.reading_order import visual_order
from bot.cards.words import printable

_ELLIPSIS = "…"
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


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


def can_letter(text: str) -> bool:
    """Return whether the fonts at hand have every character of ``text``."""
    return all(_is_plain(character) or _file_for(character, REGULAR) for character in text)


def percentage(fraction: float, sign: str) -> str:
    """Return 0 to 1 as a whole percentage with a language's sign behind it."""
    return f"{100 * fraction:.0f}{sign}"


def write(
    draw: ImageDraw.ImageDraw, place: tuple[float, float], text: str, style: Style, colour: str, anchor: str = "l"
) -> None:
    """Letter ``text`` with its base line at ``place``; ``anchor`` l, m or r says which end of it that is."""
    x, y = place
    x -= {"l": 0.0, "m": 0.5, "r": 1.0}[anchor] * width(text, style)
    for run in runs(text, style.weight):
        font = sized(run.file, style.size)
        draw.text((x, y), _shaped(run, font), font=font, fill=colour, anchor="ls", direction=_direction(run, font))
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
    """Return ``text`` as runs in one font and direction each, in the order in which they stand from left to right."""
    shown = "".join(_with_a_picture(character, weight) for character in text)
    files = _files(shown, weight)
    found = []
    for (level, file), group in groupby(visual_order(shown), key=lambda item: (item[1], files[item[0]])):
        # Fonts get the letters in the order in which they are read, and turn them round themselves.
        letters = "".join(shown[place] for place, _ in sorted(group))
        found.append(Run(letters, file, level % 2 == 1))
    return tuple(found)


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


def _run_width(run: Run, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(_shaped(run, font), direction=_direction(run, font))


def _shaped(run: Run, font: ImageFont.FreeTypeFont) -> str:
    # Where nothing turns letters round for us they stand apart, but in the right order.
    return run.text[::-1] if run.right_to_left and not shapes_scripts(font) else run.text


def _direction(run: Run, font: ImageFont.FreeTypeFont) -> str | None:
    if not shapes_scripts(font):
        return None
    return "rtl" if run.right_to_left else "ltr"
