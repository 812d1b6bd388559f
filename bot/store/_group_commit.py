"""Group commit: what is to be written while something else is being written shares the next transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError

Item = TypeVar("Item")
Result = TypeVar("Result")

_MOST = 128
# Here the database itself fails: trying each item again would only make everybody wait longer.
_OF_ALL = (OperationalError, InterfaceError, OSError)


class GroupCommit(Generic[Item, Result]):
    """Hands items to ``write``, which writes any number of them in one transaction and returns a result for each.

    Where a transaction fails because of what it holds, each item gets one of its own, so that none spoils the others.
    """

    def __init__(self, write: Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]) -> None:
        """Write nothing yet."""
        self._write = write
        self._waiting: list[tuple[Item, asyncio.Future[Result]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def add(self, item: Item) -> Result:
        """Return an item's result once its transaction is committed; raise what kept it from being written."""
        result: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, result))
        # A task of its own: whoever asked first may be cancelled, and what others ask for meanwhile comes along.
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())
        return await result

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                await self._write_batch(batch)
        finally:
            self._writer = None

    async def _write_batch(self, batch: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._write([item for item, _ in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, _OF_ALL):
                for each in batch:
                    await self._write_batch([each])
                return
            for _, waiting in batch:
                if not waiting.done():
                    waiting.set_exception(error)
        else:
            for (_, waiting), result in zip(batch, results, strict=True):
                if not waiting.done():
                    waiting.set_result(result)
