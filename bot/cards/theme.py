"""Colours and marks: every genre has a colour, a shape and its name, so that nothing is said by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WIDTH = 1200
HEIGHT = 630
MARGIN = 36


class Shape(StrEnum):
    """The mark of a genre on the map and beside its name."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"
    RING = "ring"
    WEDGE = "wedge"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Theme:
    """What a card is coloured in; ``genres`` are Okabe and Ito's eight, their black replaced to stand out.

    Source: M. Okabe and K. Ito, Color Universal Design, 2008.
    """

    ground: str
    panel: str
    line: str
    text: str
    quiet: str
    accent: str
    genres: tuple[str, ...]
    heat: tuple[str, ...]


DARK = Theme(
    ground="#14161f",
    panel="#1f2230",
    line="#3a3f55",
    text="#f5f6fa",
    quiet="#b6bccf",
    accent="#ffffff",
    genres=("#56b4e9", "#cc79a7", "#2fbf8f", "#e69f00", "#b9bfd0", "#f0e442", "#f07a3c", "#4d8dff"),
    heat=("#1f2230", "#2b2f6b", "#5b3f9c", "#a14a9a", "#e0627a", "#fb9a5b", "#fde38a"),
)


def genre_place(genre: str, label_names: Sequence[str]) -> int:
    """Return the genre's place among the labels; one that is not among them shares the first one's looks."""
    return label_names.index(genre) if genre in label_names else 0


def genre_colour(theme: Theme, place: int) -> str:
    """Return the colour of the genre at ``place`` of the alphabet of labels; colours come round after eight."""
    return theme.genres[place % len(theme.genres)]


def genre_shape(place: int) -> Shape:
    """Return the shape of the genre at ``place``; shapes come round after eight, one step on from the colours."""
    shapes = tuple(Shape)
    return shapes[(place + place // len(shapes)) % len(shapes)]
