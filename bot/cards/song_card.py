"""The card of one analysed song."""

from bot.cards.canvas import Box, Canvas
from bot.cards.content import CardContent
from bot.cards.genre_bars import draw_genre_bars
from bot.cards.heading import SUBTITLE_BASE, draw_heading
from bot.cards.lettering import Style, width
from bot.cards.map_panel import draw_map
from bot.cards.spectrogram import draw_spectrograms
from bot.cards.taggram_panel import draw_taggram, taggram_height
from bot.cards.theme import HEIGHT, MARGIN, WIDTH
from bot.languages.clock import clock

_DOUBT = Style(28).bold
_MAP_LEFT = 730.0
_COLUMN_TOP = 158.0
_HEARD_TOP = 412.0
_BETWEEN_PANELS = 12.0


def draw_song_card(content: CardContent) -> bytes:
    """Return the card as a PNG file, 1200 x 630; the same content gives the same picture."""
    canvas = Canvas()
    beside = _MAP_LEFT - 30
    full = WIDTH - MARGIN
    draw_heading(
        canvas,
        content.title,
        content.artist,
        "".join(f" · {fact}" for fact in (clock(content.duration_s), *content.facts)),
    )
    if not content.confident:
        words = content.wording.unsure
        left = full - width(words, _DOUBT) - 40
        canvas.fill(Box(left, SUBTITLE_BASE - 30, full, SUBTITLE_BASE + 12), canvas.theme.line, 21)
        canvas.write((left + full) / 2, SUBTITLE_BASE, words, _DOUBT, canvas.theme.text, "m")
    bars = Box(MARGIN, _COLUMN_TOP, beside if content.map or content.tags else full, _HEARD_TOP - 12)
    draw_genre_bars(canvas, bars, content.genres, content.label_names, content.wording)
    draw_spectrograms(canvas, Box(MARGIN, _HEARD_TOP, beside if content.map else full, HEIGHT - 22), content)
    _draw_right_column(canvas, content)
    return canvas.png()


def _draw_right_column(canvas: Canvas, content: CardContent) -> None:
    """Draw the map with the tags over time under it, or without a map the tags in its place, beside the genres."""
    full, bottom = WIDTH - MARGIN, HEIGHT - 26.0
    if content.map is None:
        if content.tags:
            draw_taggram(canvas, Box(_MAP_LEFT, _COLUMN_TOP, full, _HEARD_TOP - 12), content.tags)
        return
    if content.tags:
        top = bottom - taggram_height(content.tags)
        draw_taggram(canvas, Box(_MAP_LEFT, top, full, bottom), content.tags)
        bottom = top - _BETWEEN_PANELS
    draw_map(canvas, Box(_MAP_LEFT, _COLUMN_TOP, full, bottom), content.map, content.wording)
