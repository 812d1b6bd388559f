"""The one door to drawing: content goes to a worker process, and a PNG file comes back."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from bot.cards.charts_card import draw_charts_card
from bot.cards.compare_card import draw_compare_card
from bot.cards.content import CardContent, ChartsContent, CompareContent, HistoryContent
from bot.cards.history_card import draw_history_card
from bot.cards.song_card import draw_song_card
from bot.workers.caged import caged
from bot.workers.wire import build

Content = CardContent | ChartsContent | CompareContent | HistoryContent

_KINDS: dict[str, tuple[type[Any], Callable[[Any], bytes]]] = {
    "song": (CardContent, draw_song_card),
    "charts": (ChartsContent, draw_charts_card),
    "compare": (CompareContent, draw_compare_card),
    "history": (HistoryContent, draw_history_card),
}
_MOST_BYTES = 1_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


class NotACardError(ValueError):
    """What came back from drawing is no picture that we would show."""


async def card(pool: Executor, content: Content) -> bytes:
    """Draw ``content`` in one of the pool's processes and return the PNG file.

    Raises the pool's ``WorkerError`` where drawing fails, or :class:`NotACardError`; a reply is whole without its card.
    """
    kind = next(name for name, (known, _) in _KINDS.items() if isinstance(content, known))
    drawn = await asyncio.get_running_loop().run_in_executor(pool, draw_card, content, kind)
    if not isinstance(drawn, bytes) or not drawn.startswith(_PNG) or len(drawn) > _MOST_BYTES:
        raise NotACardError(f"{kind}: {type(drawn).__name__}")
    return drawn


@caged
def draw_card(content: Any, kind: str) -> bytes:
    """Draw the card of ``kind``; ``content`` may have come over the wire, as a dict."""
    known, draw = _KINDS[kind]
    return draw(content if isinstance(content, known) else build(known, content))
