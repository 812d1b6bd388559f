"""One slot of the pool: its present worker process, and the replacement of one that fails."""

import logging
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from bot.sandbox.limits import Protections, SandboxLimits
from bot.workers.crash_list import CrashList
from bot.workers.errors import CrashedError, DeadlineError, UnavailableError, WorkerError
from bot.workers.process import WorkerProcess
from bot.workers.results import read_reply
from bot.workers.spare_workers import SpareWorkers
from bot.workers.supervised import Restarts
from bot.workers.task_registry import returned_type
from models.errors import AnalysisError

log = logging.getLogger(__name__)


class WorkerSlot:
    """Runs tasks one after another in its worker; one thread uses it, and another may only abort it."""

    def __init__(
        self, spare_workers: SpareWorkers, limits: SandboxLimits, crashes: CrashList, restarts: Restarts
    ) -> None:
        """Stay empty until the first task or :meth:`warm_up`."""
        self._spare_workers = spare_workers
        self._limits = limits
        self._crashes = crashes
        self._restarts = restarts
        self._worker: WorkerProcess | None = None
        self._aborted = False

    def warm_up(self) -> Protections:
        """Take a worker where there is none and wait until it is ready; raises :class:`UnavailableError`."""
        try:
            return self._running_worker().wait_until_ready()
        except UnavailableError:
            self.leave()
            raise

    def forward(self, task: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """Run a task in the worker; a crash or a hang ends the worker and counts against the file."""
        is_song = args and isinstance(args[0], str | os.PathLike) and os.path.isfile(args[0])
        song = Path(args[0]) if is_song else None
        if song is not None:
            self._crashes.refuse(song)
        self.warm_up()
        worker = self._running_worker()
        try:
            with _song_in_spool(worker.spool, song, args) as handed:
                return read_reply(worker.call(task, handed, dict(kwargs)), returned_type(task))
        except (CrashedError, DeadlineError) as error:
            self._replace(error, song)
            raise
        except AnalysisError as error:
            if error.costly and song is not None:
                self._crashes.note(song, costly=True)
            raise

    def renew_if_due(self) -> None:
        """Let a worker go that has served its number of songs, and have the next one load."""
        if self._worker is not None and self._worker.served >= self._limits.retire_after:
            self._restarts.note("retired")
            self._exchange()

    def abort(self) -> None:
        """End the song under way, from another thread; no other begins."""
        self._aborted = True
        worker = self._worker
        if worker is not None:
            worker.interrupt()

    def enforce_limits(self) -> None:
        """Kill the worker, from another thread, where it uses more than it may."""
        worker = self._worker
        if worker is not None:
            worker.enforce_limits()

    @property
    def process_id(self) -> int | None:
        """The process id of the present worker, None where there is none."""
        worker = self._worker
        return worker.process_id if worker is not None else None

    def leave(self) -> None:
        """End the worker, if there is one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()

    def _running_worker(self) -> WorkerProcess:
        if self._worker is not None and not self._worker.alive:
            self._restarts.note("died")
            self.leave()
        if self._worker is None and not self._aborted:
            self._worker = self._spare_workers.take()
        if self._worker is None or self._aborted:
            raise UnavailableError("shutting down")
        return self._worker

    def _exchange(self) -> None:
        self.leave()
        # Ahead of the next song; if it fails now, that song tries again and gets the reason.
        with suppress(UnavailableError):
            self._running_worker()

    def _replace(self, error: WorkerError, song: Path | None) -> None:
        if not self._aborted:
            self._restarts.note(error.code)
            log.warning("a worker is replaced: %s: %s", error.code, error.cause)
            # The song's file may be removed by now.
            with suppress(OSError):
                if song is not None:
                    self._crashes.note(song, costly=error.costly)
        self._exchange()


@contextmanager
def _song_in_spool(spool: Path, song: Path | None, args: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Link the song into the worker's spool, the one folder it may read songs from, and point the arguments there."""
    if song is None:
        yield args
        return
    linked = spool / secrets.token_hex(16)
    try:
        os.link(song, linked)
    except OSError:
        # Another file system, or a file of somebody else's.
        shutil.copyfile(song, linked)
    try:
        yield (str(linked), *args[1:])
    finally:
        linked.unlink(missing_ok=True)
