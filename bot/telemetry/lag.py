"""How late the event loop is: everything that blocks it shows here."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

_EVERY_S = 0.25


@asynccontextmanager
async def watching_lag(observe: Callable[[float], None], every_s: float = _EVERY_S) -> AsyncIterator[None]:
    """Call ``observe`` with the seconds by which the loop woke too late, several times a second."""
    task = asyncio.create_task(_watch(observe, every_s))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _watch(observe: Callable[[float], None], every_s: float) -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + every_s
        await asyncio.sleep(every_s)
        observe(max(0.0, loop.time() - due))
