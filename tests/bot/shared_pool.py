"""The workers that the bot's tests share, which analyse each file once."""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from bot.sandbox.limits import Protections
from bot.workers import SongPool
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import analyze_file


class SharedPool(SupervisedExecutor):
    """A pool whose workers do everything, but for a file that they analysed before: its analysis is returned again."""

    def __init__(self, workers: SongPool) -> None:
        """Pass everything on to a pool that its owner closes."""
        self._workers = workers
        self._analyses: dict[tuple[bytes, Any], Future[Any]] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have a worker run a task, or return what came of the same file before."""
        if fn is not analyze_file or kwargs:
            return self._workers.submit(fn, *args, **kwargs)
        path, *rest = args
        key = hashlib.sha256(Path(path).read_bytes()).digest(), tuple(rest)
        known = self._analyses.get(key)
        if known is None or not known.done() or known.cancelled() or known.exception():
            self._analyses[key] = known = self._workers.submit(fn, *args)
            return known
        again: Future[Any] = Future()
        again.set_result(known.result())
        return again

    @property
    def ready(self) -> Future[Protections]:
        """Done when a worker is warm: what protects it."""
        return self._workers.ready

    @property
    def is_warm(self) -> bool:
        """Whether a worker has its models loaded."""
        return self._workers.is_warm

    @property
    def protections(self) -> Protections | None:
        """What is in force in a worker."""
        return self._workers.protections

    def restarts(self) -> Mapping[str, int]:
        """Return how many workers were replaced, by cause."""
        return self._workers.restarts()

    def resident_bytes(self) -> int:
        """Return the resident memory of the workers."""
        return self._workers.resident_bytes()
