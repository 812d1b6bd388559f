"""The card of one heard song."""

from bot.cards.canvas import Box, Canvas, blank
from bot.cards.content import CardContent
from bot.cards.genre_bars import draw_genre_bars
from bot.cards.lettering import Style, fitted, width
from bot.cards.map_panel import draw_map
from bot.cards.spectrogram import clock, draw_heard
from bot.cards.theme import HEIGHT, MARGIN, WIDTH

_TITLE = Style(54).bold
_ARTIST = Style(34)
_DOUBT = Style(28).bold
_MAP_LEFT = 730.0
_COLUMN_TOP = 158.0
_HEARD_TOP = 412.0


def draw_song_card(content: CardContent) -> bytes:
    """Return the card as a PNG file, 1200 x 630; the same content gives the same picture."""
    canvas = blank(content.theme)
    right = _MAP_LEFT - 30 if content.map else WIDTH - MARGIN
    label_names = content.map.label_names if content.map else tuple(sorted(genre.genre for genre in content.genres))
    _draw_heading(canvas, content)
    bars = Box(MARGIN, _COLUMN_TOP, right, _HEARD_TOP - 12)
    draw_genre_bars(canvas, bars, content.genres, label_names, content.wording.others)
    draw_heard(canvas, Box(MARGIN, _HEARD_TOP, right, HEIGHT - 22), content, label_names)
    if content.map:
        draw_map(canvas, Box(_MAP_LEFT, _COLUMN_TOP, WIDTH - MARGIN, HEIGHT - 26), content.map, content.wording)
    return canvas.png()


def _draw_heading(canvas: Canvas, content: CardContent) -> None:
    length = clock(content.duration_s)
    limit = WIDTH - 2 * MARGIN
    canvas.write_fitted(MARGIN, 82, content.title, _TITLE, limit)
    artist = fitted(content.artist, _ARTIST, limit - width(f" · {length}", _ARTIST))
    canvas.write(MARGIN, 130, artist, _ARTIST, canvas.theme.quiet)
    after = MARGIN + width(artist, _ARTIST)
    canvas.write(after, 130, f" · {length}" if artist else length, _ARTIST, canvas.theme.quiet)
    if not content.confident:
        _draw_doubt(canvas, content.wording.unsure)


def _draw_doubt(canvas: Canvas, words: str) -> None:
    right = WIDTH - MARGIN
    left = right - width(words, _DOUBT) - 40
    canvas.fill(Box(left, 100, right, 142), canvas.theme.line, 21)
    canvas.write((left + right) / 2, 130, words, _DOUBT, canvas.theme.text, "m")
