"""A genre profile as bars, each with its genre's mark, name and value in words."""

from collections.abc import Sequence

from bot.cards.canvas import Box, Canvas
from bot.cards.lettering import Style, fitted
from bot.cards.theme import genre_colour, genre_place
from models.analysis import GenreProbability

_ROW = Style(30)
_NAME_SHARE = 0.36
_VALUE = 84.0
_SHOWN = 5


def draw_genre_bars(
    canvas: Canvas, box: Box, genres: Sequence[GenreProbability], label_names: Sequence[str], others: str
) -> None:
    """Draw the five likeliest genres, best on top, and what is left for all the others."""
    shown = genres[:_SHOWN]
    height = box.height / (_SHOWN + 1)
    for row, genre in enumerate(shown):
        base = box.top + row * height
        place = genre_place(genre.genre, label_names)
        _draw_row(canvas, Box(box.left, base, box.right, base + height), genre, place, first=row == 0)
    rest = sum(genre.probability for genre in genres[_SHOWN:])
    if len(genres) > _SHOWN:
        y = box.top + _SHOWN * height + height * 0.68
        canvas.write(box.left + 38, y, f"{len(genres) - _SHOWN} {others}", _ROW, canvas.theme.quiet)
        canvas.write(box.right, y, f"{rest:.0%}", _ROW, canvas.theme.quiet, "r")


def _draw_row(canvas: Canvas, row: Box, genre: GenreProbability, place: int, *, first: bool) -> None:
    style = _ROW.bold if first else _ROW
    names = row.width * _NAME_SHARE
    base = row.top + row.height * 0.68
    canvas.genre_mark(row.left + 13, base - 10, place, 24)
    canvas.write(row.left + 38, base, fitted(genre.genre, style, names - 44), style)
    track = Box(row.left + names, base - 22, row.right - _VALUE, base + 2)
    canvas.fill(track, canvas.theme.panel, 8)
    filled = max(8.0, track.width * min(1.0, genre.probability))
    canvas.fill(Box(track.left, track.top, track.left + filled, track.bottom), genre_colour(canvas.theme, place), 8)
    canvas.write(row.right, base, f"{genre.probability:.0%}", style, anchor="r")
