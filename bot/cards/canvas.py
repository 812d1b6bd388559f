"""The sheet that a card is drawn on, and the file that comes of it."""

import io
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from bot.cards.lettering import Style, fitted, write
from bot.cards.shapes import mark, rounded
from bot.cards.theme import DARK, HEIGHT, WIDTH, Theme, genre_colour, genre_shape

_COLOURS = 256


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Pixels from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    def touches(self, other: "Box") -> bool:
        """Return whether the two have a pixel in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Canvas:
    """An empty card."""

    theme: Theme = DARK
    image: Image.Image = field(init=False)
    draw: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the ground."""
        object.__setattr__(self, "image", Image.new("RGB", (WIDTH, HEIGHT), self.theme.ground))
        object.__setattr__(self, "draw", ImageDraw.Draw(self.image))

    def write(self, x: float, y: float, text: str, style: Style, colour: str | None = None, anchor: str = "l") -> None:
        """Letter our own words, their base line at ``y``."""
        write(self.draw, (x, y), text, style, colour or self.theme.text, anchor)

    def write_fitted(
        self, x: float, y: float, text: str, style: Style, limit: float, colour: str | None = None
    ) -> None:
        """Letter untrusted text within ``limit`` pixels."""
        write(self.draw, (x, y), fitted(text, style, limit), style, colour or self.theme.text)

    def fill(self, box: Box, colour: str, radius: float = 0) -> None:
        """Fill a box, its corners round."""
        rounded(self.image, (box.left, box.top, box.right, box.bottom), radius, colour)

    def genre_mark(self, x: float, y: float, place: int, size: int) -> None:
        """Draw the mark of the genre at ``place`` of the labels in its colour."""
        mark(self.image, (x, y), genre_shape(place), size, genre_colour(self.theme, place))

    def png(self) -> bytes:
        """Return the card as a PNG file of at most 256 colours, which is a third of the full one's size."""
        file = io.BytesIO()
        reduced = self.image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        reduced.save(file, "PNG", compress_level=6)
        return file.getvalue()
