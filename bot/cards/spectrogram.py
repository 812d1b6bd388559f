"""The analysed excerpts as spectrograms over time, with the genre of each part under it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from bot.cards.canvas import Box, Canvas
from bot.cards.content import CardContent, ExcerptImage
from bot.cards.lettering import Style, width
from bot.cards.shapes import clipped
from bot.cards.theme import Theme, genre_colour, genre_place
from bot.cards.words import printable
from bot.languages.clock import clock

_CLOCK = Style(24)
_NAMES = (Style(24).bold, Style(21).bold, Style(19).bold)
_MARK = 20
_GAP = 26.0
_STRIP = 34.0
_AXIS = 32.0
_CORNER = 6
_LEVELS = 24
# Darker than this and the picture is only noise that costs bytes: -64 dB under the loudest.
_FLOOR = 50


def draw_spectrograms(canvas: Canvas, box: Box, content: CardContent) -> None:
    """Draw the log-mel images side by side in ``box``, gaps where parts of the song were left out, times below."""
    if not content.excerpts:
        return
    picture = Box(box.left, box.top, box.right, box.bottom - _STRIP - _AXIS)
    columns = _columns(content.excerpts, picture)
    for part, column in zip(content.excerpts, columns, strict=True):
        size = (max(1, round(column.width)), max(1, round(column.height)))
        levels = Image.fromarray(part.image[::-1]).resize(size, Image.Resampling.BILINEAR)
        coloured = Image.fromarray(_heat(canvas.theme)[np.asarray(levels)])
        clipped(canvas.image, coloured, (round(column.left), round(column.top)), _CORNER)
    for (before, after), (left, right) in zip(pairwise(content.excerpts), pairwise(columns), strict=True):
        if after.start_s - before.end_s > 0.5:
            y = (picture.top + picture.bottom + _STRIP) / 2
            middle = (left.right + right.left) / 2
            for offset in (-7, 0, 7):
                canvas.fill(Box(middle + offset - 2, y - 2, middle + offset + 2, y + 2), canvas.theme.quiet, 2)
    _draw_timeline(canvas, content, columns, picture.bottom + 6)
    _draw_clock(canvas, content.excerpts, columns, box.bottom - 4)


def _columns(parts: Sequence[ExcerptImage], box: Box) -> list[Box]:
    """Return a box a part, as wide as it is long, with equal gaps where something was left out."""
    gaps = [_GAP if after.start_s - before.end_s > 0.5 else 0.0 for before, after in pairwise(parts)]
    scale = (box.width - sum(gaps)) / sum(part.end_s - part.start_s for part in parts)
    columns = []
    left = box.left
    for part, gap in zip(parts, [*gaps, 0.0], strict=True):
        right = left + scale * (part.end_s - part.start_s)
        columns.append(Box(round(left), box.top, round(right), box.bottom))
        left = right + gap
    return columns


@lru_cache(maxsize=4)
def _heat(theme: Theme) -> NDArray[np.uint8]:
    """Return the colour of each of the 256 levels, in few steps, since the noise between two steps fills the file."""
    stops = np.array([ImageColor.getrgb(stop) for stop in theme.heat], dtype=np.float32)
    level = ((np.arange(256) - _FLOOR).clip(0) / (255 - _FLOOR) * _LEVELS).round() / _LEVELS
    channels = [np.interp(level, np.linspace(0, 1, len(stops)), stops[:, channel]) for channel in range(3)]
    return np.stack(channels, axis=1).astype(np.uint8)


def _draw_timeline(canvas: Canvas, content: CardContent, columns: Sequence[Box], top: float) -> None:
    for passage in content.timeline:
        for part, column in zip(content.excerpts, columns, strict=True):
            start = max(passage.start_s, part.start_s)
            end = min(passage.end_s, part.end_s)
            if end > start:
                scale = column.width / (part.end_s - part.start_s)
                left = column.left + (start - part.start_s) * scale
                strip = Box(left, top, left + (end - start) * scale - 1, top + _STRIP - 6)
                _draw_passage(canvas, strip, passage.genre, content.label_names)


def _draw_passage(canvas: Canvas, strip: Box, genre: str, label_names: Sequence[str]) -> None:
    """Write the genre on its colour, or its mark beside that where the name has no room."""
    place = genre_place(genre, label_names)
    colour = genre_colour(canvas.theme, place)
    middle = (strip.left + strip.right) / 2
    style = next((style for style in _NAMES if width(printable(genre), style) <= strip.width - 10), None)
    canvas.fill(strip, colour if style else canvas.theme.panel, _CORNER)
    if style:
        red, green, blue = ImageColor.getrgb(colour)[:3]
        ink = "#000000" if 0.299 * red + 0.587 * green + 0.114 * blue > 110 else "#ffffff"
        canvas.write(middle, strip.bottom - 7, printable(genre), style, ink, "m")
    elif strip.width >= _MARK:
        canvas.genre_mark(middle, (strip.top + strip.bottom) / 2, place, _MARK)


def _draw_clock(canvas: Canvas, parts: Sequence[ExcerptImage], columns: Sequence[Box], y: float) -> None:
    """Write where each part starts, and where the last one ends, as far as there is room."""
    end = clock(parts[-1].end_s)
    last = columns[-1].right - width(end, _CLOCK)
    canvas.write(columns[-1].right, y, end, _CLOCK, canvas.theme.quiet, "r")
    free = columns[0].left
    for part, column in zip(parts, columns, strict=True):
        start = clock(part.start_s)
        if column.left >= free and column.left + width(start, _CLOCK) + 12 < last:
            canvas.write(column.left, y, start, _CLOCK, canvas.theme.quiet)
            free = column.left + width(start, _CLOCK) + 14
