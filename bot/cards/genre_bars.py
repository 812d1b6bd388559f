"""A genre profile as bars, each with its genre's mark, name and value in words."""

from collections.abc import Sequence

from bot.cards.canvas import Box, Canvas
from bot.cards.content import BARS, SongWording
from bot.cards.lettering import Style, fitted, percentage
from bot.cards.theme import genre_colour, genre_place
from models.analysis import GenreProbability

_ROW = Style(30)
_NAME_SHARE = 0.36
_VALUE = 84.0


def draw_genre_bars(
    canvas: Canvas, box: Box, genres: Sequence[GenreProbability], label_names: Sequence[str], wording: SongWording
) -> None:
    """Draw the five likeliest genres, best on top, and what is left for all the others."""
    shown = genres[:BARS]
    height = box.height / (BARS + 1)
    for row, genre in enumerate(shown):
        base = box.top + row * height
        place = genre_place(genre.genre, label_names)
        _draw_row(canvas, Box(box.left, base, box.right, base + height), genre, place, wording, first=row == 0)
    rest = sum(genre.probability for genre in genres[BARS:])
    if len(genres) > BARS:
        y = box.top + BARS * height + height * 0.68
        canvas.write(box.left + 38, y, wording.others, _ROW, canvas.theme.quiet)
        canvas.write(box.right, y, percentage(rest, wording.percent_sign), _ROW, canvas.theme.quiet, "r")


def _draw_row(
    canvas: Canvas, row: Box, genre: GenreProbability, place: int, wording: SongWording, *, first: bool
) -> None:
    style = _ROW.bold if first else _ROW
    names = row.width * _NAME_SHARE
    base = row.top + row.height * 0.68
    canvas.genre_mark(row.left + 13, base - 10, place, 24)
    canvas.write(row.left + 38, base, fitted(genre.genre, style, names - 44), style)
    track = Box(row.left + names, base - 22, row.right - _VALUE, base + 2)
    canvas.fill(track, canvas.theme.panel, 8)
    filled = max(8.0, track.width * min(1.0, genre.probability))
    canvas.fill(Box(track.left, track.top, track.left + filled, track.bottom), genre_colour(canvas.theme, place), 8)
    canvas.write(row.right, base, percentage(genre.probability, wording.percent_sign), style, anchor="r")
