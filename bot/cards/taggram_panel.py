"""The words that people use for the song, over its analysed parts."""

from itertools import pairwise

from PIL import ImageColor

from bot.cards.canvas import Box, Canvas
from bot.cards.content import TagsOverTime
from bot.cards.lettering import Style, fitted, width
from bot.cards.shapes import rounded
from bot.cards.words import printable
from bot.languages.clock import clock

_BESIDE_A_MAP = 3
_NAME = Style(25)
_CLOCK = Style(24)
_INSET = 16.0
_ROW = 34.0
_TALLEST = 64.0
_AXIS = 28.0
_UNDER = 8.0
_NAMES_SHARE = 0.46
_SPACE = 14.0
# Parts further apart than this are of different excerpts: a gap and a new time stand between them.
_APART_S = 10.0
_GAP = 16.0
_BETWEEN = 3.0
_LOWEST = 3.0
# The ramp's faint end is the panel itself, so bars begin this far up.
_FAINTEST = 0.35


def taggram_height(view: TagsOverTime) -> float:
    """Return how many pixels high a panel of this view is that leaves a map enough room."""
    return _INSET + _ROW * min(len(view.rows), _BESIDE_A_MAP) + _AXIS + _UNDER


def draw_taggram(canvas: Canvas, box: Box, view: TagsOverTime) -> None:
    """Draw a row a tag, as many as fit, and in it a bar a part.

    The taller and the brighter a bar, the more the part sounds like the tag.
    """
    canvas.fill(box, canvas.theme.panel, 14)
    inner = Box(box.left + _INSET, box.top + _INSET, box.right - _INSET, box.bottom - _AXIS - _UNDER)
    rows = view.rows[: max(1, round(inner.height) // round(_ROW))]
    height = min(_TALLEST, inner.height / len(rows))
    names = min(max(width(printable(row.name), _NAME) for row in rows), box.width * _NAMES_SHARE)
    columns = _columns(view, inner.left + names + _SPACE, inner.right)
    for place, row in enumerate(rows):
        top = inner.top + place * height
        canvas.write(inner.left, top + height / 2 + 8, fitted(row.name, _NAME, names), _NAME)
        for (left, right), score in zip(columns, row.scores, strict=True):
            _draw_bar(canvas, Box(left, top + 2, right, top + height - 3), score)
    _draw_clock(canvas, view, columns, inner.top + len(rows) * height + _AXIS - 4)


def _columns(view: TagsOverTime, left: float, right: float) -> list[tuple[float, float]]:
    """Return the left and right of each part's bars, equally wide, a gap where an excerpt ends."""
    gaps = [_GAP if apart else _BETWEEN for apart in _apart(view)]
    wide = (right - left - sum(gaps)) / len(view.starts_s)
    edges, at = [], left
    for gap in [*gaps, 0.0]:
        edges.append((at, at + wide))
        at += wide + gap
    return edges


def _apart(view: TagsOverTime) -> list[bool]:
    """Return whether an excerpt ends between each part and the next."""
    return [after - before > _APART_S for before, after in zip(view.ends_s, view.starts_s[1:], strict=False)]


def _draw_bar(canvas: Canvas, cell: Box, score: float) -> None:
    canvas.fill(cell, canvas.theme.ground, 3)
    share = min(1.0, max(0.0, score))
    top = cell.bottom - max(_LOWEST, cell.height * share)
    rounded(canvas.image, (cell.left, top, cell.right, cell.bottom), 3, _shade(canvas.theme.heat, share))


def _shade(ramp: tuple[str, ...], share: float) -> tuple[int, int, int]:
    """Return a colour of the ramp, which grows steadily lighter."""
    place = (_FAINTEST + (1 - _FAINTEST) * share) * (len(ramp) - 1)
    stops = list(pairwise(ImageColor.getrgb(stop) for stop in ramp))
    before, after = stops[min(int(place), len(stops) - 1)]
    part = place - min(int(place), len(stops) - 1)
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(before[:3], after[:3], strict=True))
    return red, green, blue


def _draw_clock(canvas: Canvas, view: TagsOverTime, columns: list[tuple[float, float]], y: float) -> None:
    """Write where each stretch of parts starts and where the last one ends, as far as there is room."""
    end = clock(view.ends_s[-1])
    last = columns[-1][1] - width(end, _CLOCK)
    canvas.write(columns[-1][1], y, end, _CLOCK, canvas.theme.quiet, "r")
    free = columns[0][0]
    for begins, start, (left, _) in zip([True, *_apart(view)], view.starts_s, columns, strict=True):
        written = width(clock(start), _CLOCK)
        if begins and left >= free and left + written + 10 < last:
            canvas.write(left, y, clock(start), _CLOCK, canvas.theme.quiet)
            free = left + written + 10
