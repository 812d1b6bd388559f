"""Pictures for replies: every card is drawn from frozen values, in a worker process, to a PNG file of 1200 x 630."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.cards.alt_text import charts_alt_text, compare_alt_text, history_alt_text, song_alt_text
from bot.cards.content import (
    CardContent,
    ChartsContent,
    CompareContent,
    ComparedSong,
    Count,
    HistoryContent,
    MapView,
    PastSong,
    SongWording,
    song_card_content,
)
from bot.cards.drawing import NotACardError, card, draw_card

if TYPE_CHECKING:
    from bot.cards.charts_card import draw_charts_card
    from bot.cards.compare_card import draw_compare_card
    from bot.cards.history_card import draw_history_card
    from bot.cards.song_card import draw_song_card

__all__ = [
    "CardContent",
    "ChartsContent",
    "CompareContent",
    "ComparedSong",
    "Count",
    "HistoryContent",
    "MapView",
    "NotACardError",
    "PastSong",
    "SongWording",
    "card",
    "charts_alt_text",
    "compare_alt_text",
    "draw_card",
    "draw_charts_card",
    "draw_compare_card",
    "draw_history_card",
    "draw_song_card",
    "history_alt_text",
    "song_alt_text",
    "song_card_content",
]


def __getattr__(name: str) -> Any:
    # Those who draw load pictures and fonts; those who only say what is to be drawn do without.
    if name.startswith("draw_") and name in __all__:
        return getattr(import_module(f"bot.cards.{name.removeprefix('draw_')}"), name)
    raise AttributeError(name)
