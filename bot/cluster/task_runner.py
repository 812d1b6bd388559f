"""How a worker of the cluster runs a task: in a sandboxed child process of its own, which can be killed."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from bot.sandbox.folder import PrivateFolder
from bot.workers.errors import UnavailableError
from bot.workers.task_registry import find_task

_pools: list[Executor] = []


def serve_with(pool: Executor) -> None:
    """Let the tasks that reach this process run in a pool's children."""
    _pools[:] = [pool]


def run_in_sandbox(
    task: str, content: NDArray[np.uint8] | None, args: Sequence[Any], kwargs: Mapping[str, Any], song: str | None
) -> Any:
    """Run a task in a child and return its value.

    ``content``, uint8 [bytes], where given, is that of the file that the task's first argument names on the bot's
    machine. ``song`` is its name in the bot's log. Raises what the task or its child raises.
    """
    if not _pools:
        raise UnavailableError("a worker of the cluster that was not started by this program")
    with structlog.contextvars.bound_contextvars(song=song):
        if content is None:
            return _pools[0].submit(find_task(task), *args, **kwargs).result()
        folder = PrivateFolder()
        try:
            path = folder.new_path()
            path.write_bytes(content.data)
            return _pools[0].submit(find_task(task), str(path), *args[1:], **kwargs).result()
        finally:
            folder.close()
