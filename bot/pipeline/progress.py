"""Reports positions in the queue to people who wait for their songs."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

import aiohttp
import discord
import structlog

log = structlog.get_logger(__name__)

Show = Callable[[int], Awaitable[object]]

# Most songs are done before anybody would read a position; more frequent edits run into Discord's rate limits.
FIRST_S = 3.0
EVERY_S = 5.0


class QueueProgress:
    """The positions of one requester's songs in the queue."""

    def __init__(self) -> None:
        """Start without songs."""
        self._positions: dict[object, int] = {}

    def callback(self) -> Callable[[int], None]:
        """Return a function for one more song, which the queue calls with each new position."""
        return partial(self._positions.__setitem__, object())

    @property
    def position(self) -> int:
        """The best position: 1 is next, 0 means that a song is being processed or that none waits."""
        return min(self._positions.values(), default=0)


@asynccontextmanager
async def reporting_progress(
    show: Show, *, first_s: float | None = None, every_s: float | None = None
) -> AsyncIterator[QueueProgress]:
    """Call ``show`` with the position while songs wait; no call is running any more when the context has ended."""
    waiting, done = QueueProgress(), asyncio.Event()
    pauses = FIRST_S if first_s is None else first_s, EVERY_S if every_s is None else every_s
    task = asyncio.create_task(_report(waiting, show, done, *pauses))
    try:
        yield waiting
    finally:
        done.set()
        await task


async def _report(waiting: QueueProgress, show: Show, done: asyncio.Event, pause: float, every_s: float) -> None:
    shown = 0
    while True:
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await done.wait()
        if done.is_set():
            return
        pause = every_s
        if waiting.position != shown:
            shown = waiting.position
            await _show(show, shown)


async def _show(show: Show, position: int) -> None:
    try:
        await show(position)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        log.info("position_not_shown", cause=repr(error))
