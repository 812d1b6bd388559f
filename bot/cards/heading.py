"""The two lines on top of a card."""

from bot.cards.canvas import Canvas
from bot.cards.lettering import Style, fitted, width
from bot.cards.theme import MARGIN, WIDTH

_TITLE = Style(54).bold
_SUBTITLE = Style(34)
_TITLE_BASE = 82
SUBTITLE_BASE = 130


def draw_heading(canvas: Canvas, title: str, subtitle: str, ending: str = "") -> None:
    """Letter a title and, smaller, a subtitle with an ending that stays whole when the subtitle is cut."""
    limit = WIDTH - 2 * MARGIN
    canvas.write_fitted(MARGIN, _TITLE_BASE, title, _TITLE, limit)
    shown = fitted(subtitle, _SUBTITLE, limit - width(ending, _SUBTITLE))
    canvas.write(MARGIN, SUBTITLE_BASE, shown, _SUBTITLE, canvas.theme.quiet)
    after = ending if shown else ending.removeprefix(" · ")
    canvas.write(MARGIN + width(shown, _SUBTITLE), SUBTITLE_BASE, after, _SUBTITLE, canvas.theme.quiet)
