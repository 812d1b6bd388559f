"""The executor of songs: supervised worker processes behind the standard interface of ``concurrent.futures``."""

import logging
import os
import queue
import secrets
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.workers.bench import Bench
from bot.workers.caged import forwarding_to, is_caged, name_of
from bot.workers.errors import CrashedError, DeadlineError, UnavailableError, WorkerError
from bot.workers.limits import CageLimits, Protections
from bot.workers.poison import PoisonList
from bot.workers.process import WorkerPlan, WorkerProcess
from bot.workers.replies import read_reply

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any]


class SongPool(Executor):
    """``workers`` caged processes that stay warm, each replaced when it crashes, hangs or grows old.

    Only functions marked :func:`~bot.workers.caged.caged` may be submitted. Where a task's first argument is the path
    of a file, the worker is handed that file alone, under another name. ``spares`` processes more wait, loaded, for the
    next failure: each costs a worker's memory, so small hosts choose none, and the song after a crash waits for one.
    """

    def __init__(
        self,
        workers: int = 1,
        *,
        spares: int = 0,
        limits: CageLimits | None = None,
        initializer: Callable[..., None] | None = None,
        initargs: Sequence[Any] = (),
        readable: Sequence[Path] = (),
    ) -> None:
        """Start the workers at once; ``initializer``, a top-level function, loads the models in each.

        ``readable`` names what workers may open besides Python, this program's code and their song.
        """
        self._limits = limits or CageLimits()
        name = name_of(initializer) if initializer else None
        self._bench = Bench(WorkerPlan(self._limits, name, tuple(initargs), tuple(readable)), spares)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._poison = PoisonList()
        self._lock = threading.Lock()
        self._closing = False
        self._ready: Future[Protections] = Future()
        self._threads = [threading.Thread(target=self._serve, name=f"song-{n}", daemon=True) for n in range(workers)]
        self._serving = workers
        for thread in self._threads:
            thread.start()

    @property
    def ready(self) -> Future[Protections]:
        """Done when the first worker has loaded its models: what protects it, or :class:`UnavailableError`."""
        return self._ready

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a task; raises ``TypeError`` for functions that are none and ``RuntimeError`` after shutdown."""
        if not is_caged(fn):
            raise TypeError("only functions marked as caged run in a worker")
        future: Future[Any] = Future()
        with self._lock:
            if self._closing:
                raise RuntimeError("the pool is shut down")
            self._jobs.put(_Job(fn, args, kwargs, future))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Finish (or cancel) what waits, then end the workers and remove their files."""
        with self._lock:
            if not self._closing:
                self._closing = True
                if cancel_futures:
                    self._cancel_waiting()
                for _ in self._threads:
                    self._jobs.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _cancel_waiting(self) -> None:
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            if job is not None:
                job.future.cancel()

    def _serve(self) -> None:
        seat = _Seat(self._bench, self._limits, self._poison)
        self._announce(seat)
        while (job := self._jobs.get()) is not None:
            if job.future.set_running_or_notify_cancel():
                _run(job, seat)
                del job
            seat.renew_if_due()
        seat.leave()
        with self._lock:
            self._serving -= 1
            last = not self._serving
        if last:
            self._bench.close()

    def _announce(self, seat: "_Seat") -> None:
        try:
            protections = seat.warm_up()
        except Exception as error:
            log.error("a worker did not start: %s", error)
            with self._lock:
                if not self._ready.done():
                    self._ready.set_exception(error)
            return
        with self._lock:
            if not self._ready.done():
                log.info("workers are caged: %s", protections.describe())
                if protections.missing():
                    log.warning("this system offers workers no protection of %s", ", ".join(protections.missing()))
                self._ready.set_result(protections)


def _run(job: _Job, seat: "_Seat") -> None:
    try:
        with forwarding_to(seat.forward):
            result = job.function(*job.args, **job.kwargs)
    except BaseException as error:
        job.future.set_exception(error)
    else:
        job.future.set_result(result)


class _Seat:
    """One thread's place in the pool, with the worker that currently sits there."""

    def __init__(self, bench: Bench, limits: CageLimits, poison: PoisonList) -> None:
        self._bench = bench
        self._limits = limits
        self._poison = poison
        self._worker: WorkerProcess | None = None

    def warm_up(self) -> Protections:
        """Take a worker where there is none and wait until it is ready."""
        if self._worker is not None and not self._worker.alive:
            self.leave()
        if self._worker is None:
            self._worker = self._bench.take()
        try:
            return self._worker.wait_until_ready()
        except UnavailableError:
            self.leave()
            raise

    def forward(self, task: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run a task in the worker; a crash or a hang ends the worker and counts against the file."""
        song = _song_of(args)
        if song is not None:
            self._poison.refuse(song)
        self.warm_up()
        assert self._worker is not None  # noqa: S101 - what warm_up is for
        try:
            with _lying_in(self._worker.tray, song, args) as handed:
                return read_reply(self._worker.call(task, handed, dict(kwargs)))
        except (CrashedError, DeadlineError) as error:
            self._replace(error, song)
            raise

    def renew_if_due(self) -> None:
        """Let a worker go that has served its number of songs."""
        if self._worker is not None and self._worker.served >= self._limits.retire_after:
            self.leave()
            self._worker = self._bench.take()

    def leave(self) -> None:
        """End the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _replace(self, error: WorkerError, song: Path | None) -> None:
        log.warning("a worker is replaced: %s: %s", error.code, error.cause)
        self.leave()
        if song is not None:
            self._poison.note_crash(song)
        self._worker = self._bench.take()


def _song_of(args: Sequence[Any]) -> Path | None:
    if args and isinstance(args[0], str | os.PathLike) and os.path.isfile(args[0]):
        return Path(args[0])
    return None


@contextmanager
def _lying_in(tray: Path, song: Path | None, args: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Put the song into the worker's tray, the one place it may read songs from, and point the arguments there."""
    if song is None:
        yield args
        return
    lying = tray / secrets.token_hex(16)
    try:
        os.link(song, lying)
    except OSError:
        # Another file system, or a file of somebody else's.
        shutil.copyfile(song, lying)
    try:
        yield (str(lying), *args[1:])
    finally:
        lying.unlink(missing_ok=True)
