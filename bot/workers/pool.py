"""The executor of songs: supervised worker processes behind the standard interface of ``concurrent.futures``."""

import contextvars
import logging
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.sandbox.limits import Protections, SandboxLimits
from bot.workers.crash_list import CrashList
from bot.workers.errors import UnavailableError
from bot.workers.memory import resident_bytes
from bot.workers.process import WorkerPlan
from bot.workers.slot import WorkerSlot
from bot.workers.spare_workers import SpareWorkers
from bot.workers.supervised import Restarts, SupervisedExecutor
from bot.workers.task_registry import forwarding_to, is_worker_task, name_of

log = logging.getLogger(__name__)

# How often the processor time and the threads of workers are looked at.
_WATCH_S = 0.2


@dataclass(frozen=True, slots=True)
class _Job:
    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    future: Future[Any]
    context: contextvars.Context


class SongPool(SupervisedExecutor):
    """``workers`` sandboxed processes that stay warm, each replaced when it crashes, hangs or grows old.

    Only functions marked :func:`~bot.workers.task_registry.worker_task` may be submitted. Where a task's first argument
    is the path of a file, the worker is handed that file alone, under another name. ``spares`` processes more wait,
    loaded, for the next failure: each costs a worker's memory, so small hosts choose none, and the song after a crash
    waits for one.
    """

    def __init__(
        self,
        workers: int = 1,
        *,
        spares: int = 0,
        limits: SandboxLimits | None = None,
        initializer: Callable[..., None] | None = None,
        initargs: Sequence[Any] = (),
        readable: Sequence[Path] = (),
    ) -> None:
        """Start a worker at once and the others when it is ready; ``initializer`` loads the models in each.

        ``readable`` names what workers may open besides Python, this program's code and their song.
        """
        self._limits = limits or SandboxLimits()
        name = name_of(initializer) if initializer else None
        self._spare_workers = SpareWorkers(WorkerPlan(self._limits, name, tuple(initargs), tuple(readable)), spares)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closing = False
        self._ready: Future[Protections] = Future()
        crashes = CrashList()
        self._restarts = Restarts()
        self._slots = [WorkerSlot(self._spare_workers, self._limits, crashes, self._restarts) for _ in range(workers)]
        self._threads = [threading.Thread(target=self._serve, args=(slot,), daemon=True) for slot in self._slots]
        self._serving = workers
        self._closed = threading.Event()
        threading.Thread(target=self._watch, name="worker-watch", daemon=True).start()
        for thread in self._threads:
            thread.start()

    @property
    def ready(self) -> Future[Protections]:
        """Done when the first worker has loaded its models: what protects it, or :class:`UnavailableError`."""
        return self._ready

    @property
    def is_warm(self) -> bool:
        """Whether a worker has its models loaded."""
        return self._ready.done() and self._ready.exception() is None

    @property
    def protections(self) -> Protections | None:
        """What is in force in the first worker; None before it is warm."""
        return self._ready.result() if self.is_warm else None

    def restarts(self) -> Mapping[str, int]:
        """Return how many workers were replaced: ``crashed``, ``timeout``, ``died`` idle, or ``retired`` of age."""
        return self._restarts.by_cause()

    def resident_bytes(self) -> int:
        """Return the resident memory of the workers at work, without spares."""
        return sum(resident_bytes(slot.process_id) for slot in self._slots if slot.process_id is not None)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Queue a task; raises ``TypeError`` for functions that are none and ``RuntimeError`` after shutdown."""
        if not is_worker_task(fn):
            raise TypeError("only functions marked as worker_task run in a worker")
        future: Future[Any] = Future()
        with self._lock:
            if self._closing:
                raise RuntimeError("the pool is shut down")
            self._jobs.put(_Job(fn, args, kwargs, future, contextvars.copy_context()))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Finish what waits, then end the workers and remove their files.

        With ``cancel_futures`` at once: what waits is cancelled, and songs under way fail, so that none that hangs
        delays the shutdown.
        """
        with self._lock:
            if not self._closing:
                self._closing = True
                for _ in self._threads:
                    self._jobs.put(None)
        if cancel_futures:
            self._cancel_waiting()
            for slot in self._slots:
                slot.abort()
        if wait:
            for thread in self._threads:
                thread.join()

    def _cancel_waiting(self) -> None:
        stops = 0
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is not None:
                job.future.cancel()
            else:
                stops += 1
        # Each thread still needs its None to end.
        for _ in range(stops):
            self._jobs.put(None)

    def _serve(self, slot: WorkerSlot) -> None:
        if slot is not self._slots[0]:
            # Who starts the pool waits for one worker: on few cores, others that load beside it would delay it.
            wait([self._ready])
        self._announce(slot)
        while (job := self._jobs.get()) is not None:
            if job.future.set_running_or_notify_cancel():
                # The job's context has the name that log lines give the song.
                job.context.run(_run, job, slot)
                del job
            slot.renew_if_due()
        slot.leave()
        with self._lock:
            self._serving -= 1
            last = not self._serving
        if last:
            self._closed.set()
            self._spare_workers.close()

    def _watch(self) -> None:
        while not self._closed.wait(_WATCH_S):
            for slot in self._slots:
                slot.enforce_limits()

    def _announce(self, slot: WorkerSlot) -> None:
        try:
            protections = slot.warm_up()
        except UnavailableError as error:
            log.error("a worker did not start: %s", error)
            with self._lock:
                if not self._ready.done():
                    self._ready.set_exception(error)
            return
        with self._lock:
            if not self._ready.done():
                log.info("workers are sandboxed: %s", protections.describe())
                if protections.missing():
                    log.warning("this system offers workers no protection of %s", ", ".join(protections.missing()))
                self._ready.set_result(protections)


def _run(job: _Job, slot: WorkerSlot) -> None:
    try:
        with forwarding_to(slot.forward):
            result = job.function(*job.args, **job.kwargs)
    except BaseException as error:
        job.future.set_exception(error)
    else:
        job.future.set_result(result)
