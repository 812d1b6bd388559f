"""The executor: supervised worker processes that analyse songs, and the fair queue before them."""

from typing import TYPE_CHECKING, Any

from bot.sandbox.limits import Protections, SandboxLimits
from bot.workers.errors import WorkerError
from bot.workers.task_registry import worker_task

if TYPE_CHECKING:
    from bot.workers.pool import SongPool

__all__ = ["Protections", "SandboxLimits", "SongPool", "WorkerError", "worker_task"]


def __getattr__(name: str) -> Any:
    # A worker process imports this package too, and does without what the pool imports.
    if name == "SongPool":
        from bot.workers.pool import SongPool

        return SongPool
    raise AttributeError(name)
