"""What a worker of the cluster does with a task: it hands it to a sandboxed child of its own, which can be killed."""

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
    task: str, sound: NDArray[np.uint8] | None, args: Sequence[Any], kwargs: Mapping[str, Any], song: str | None
) -> Any:
    """Run a task in a child and return its value.

    ``sound``, where given, are the bytes of the file that the task's first argument names on the bot's machine.
    ``song`` is what the bot's log calls it. Raises what the task or its child raises.
    """
    if not _pools:
        raise UnavailableError("a worker of the cluster that was not started as one of ours")
    with structlog.contextvars.bound_contextvars(song=song):
        if sound is None:
            return _pools[0].submit(find_task(task), *args, **kwargs).result()
        return _with_file(task, sound, args, kwargs)


def _with_file(task: str, sound: NDArray[np.uint8], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    folder = PrivateFolder()
    try:
        path = folder.new_path()
        path.write_bytes(sound.data)
        return _pools[0].submit(find_task(task), str(path), *args[1:], **kwargs).result()
    finally:
        folder.close()
