"""Running jobs are counted, so that a stopping bot starts no more, finishes them, and interrupts those left over."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import ClosingError


class InFlight:
    """Counts running jobs; closed once, it refuses new ones, and at the very end it interrupts those that still run."""

    def __init__(self) -> None:
        """Start open and idle."""
        self._jobs = 0
        self._tasks: set[asyncio.Task[object]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.is_open = True

    @contextmanager
    def job(self) -> Iterator[None]:
        """Count one job for as long as the context lasts; raise ClosingError once closed, and when interrupted."""
        if not self.is_open:
            raise ClosingError
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - jobs run in the event loop
        self._jobs += 1
        self._tasks.add(task)
        self._idle.clear()
        try:
            yield
        except asyncio.CancelledError:
            if task in self._tasks:
                raise
            # Interrupted by us: there is still time to say so.
            task.uncancel()
            raise ClosingError("interrupted") from None
        finally:
            self._jobs -= 1
            self._tasks.discard(task)
            if not self._jobs:
                self._idle.set()

    async def drain(self, seconds: float) -> bool:
        """Take no more jobs and wait for the running ones; return whether all of them ended in time."""
        self.is_open = False
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        return True

    async def interrupt(self, seconds: float) -> None:
        """End the jobs that still run, each with ClosingError, and give their tasks so long to say so."""
        interrupted, self._tasks = self._tasks, set()
        for task in interrupted:
            task.cancel()
        if interrupted:
            await asyncio.wait(interrupted, timeout=seconds)
