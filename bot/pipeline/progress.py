"""Those who wait for their songs' turn are told which place they have, now and then and never too late."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

import discord
import structlog

log = structlog.get_logger(__name__)

Show = Callable[[int], Awaitable[object]]

# Most songs are heard before anybody would have read a place; Discord counts what is edited more often as spam.
FIRST_S = 3.0
EVERY_S = 5.0


class QueueProgress:
    """The places of one requester's songs in the queue."""

    def __init__(self) -> None:
        """Have no song in the queue yet."""
        self._places: dict[object, int] = {}

    def place(self) -> Callable[[int], None]:
        """Return what the queue calls with each new place of one more song."""
        return partial(self._places.__setitem__, object())

    @property
    def position(self) -> int:
        """The best place: 1 is next, 0 that a song is at work, or that none waits."""
        return min(self._places.values(), default=0)


@asynccontextmanager
async def reporting_progress(
    show: Show, *, first_s: float | None = None, every_s: float | None = None
) -> AsyncIterator[QueueProgress]:
    """Call ``show`` with the place of those who wait for long; when the context ends, no call is under way any more."""
    waiting, done = QueueProgress(), asyncio.Event()
    pauses = FIRST_S if first_s is None else first_s, EVERY_S if every_s is None else every_s
    task = asyncio.create_task(_tell(waiting, show, done, *pauses))
    try:
        yield waiting
    finally:
        done.set()
        await task


async def _tell(waiting: QueueProgress, show: Show, done: asyncio.Event, pause: float, every_s: float) -> None:
    shown = 0
    while not await _is_set_within(done, pause):
        pause = every_s
        if waiting.position != shown:
            shown = waiting.position
            await _show(show, shown)


async def _show(show: Show, position: int) -> None:
    try:
        await show(position)
    except discord.HTTPException as error:
        log.info("position_not_shown", code=error.code)


async def _is_set_within(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
