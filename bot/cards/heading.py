"""The two lines on top of a card."""

from bot.cards.canvas import Canvas
from bot.cards.lettering import Style, fitted, width
from bot.cards.theme import MARGIN, WIDTH

TITLE = Style(54).bold
SUBTITLE = Style(34)
TITLE_BASE = 82
SUBTITLE_BASE = 130


def draw_heading(canvas: Canvas, title: str, subtitle: str, ending: str = "") -> None:
    """Letter a title and, smaller, a subtitle with an ending that stays whole when the subtitle is cut."""
    limit = WIDTH - 2 * MARGIN
    canvas.write_fitted(MARGIN, TITLE_BASE, title, TITLE, limit)
    shown = fitted(subtitle, SUBTITLE, limit - width(ending, SUBTITLE))
    canvas.write(MARGIN, SUBTITLE_BASE, shown, SUBTITLE, canvas.theme.quiet)
    after = ending if shown else ending.removeprefix(" · ")
    canvas.write(MARGIN + width(shown, SUBTITLE), SUBTITLE_BASE, after, SUBTITLE, canvas.theme.quiet)
