"""The work in hand, so that a stopping bot takes no more of it and finishes what it promised."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import ClosingError


class Intake:
    """Counts running jobs; closed once, it refuses new ones."""

    def __init__(self) -> None:
        """Start open and idle."""
        self._jobs = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self.is_open = True

    @contextmanager
    def job(self) -> Iterator[None]:
        """Count one job for as long as the context lasts; raise ClosingError once closed."""
        if not self.is_open:
            raise ClosingError
        self._jobs += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._jobs -= 1
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
