"""The card of ``/charts``: what a server listens to and likes, or who posts it."""

from collections.abc import Sequence

from bot.cards.canvas import Box, Canvas
from bot.cards.content import ChartsContent, Count
from bot.cards.heading import draw_heading
from bot.cards.lettering import Style, fitted, width
from bot.cards.theme import HEIGHT, MARGIN, WIDTH, genre_colour, genre_place

_HEADING = Style(28).bold
_ROW = Style(30)
_NOTE = Style(24)
_TOP = 168.0
_COLUMN_GAP = 48.0
_ROWS = 8
_BAR = 8.0


def draw_charts_card(content: ChartsContent) -> bytes:
    """Return the card as a PNG file: at most eight rows on the left and eight on the right."""
    canvas = Canvas()
    draw_heading(canvas, content.title, content.subtitle)
    middle = WIDTH / 2
    left = Box(MARGIN, _TOP, middle - _COLUMN_GAP / 2, HEIGHT - 24)
    right = Box(middle + _COLUMN_GAP / 2, _TOP, WIDTH - MARGIN, HEIGHT - 24)
    labels = content.label_names
    places = [genre_place(row.name, labels) for row in content.left] if labels else []
    _draw_column(canvas, left, content.headings[0], content.left, content.nothing, places)
    _draw_column(canvas, right, content.headings[1], content.right, content.nothing, ())
    return canvas.png()


def _draw_column(
    canvas: Canvas, box: Box, heading: str, counts: Sequence[Count], nothing: str, places: Sequence[int]
) -> None:
    canvas.write_fitted(box.left, box.top + 22, heading, _HEADING, box.width, canvas.theme.quiet)
    canvas.fill(Box(box.left, box.top + 36, box.right, box.top + 38), canvas.theme.line)
    if not counts:
        canvas.write_fitted(box.left, box.top + 84, nothing, _ROW, box.width, canvas.theme.quiet)
        return
    height = (box.height - 46) / _ROWS
    most = max(count.count for count in counts)
    for row, count in enumerate(counts[:_ROWS]):
        top = box.top + 46 + row * height
        line = Box(box.left, top, box.right, top + height)
        _draw_row(canvas, line, count, count.count / most, str(row + 1), places[row] if places else None)


def _draw_row(canvas: Canvas, line: Box, count: Count, share: float, rank: str, place: int | None) -> None:
    base = line.top + line.height * 0.60
    value = f"{count.count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    left = line.left + 40
    if place is None:
        canvas.write(line.left + 12, base, rank, _ROW, canvas.theme.quiet, "m")
    else:
        canvas.genre_mark(line.left + 13, base - 10, place, 24)
    canvas.write(line.right, base, value, _ROW.bold, anchor="r")
    limit = line.right - left - width(value, _ROW.bold) - 20
    if count.note:
        note = fitted(count.note, _NOTE, limit / 3)
        limit -= width(note, _NOTE) + 16
        canvas.write(line.right - width(value, _ROW.bold) - 16, base, note, _NOTE, canvas.theme.quiet, "r")
    canvas.write(left, base, fitted(count.name, _ROW, limit), _ROW)
    colour = canvas.theme.quiet if place is None else genre_colour(canvas.theme, place)
    top = base + 9
    canvas.fill(Box(left, top, line.right, top + _BAR), canvas.theme.panel, 4)
    canvas.fill(Box(left, top, left + max(_BAR, (line.right - left) * share), top + _BAR), colour, 4)
