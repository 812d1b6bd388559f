"""Small smooth shapes: Pillow draws jagged edges, so each is drawn four times as large and reduced, once."""

from functools import lru_cache
from math import cos, pi, sin

from PIL import Image, ImageDraw

from bot.cards.theme import Shape

_SCALE = 4
Colour = str | tuple[int, int, int]
_Box = tuple[float, float, float, float]


def mark(image: Image.Image, place: tuple[float, float], shape: Shape, size: int, colour: Colour) -> None:
    """Draw a genre's mark with its middle at ``place``, ``size`` pixels across."""
    stencil = _mark_stencil(shape, size)
    image.paste(colour, (round(place[0] - size / 2), round(place[1] - size / 2)), stencil)


def rounded(image: Image.Image, box: _Box, radius: float, colour: Colour) -> None:
    """Fill a rectangle with round corners."""
    left, top, right, bottom = (round(edge) for edge in box)
    if right > left and bottom > top:
        stencil = _rounded_stencil(right - left, bottom - top, round(radius))
        image.paste(colour, (left, top), stencil)


def clipped(image: Image.Image, picture: Image.Image, place: tuple[int, int], radius: int) -> None:
    """Paste ``picture`` with round corners."""
    image.paste(picture, place, _rounded_stencil(picture.width, picture.height, radius))


def star(image: Image.Image, place: tuple[float, float], size: int, colour: str) -> None:
    """Draw a five-pointed star: the song itself, a shape that no genre has."""
    image.paste(colour, (round(place[0] - size / 2), round(place[1] - size / 2)), _star_stencil(size))


@lru_cache(maxsize=256)
def _rounded_stencil(width: int, height: int, radius: int) -> Image.Image:
    large = Image.new("L", (width * _SCALE, height * _SCALE))
    box = (0, 0, width * _SCALE - 1, height * _SCALE - 1)
    radius = min(radius, width // 2, height // 2)
    ImageDraw.Draw(large).rounded_rectangle(box, radius * _SCALE, fill=255)
    return large.reduce(_SCALE)


@lru_cache(maxsize=256)
def _mark_stencil(shape: Shape, size: int) -> Image.Image:
    large = Image.new("L", (size * _SCALE, size * _SCALE))
    _DRAWN[shape](ImageDraw.Draw(large), size * _SCALE - 1)
    return large.reduce(_SCALE)


@lru_cache(maxsize=16)
def _star_stencil(size: int) -> Image.Image:
    large = Image.new("L", (size * _SCALE, size * _SCALE))
    middle = size * _SCALE / 2
    radii = [middle if corner % 2 == 0 else middle * 0.45 for corner in range(10)]
    points = [
        (middle + radius * sin(corner * pi / 5), middle - radius * cos(corner * pi / 5))
        for corner, radius in enumerate(radii)
    ]
    ImageDraw.Draw(large).polygon(points, fill=255)
    return large.reduce(_SCALE)


def _disc(draw: ImageDraw.ImageDraw, edge: int) -> None:
    draw.ellipse((0, 0, edge, edge), fill=255)


def _square(draw: ImageDraw.ImageDraw, edge: int) -> None:
    inset = edge * 0.08
    draw.rectangle((inset, inset, edge - inset, edge - inset), fill=255)


def _triangle(draw: ImageDraw.ImageDraw, edge: int) -> None:
    draw.polygon([(edge / 2, edge * 0.04), (edge, edge * 0.94), (0, edge * 0.94)], fill=255)


def _wedge(draw: ImageDraw.ImageDraw, edge: int) -> None:
    draw.polygon([(edge / 2, edge * 0.96), (edge, edge * 0.06), (0, edge * 0.06)], fill=255)


def _diamond(draw: ImageDraw.ImageDraw, edge: int) -> None:
    draw.polygon([(edge / 2, 0), (edge, edge / 2), (edge / 2, edge), (0, edge / 2)], fill=255)


def _cross(draw: ImageDraw.ImageDraw, edge: int) -> None:
    third = edge * 0.32
    draw.rectangle((third, 0, edge - third, edge), fill=255)
    draw.rectangle((0, third, edge, edge - third), fill=255)


def _ring(draw: ImageDraw.ImageDraw, edge: int) -> None:
    draw.ellipse((0, 0, edge, edge), outline=255, width=round(edge * 0.24))


def _frame(draw: ImageDraw.ImageDraw, edge: int) -> None:
    draw.rectangle((0, 0, edge, edge), outline=255, width=round(edge * 0.22))


_DRAWN = {
    Shape.DISC: _disc,
    Shape.SQUARE: _square,
    Shape.TRIANGLE: _triangle,
    Shape.WEDGE: _wedge,
    Shape.DIAMOND: _diamond,
    Shape.CROSS: _cross,
    Shape.RING: _ring,
    Shape.FRAME: _frame,
}
