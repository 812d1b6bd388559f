"""The card of ``/history``: the newest songs."""

from bot.cards.canvas import Box, Canvas
from bot.cards.content import HistoryContent, PastSong
from bot.cards.heading import draw_heading
from bot.cards.lettering import Style, fitted, width
from bot.cards.theme import HEIGHT, MARGIN, WIDTH, genre_place

_TITLE = Style(30).bold
_PLAIN = Style(28)
_TOP = 160.0
_ROWS = 7
_GENRE_LEFT = 730.0


def draw_history_card(content: HistoryContent) -> bytes:
    """Return the card as a PNG file: at most seven songs, each with its genre and its day."""
    canvas = Canvas()
    draw_heading(canvas, content.title, content.subtitle)
    if not content.songs:
        canvas.write_fitted(MARGIN, _TOP + 60, content.nothing, _PLAIN, WIDTH - 2 * MARGIN, canvas.theme.quiet)
    height = (HEIGHT - 20 - _TOP) / _ROWS
    for row, song in enumerate(content.songs[:_ROWS]):
        line = Box(MARGIN, _TOP + row * height, WIDTH - MARGIN, _TOP + (row + 1) * height)
        _draw_row(canvas, line, song, genre_place(song.genre, content.label_names))
    return canvas.png()


def _draw_row(canvas: Canvas, line: Box, song: PastSong, place: int) -> None:
    canvas.fill(Box(line.left, line.top + 4, line.right, line.bottom - 4), canvas.theme.panel, 10)
    base = line.top + line.height * 0.64
    room = _GENRE_LEFT - line.left - 44
    title = fitted(song.title, _TITLE, room)
    canvas.write(line.left + 20, base, title, _TITLE)
    left = width(title, _TITLE) + 18
    if room - left > 120:
        canvas.write(line.left + 20 + left, base, fitted(song.artist, _PLAIN, room - left), _PLAIN, canvas.theme.quiet)
    if song.genre:
        canvas.genre_mark(_GENRE_LEFT + 13, base - 9, place, 24)
    day = fitted(song.day, _PLAIN, 180)
    genre_room = line.right - 20 - width(day, _PLAIN) - 20 - _GENRE_LEFT - 36
    canvas.write(_GENRE_LEFT + 36, base, fitted(song.genre, _PLAIN, genre_room), _PLAIN)
    canvas.write(line.right - 20, base, day, _PLAIN, canvas.theme.quiet, "r")
