"""The map of the catalogue with the song, and the songs that sound like it, on it."""

from functools import cache
from itertools import product
from math import hypot

from PIL import ImageColor

from bot.cards.canvas import Box, Canvas
from bot.cards.content import MapView, SongWording
from bot.cards.lettering import Style, width
from bot.cards.shapes import mark, star
from bot.cards.theme import Shape, genre_colour, genre_shape

_GENRE = Style(23).bold
_LEGEND = Style(24)
_DOT = 7
_MUTED = 0.72
_INSET = 18.0
_LEGEND_ROW = 40.0
# Where a name is tried, nearest first; sideways costs less, because names are wide and low.
_STEPS = sorted(product(range(-240, 241, 20), range(-120, 121, 8)), key=lambda step: hypot(step[0] / 1.5, step[1]))


def draw_map(canvas: Canvas, box: Box, view: MapView, wording: SongWording) -> None:
    """Draw the catalogue's songs as small marks of their genres, the genres' names, five rings and a star."""
    canvas.fill(box, canvas.theme.panel, 14)
    field = Box(box.left + _INSET, box.top + _INSET, box.right - _INSET, box.bottom - _INSET - _LEGEND_ROW)
    for (x, y), label in zip(view.dots.tolist(), view.dot_labels.tolist(), strict=True):
        colour = _muted(genre_colour(canvas.theme, label), canvas.theme.panel)
        mark(canvas.image, _at(field, x, y), genre_shape(label), _DOT, colour)
    _draw_names(canvas, field, view)
    for x, y in view.alike:
        place = _at(field, x, y)
        mark(canvas.image, place, Shape.DISC, 22 + 6, canvas.theme.ground)
        mark(canvas.image, place, Shape.RING, 22, canvas.theme.accent)
    place = _at(field, *view.song)
    star(canvas.image, place, 56, canvas.theme.ground)
    star(canvas.image, place, 40, canvas.theme.accent)
    row = Box(field.left, box.bottom - _LEGEND_ROW - 8, field.right, box.bottom)
    base = row.top + 30
    star(canvas.image, (row.left + 12, base - 9), 26, canvas.theme.accent)
    canvas.write(row.left + 32, base, wording.this_song, _LEGEND, canvas.theme.text)
    right = width(wording.alike, _LEGEND)
    canvas.write(row.right, base, wording.alike, _LEGEND, canvas.theme.text, "r")
    mark(canvas.image, (row.right - right - 20, base - 9), Shape.RING, 20, canvas.theme.accent)


def _at(field: Box, x: float, y: float) -> tuple[float, float]:
    return field.left + x * field.width, field.top + y * field.height


@cache
def _muted(colour: str, ground: str) -> tuple[int, int, int]:
    """Return the colour thinned by the ground, so that names and the song stand out before the catalogue."""
    pairs = zip(ImageColor.getrgb(colour), ImageColor.getrgb(ground), strict=True)
    red, green, blue = (round(_MUTED * over + (1 - _MUTED) * under) for over, under in pairs)
    return red, green, blue


def _draw_names(canvas: Canvas, field: Box, view: MapView) -> None:
    """Write each genre where its songs are densest, moved up or down where it would hide a song or another name."""
    taken = [Box(x - 26, y - 26, x + 26, y + 26) for x, y in (_at(field, *song) for song in (view.song, *view.alike))]
    for name, (x, y) in zip(view.names, view.landmarks.tolist(), strict=True):
        left, top = _at(field, x, y)
        half = width(name, _GENRE) / 2 + 8
        boxes = [_around(field, left + across, top + down, half) for across, down in _STEPS]
        # The free box nearest to the place, or the nearest one where none is free.
        box = next((box for box in boxes if not any(box.touches(other) for other in taken)), boxes[0])
        taken.append(box)
        canvas.fill(box, canvas.theme.ground, 8)
        canvas.write((box.left + box.right) / 2, box.bottom - 8, name, _GENRE, canvas.theme.text, "m")


def _around(field: Box, x: float, y: float, half: float) -> Box:
    x = min(max(x, field.left + half - 10), field.right - half + 10)
    y = min(max(y, field.top + 6), field.bottom - 8)
    return Box(x - half, y - 16, x + half, y + 16)
