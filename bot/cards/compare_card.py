"""The card of ``/compare``: two genre profiles back to back, how alike they are, and what differs."""

from bot.cards.canvas import Box, Canvas
from bot.cards.content import CompareContent, ComparedSong
from bot.cards.lettering import Style, fitted, percentage
from bot.cards.theme import HEIGHT, MARGIN, WIDTH, genre_colour, genre_place

_TITLE = Style(38).bold
_ARTIST = Style(28)
_SIMILARITY = Style(58).bold
_LABEL = Style(28)
_NAME = Style(27)
_ROWS = 8
_TOP = 168.0
_BOTTOM = 540.0
_MIDDLE = WIDTH / 2
_NAMES = 126.0
_VALUE = 76.0


def draw_compare_card(content: CompareContent) -> bytes:
    """Return the card as a PNG file: bars of the first song grow to the left, of the second to the right."""
    canvas = Canvas()
    first, second = content.songs
    _draw_song(canvas, first, MARGIN, "l")
    _draw_song(canvas, second, WIDTH - MARGIN, "r")
    canvas.write(_MIDDLE, 84, percentage(content.similarity, content.percent_sign), _SIMILARITY, anchor="m")
    canvas.write(_MIDDLE, 124, fitted(content.similarity_label, _LABEL, 200), _LABEL, canvas.theme.quiet, "m")
    _draw_profiles(canvas, content)
    differences = fitted(" · ".join(content.differences), _LABEL, WIDTH - 2 * MARGIN)
    canvas.write(_MIDDLE, HEIGHT - 34, differences, _LABEL, canvas.theme.text, "m")
    return canvas.png()


def _draw_song(canvas: Canvas, song: ComparedSong, x: float, anchor: str) -> None:
    limit = _MIDDLE - MARGIN - 110
    canvas.write(x, 74, fitted(song.title, _TITLE, limit), _TITLE, anchor=anchor)
    subtitle = " · ".join(each for each in (song.artist, *song.facts) if each)
    canvas.write(x, 116, fitted(subtitle, _ARTIST, limit), _ARTIST, canvas.theme.quiet, anchor)


def _draw_profiles(canvas: Canvas, content: CompareContent) -> None:
    """Draw the genres that count for either song, the most for both together on top."""
    first, second = content.songs
    left = {genre.genre: genre.probability for genre in first.genres}
    right = {genre.genre: genre.probability for genre in second.genres}
    names = sorted(left | right, key=lambda name: left.get(name, 0.0) + right.get(name, 0.0), reverse=True)[:_ROWS]
    height = (_BOTTOM - _TOP) / _ROWS
    for row, name in enumerate(names):
        base = _TOP + row * height + height * 0.68
        place = genre_place(name, content.label_names)
        canvas.write(_MIDDLE, base, fitted(name, _NAME, 2 * _NAMES - 20), _NAME, anchor="m")
        _draw_bar(canvas, base, left.get(name, 0.0), place, content.percent_sign, -1)
        _draw_bar(canvas, base, right.get(name, 0.0), place, content.percent_sign, 1)


def _draw_bar(canvas: Canvas, base: float, share: float, place: int, percent_sign: str, side: int) -> None:
    """Draw one bar and its value; ``side`` is -1 for the left half and 1 for the right."""
    longest = _MIDDLE - MARGIN - _NAMES - _VALUE
    inner = _MIDDLE + side * _NAMES
    _fill_between(canvas, inner, inner + side * longest, base, canvas.theme.panel)
    if share >= 0.005:
        _fill_between(canvas, inner, inner + side * max(8.0, longest * share), base, genre_colour(canvas.theme, place))
    edge = WIDTH - MARGIN if side > 0 else MARGIN
    canvas.write(edge, base, percentage(share, percent_sign), _NAME, canvas.theme.text, "r" if side > 0 else "l")


def _fill_between(canvas: Canvas, start: float, end: float, base: float, colour: str) -> None:
    canvas.fill(Box(min(start, end), base - 21, max(start, end), base + 3), colour, 7)
