"""Spare worker processes, started ahead, so that a replacement costs the next song no time."""

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor

from bot.sandbox.folder import PrivateFolder
from bot.workers.errors import UnavailableError
from bot.workers.process import WorkerPlan, WorkerProcess


class SpareWorkers:
    """Starts workers and keeps ``spares`` of them ready.

    All are started by one thread that outlives them: the kernel kills a worker when the thread that started it ends.
    """

    def __init__(self, plan: WorkerPlan, spares: int) -> None:
        """Start nothing yet."""
        self._plan = plan
        self._spares = spares
        self._folder = PrivateFolder()
        self._waiting: deque[WorkerProcess] = deque()
        self._lock = threading.Lock()
        self._closed = False
        self._starter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker-starter")

    def take(self) -> WorkerProcess:
        """Return a running worker, ready or about to be, and start another spare where one is due.

        Raises :class:`UnavailableError` where the system has no room for a process.
        """
        with self._lock:
            worker = self._waiting.popleft() if self._waiting else None
        while worker is not None and not worker.alive:
            worker.kill()
            with self._lock:
                worker = self._waiting.popleft() if self._waiting else None
        try:
            worker = worker or self._starter.submit(self._start).result()
        except OSError as error:
            raise UnavailableError(f"no process could be started: {error}") from error
        self._starter.submit(self._top_up)
        return worker

    def close(self) -> None:
        """Kill the spares and remove the folder; workers that were taken must be gone."""
        with self._lock:
            self._closed = True
        self._starter.shutdown(wait=True)
        for worker in self._waiting:
            worker.kill()
        self._folder.close()

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._plan, self._folder.new_path())

    def _top_up(self) -> None:
        while len(self._waiting) < self._spares and not self._closed:
            worker = self._start()
            with self._lock:
                self._waiting.append(worker)
