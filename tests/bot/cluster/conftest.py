"""A real Dask scheduler and real workers, each a process of its own on loopback."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.cluster.build_id import build_id_of
from bot.cluster.executor import ClusterExecutor
from bot.settings import ClusterSettings, ModelSettings

_ROOT = Path(__file__).parents[3]


class Cluster:
    """A scheduler's place on loopback, and the processes that are started there."""

    def __init__(self, folder: Path, environment: dict[str, str], scheme: str = "tcp") -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.address = f"{scheme}://127.0.0.1:{self._port}"
        self._folder = folder
        self._environment = environment
        self._running: list[subprocess.Popen[bytes]] = []

    def start_scheduler(self, *options: str) -> subprocess.Popen[bytes]:
        place = ["--host", self.address.rsplit(":", 1)[0], "--port", str(self._port), "--no-dashboard", "--no-show"]
        return self._start("-m", "distributed.cli.dask_scheduler", *place, *options)

    def start_worker(self, **settings: str) -> subprocess.Popen[bytes]:
        return self._start("-m", "bot", "worker", self.address, **settings)

    def stop(self) -> None:
        for process in self._running:
            kill(process)

    def _start(self, *command: str, **settings: str) -> subprocess.Popen[bytes]:
        log = (self._folder / f"process{len(self._running)}.log").open("wb")
        common = {"PYTHONPATH": str(_ROOT), "CRATEDIGGER_MODELS_TAGGER": "false", **self._environment}
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=self._folder,
            env={**os.environ, **common, **settings},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self._running.append(process)
        return process


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process without asking, and wait until it is gone."""
    process.send_signal(signal.SIGKILL)
    process.wait()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition; the test's own time limit ends a wait in vain."""
    while not condition():  # noqa: ASYNC110 - other processes do not tell
        await asyncio.sleep(0.05)


@pytest.fixture
async def cluster(tmp_path: Path) -> AsyncIterator[Cluster]:
    """A cluster where nothing runs yet; what a test starts is stopped after it."""
    made = Cluster(tmp_path, {})
    yield made
    made.stop()


@pytest.fixture
async def executor(cluster: Cluster) -> AsyncIterator[ClusterExecutor]:
    """The bot's side."""
    settings = ClusterSettings(executor=cluster.address, executor_connect_s=2, executor_look_s=0.3)
    opened = ClusterExecutor(settings, build_id_of(ModelSettings(tagger=False)))
    yield opened
    await asyncio.to_thread(opened.shutdown)
