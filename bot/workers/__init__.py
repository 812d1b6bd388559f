"""The executor: supervised worker processes that listen to songs, and the fair queue before them."""

from typing import TYPE_CHECKING, Any

from bot.sandbox.limits import CageLimits, Protections
from bot.workers.errors import WorkerError
from bot.workers.task_registry import caged

if TYPE_CHECKING:
    from bot.workers.pool import SongPool

__all__ = ["CageLimits", "Protections", "SongPool", "WorkerError", "caged"]


def __getattr__(name: str) -> Any:
    # The pool is the bot's side and brings an HTTP client along; a worker process imports this package too, without it.
    if name == "SongPool":
        from bot.workers.pool import SongPool

        return SongPool
    raise AttributeError(name)
