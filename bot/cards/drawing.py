"""The one door to drawing: content goes to a worker process, and a PNG file comes back."""

import asyncio
from concurrent.futures import Executor
from importlib import import_module
from typing import Any

from bot.cards.content import CardContent, ChartsContent, CompareContent, HistoryContent
from bot.workers.task_registry import worker_task
from models.codec import decode

Content = CardContent | ChartsContent | CompareContent | HistoryContent

_KINDS: dict[str, type[Any]] = {
    "song": CardContent,
    "charts": ChartsContent,
    "compare": CompareContent,
    "history": HistoryContent,
}
_MOST_BYTES = 1_000_000
_PNG = b"\x89PNG\r\n\x1a\n"


class NotACardError(ValueError):
    """What came back from drawing is no picture that we would show."""


async def card(pool: Executor, content: Content) -> bytes:
    """Draw ``content`` in one of the pool's processes and return the PNG file.

    Raises the pool's ``WorkerError`` where drawing fails, or :class:`NotACardError`; a reply is whole without its card.
    """
    kind = next(name for name, known in _KINDS.items() if isinstance(content, known))
    drawn = await asyncio.get_running_loop().run_in_executor(pool, draw_card, content, kind)
    if not isinstance(drawn, bytes) or not drawn.startswith(_PNG) or len(drawn) > _MOST_BYTES:
        raise NotACardError(f"{kind}: {type(drawn).__name__}")
    return drawn


@worker_task
def draw_card(content: Any, kind: str) -> bytes:
    """Draw the card of ``kind``; ``content`` may have come over the wire, as a dict."""
    known = _KINDS[kind]
    # Only who draws loads what is needed for it: the bot's own process does without pictures and fonts.
    draw = getattr(import_module(f"bot.cards.{kind}_card"), f"draw_{kind}_card")
    png: bytes = draw(content if isinstance(content, known) else decode(known, content))
    return png


def can_letter(text: str) -> bool:
    """Return whether the fonts at hand have every character of ``text``."""
    from bot.cards import lettering

    return lettering.can_letter(text)
