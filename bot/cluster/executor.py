"""The executor of songs on other machines: the same interface as the local pool's, over ``Client.get_executor()``."""

import contextlib
import contextvars
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import structlog

from bot.cluster.build_id import build_ids_by_worker
from bot.cluster.security import security_of
from bot.cluster.task_runner import run_in_sandbox
from bot.settings import ClusterSettings
from bot.workers.errors import CrashedError, UnavailableError, WorkerError
from bot.workers.supervised import Restarts, SupervisedExecutor
from bot.workers.task_registry import forwarding_to, is_worker_task
from models.errors import AnalysisError

log = logging.getLogger(__name__)


class ClusterExecutor(SupervisedExecutor):
    """Sends songs to a Dask scheduler, and keeps looking for it and for its workers.

    While there is neither, songs fail at once with :class:`UnavailableError`, and those under way soon. Workers of
    another build than ``build_id`` are left alone, which is logged once for each.
    """

    def __init__(self, settings: ClusterSettings, build_id: str) -> None:
        """Begin to look for the scheduler and return at once; ``build_id`` is ``build_id_of`` of this bot."""
        self._settings = settings
        self._build_id = build_id
        self._other_builds: set[str] = set()
        self._lock = threading.Lock()
        self._client: Any = None
        self._executor: Executor | None = None
        self._workers = 0
        self._under_way: set[Future[Any]] = set()
        self._restarts = Restarts()
        self._closing = threading.Event()
        self._senders = ThreadPoolExecutor(settings.executor_songs, thread_name_prefix="cluster-sender")
        self._keeper = threading.Thread(target=self._keep, name="cluster-keeper", daemon=True)
        self._keeper.start()

    @property
    def is_warm(self) -> bool:
        """Whether a worker is there."""
        return self._workers > 0

    def restarts(self) -> Mapping[str, int]:
        """Return how often the scheduler (``scheduler_lost``) or its last worker (``workers_lost``) went away."""
        return self._restarts.by_cause()

    def resident_bytes(self) -> int:
        """Return nothing: the workers' memory is on their own machines."""
        return 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Send a task with the file that its first argument names; raises ``TypeError`` for functions that are none."""
        if not is_worker_task(fn):
            raise TypeError("only functions marked as worker_task run in a worker")
        # Reading and packing megabytes would hold up the event loop; the log's name for the song goes along.
        return self._senders.submit(contextvars.copy_context().run, self._run, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster; what is under way fails."""
        self._closing.set()
        self._fail_all("shutting down")
        self._senders.shutdown(wait=wait, cancel_futures=cancel_futures)
        if wait:
            self._keeper.join()

    def _run(self, fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        with forwarding_to(self._forward):
            return fn(*args, **kwargs)

    def _forward(self, task: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Send a task and wait for its value, or until it is known that there will be none."""
        answer: Future[Any] = Future()
        with self._lock:
            self._under_way.add(answer)
        try:
            self._send(answer, task, args, kwargs)
            return answer.result()
        finally:
            with self._lock:
                self._under_way.discard(answer)

    def _send(self, answer: Future[Any], task: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> None:
        executor = self._executor
        if executor is None or not self.is_warm:
            raise UnavailableError("no worker in the cluster")
        song = structlog.contextvars.get_contextvars().get("song")
        is_file = args and isinstance(args[0], str | os.PathLike) and os.path.isfile(args[0])
        try:
            # Dask copies bytes several times; an array's memory is sent as it is.
            content = np.fromfile(args[0], np.uint8) if is_file else None
            sent = executor.submit(run_in_sandbox, task, content, args, kwargs, song)
        except Exception as error:
            raise UnavailableError(f"not sent: {type(error).__name__}") from error
        sent.add_done_callback(lambda done: _pass_on(done, answer))

    def _fail_all(self, cause: str) -> None:
        with self._lock:
            failing = list(self._under_way)
        for answer in failing:
            _settle(answer, UnavailableError(cause))

    def _keep(self) -> None:
        # A loss is logged once; then the search goes on until scheduler and workers are back.
        while not self._closing.is_set():
            if self._client is None:
                self._connect()
            else:
                self._look()
            self._closing.wait(self._settings.executor_look_s)
        self._disconnect()

    def _connect(self) -> None:
        from distributed import Client

        try:
            client = Client(
                self._settings.executor,
                timeout=self._settings.executor_connect_s,
                security=security_of(self._settings),
                set_as_default=False,
            )
        except (OSError, TimeoutError, ValueError) as error:
            log.debug("no scheduler: %s", type(error).__name__)
            return
        # Each song is its own task: the same arguments may name another file tomorrow.
        self._executor = client.get_executor(pure=False, resources={self._build_id: 1})
        self._client = client
        log.info("connected to the cluster's scheduler")
        self._look()

    def _look(self) -> None:
        before = self._workers
        try:
            build_ids = build_ids_by_worker(self._client.sync(self._client.scheduler.identity))
        except Exception as error:
            self._restarts.note("scheduler_lost")
            log.warning("the cluster's scheduler went away: %s", type(error).__name__)
            self._disconnect()
            self._fail_all("the scheduler of the cluster went away")
            return
        self._workers = sum(build_id == self._build_id for build_id in build_ids.values())
        others = {address for address, build_id in build_ids.items() if build_id != self._build_id}
        for address in others - self._other_builds:
            log.warning("no songs go to %s: it is %s, this bot is %s", address, build_ids[address], self._build_id)
        self._other_builds = others
        if before and not self._workers:
            self._restarts.note("workers_lost")
            log.warning("no worker is left in the cluster")
            self._fail_all("the last worker of the cluster went away")
        elif self._workers and not before:
            log.info("workers in the cluster: %s", self._workers)

    def _disconnect(self) -> None:
        client, self._client, self._executor, self._workers = self._client, None, None, 0
        if client is not None:
            with contextlib.suppress(Exception):
                client.close(timeout=1)


def _pass_on(done: Future[Any], answer: Future[Any]) -> None:
    try:
        value = done.result()
    except CancelledError:
        _settle(answer, UnavailableError("the cluster dropped the song"))
    except (AnalysisError, WorkerError) as error:
        _settle(answer, error)
    except Exception as error:
        # A worker that died over and over, a version that does not fit, or a bug in the worker.
        _settle(answer, CrashedError(f"{type(error).__name__}: {error}"[:500]))
    else:
        with contextlib.suppress(Exception):
            answer.set_result(value)


def _settle(answer: Future[Any], error: Exception) -> None:
    # Two may come at once, an answer and the loss of its worker: the first counts.
    with contextlib.suppress(Exception):
        answer.set_exception(error)
