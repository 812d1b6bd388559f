"""The bot's handle on one worker process: started with next to nothing, killed without asking."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import structlog

from bot.sandbox.limits import Protections, SandboxLimits
from bot.workers.channel import BotSide, ChannelClosedError
from bot.workers.child import REPORT_MARK, launch_arguments
from bot.workers.errors import CrashedError, DeadlineError, UnavailableError, WorkerError
from bot.workers.usage import usage_of
from bot.workers.wire import WireError, pack, unpack
from models.codec import decode

log = structlog.get_logger(__name__)

_MAX_REPORT = 500
_GRACE_S = 2.0
# The matrices are small: further threads of the linear algebra would only wait for each other.
_FEW_THREADS = {"MALLOC_ARENA_MAX": "2", "OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_NUM_THREADS": "1"}
# All that a worker gets of the environment: the paths of libraries, the locale and the time zone.
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """How workers are made: their limits, the function that loads the models, and the further folders they may read."""

    limits: SandboxLimits
    initializer: str | None
    initargs: tuple[Any, ...]
    readable: tuple[Path, ...]


class WorkerProcess:
    """One worker: starting, then ready, then serving calls one at a time until it is killed."""

    def __init__(self, plan: WorkerPlan, spool: Path) -> None:
        """Start the process and return at once. ``spool``, an unused path, becomes the folder of its songs."""
        self.spool = spool
        self.served = 0
        self._plan = plan
        self._protections: Protections | None = None
        self._start_by = time.monotonic() + plan.limits.start_s
        self._cpu_allowed_s: float | None = None
        self._overuse: WorkerError | None = None
        spool.mkdir(mode=0o700)
        self._report = os.memfd_create("worker-report") if sys.platform == "linux" else os.open(os.devnull, os.O_RDWR)
        bot_end, worker_end = socket.socketpair()
        self._channel = BotSide(bot_end)
        try:
            with worker_end:
                self._process = _launch(worker_end, self._report)
        except OSError:
            self._let_go()
            raise
        with contextlib.suppress(TimeoutError, ChannelClosedError):
            self._channel.send(pack(_start_order(plan, spool)), self._start_by)

    @property
    def process_id(self) -> int:
        """The number that the system knows the process by."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process runs, and was not killed for using too much."""
        return self._overuse is None and self._process.poll() is None

    def wait_until_ready(self) -> Protections:
        """Wait for the models to be loaded; raises :class:`UnavailableError` where they are not in time."""
        if self._protections is None:
            try:
                report = unpack(self._channel.receive(self._start_by))
            except TimeoutError as error:
                raise UnavailableError(f"not ready after {self._plan.limits.start_s:g} s") from error
            except (ChannelClosedError, WireError) as error:
                raise UnavailableError(f"status {_status_soon(self._process)} {self._end_of_report()}") from error
            # The process has read nothing untrusted yet, so its report can be relied on.
            if "error" in report:
                raise UnavailableError(report["error"])
            self._protections = decode(Protections, report["ready"])
            self._allow_processor_time(self._plan.limits.idle_cpu_s)
        return self._protections

    def call(self, task: str, arguments: Sequence[Any], keywords: dict[str, Any]) -> Any:
        """Run a task and return its value as it came over the wire.

        Raises :class:`CrashedError` or :class:`DeadlineError`, after which the worker is of no use any more.
        """
        self.served += 1
        # The worker itself ends at its limit; this is for one that was taken over, and ignores it.
        self._allow_processor_time(self._plan.limits.cpu_s + _GRACE_S)
        deadline = time.monotonic() + self._plan.limits.deadline_s
        try:
            song = structlog.contextvars.get_contextvars().get("song")
            order = {"task": task, "args": list(arguments), "kwargs": keywords, "song": song}
            self._channel.send(pack(order), deadline)
            return unpack(self._channel.receive(deadline))
        except TimeoutError as error:
            raise DeadlineError(f"no answer after {self._plan.limits.deadline_s:g} s") from error
        except (ChannelClosedError, WireError) as error:
            raise self._how_it_ended(error) from error
        finally:
            self._allow_processor_time(self._plan.limits.idle_cpu_s)

    def enforce_limits(self) -> None:
        """Kill the process, from any thread, if it has too many threads or used more processor time than allowed."""
        usage, allowed = usage_of(self.process_id), self._cpu_allowed_s
        if usage is None or allowed is None or not self.alive:
            return
        if usage.threads > self._plan.limits.threads:
            self._overuse = CrashedError(f"{usage.threads} threads")
        elif usage.cpu_s > allowed:
            self._overuse = DeadlineError("more processor time than allowed", costly=True)
        else:
            return
        log.warning("worker_killed", cause=self._overuse.cause)
        self.interrupt()

    def interrupt(self) -> None:
        """Kill the process, from any thread, and leave the rest to whoever uses it."""
        self._process.kill()

    def kill(self) -> None:
        """End the process and everything it started, and remove its files."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._let_go()

    def _allow_processor_time(self, seconds: float) -> None:
        usage = usage_of(self.process_id)
        self._cpu_allowed_s = usage.cpu_s + seconds if usage else None

    def _let_go(self) -> None:
        self._channel.close()
        if self._report >= 0:
            os.close(self._report)
            self._report = -1
        shutil.rmtree(self.spool, ignore_errors=True)

    def _how_it_ended(self, error: Exception) -> WorkerError:
        status = _status_soon(self._process)
        if status == -signal.SIGXCPU:
            return DeadlineError(f"more than {self._plan.limits.cpu_s} s of processor time", costly=True)
        if status == -signal.SIGPROF:
            return DeadlineError("more processor time than opening a file may take", costly=True)
        if self._overuse is not None:
            return self._overuse
        how = f"signal {-status}" if status is not None and status < 0 else f"{error} (status {status})"
        return CrashedError(f"{how} {self._end_of_report()}".strip())

    def _end_of_report(self) -> str:
        size = os.lseek(self._report, 0, os.SEEK_END)
        text = os.pread(self._report, _MAX_REPORT, max(0, size - _MAX_REPORT)).decode("utf-8", "replace")
        latest = text.rpartition(REPORT_MARK)[2]
        return " ".join("".join(character if character.isprintable() else " " for character in latest).split())


def _start_order(plan: WorkerPlan, spool: Path) -> dict[str, Any]:
    return {
        "limits": asdict(plan.limits),
        "initializer": plan.initializer,
        "initargs": list(plan.initargs),
        "readable": [str(path.resolve()) for path in (*plan.readable, spool)],
    }


def _launch(worker_end: socket.socket, report: int) -> subprocess.Popen[bytes]:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own interpreter with our own arguments
        launch_arguments(worker_end.fileno()),
        env={**environment, **_FEW_THREADS},
        stdin=subprocess.DEVNULL,
        stdout=report,
        stderr=report,
        pass_fds=(worker_end.fileno(),),
        start_new_session=True,
    )


def _status_soon(process: subprocess.Popen[bytes]) -> int | None:
    # The socket closes a moment before the process can be waited for.
    try:
        return process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        return None
