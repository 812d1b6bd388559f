"""Work over many files: what kills a process, what stops the whole, and who ends with whom."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from training.data.dataset import DatasetError
from training.data.parallel import dask_cluster, each, local_processes

pytestmark = pytest.mark.timeout(300)

ITEMS = 60
# Is done with its first item once both of its processes have one, and works for ten minutes on the others.
AT_WORK = """
import sys
from functools import partial
from tests.training.data.test_parallel import meet
from training.data.parallel import each, local_processes
with local_processes(2) as executor:
    for _ in each(partial(meet, sys.argv[1]), [0.0, 600.0, 600.0, 600.0], executor):
        print("at work", flush=True)
"""


def meet(folder: str, seconds: float) -> None:
    """Wait until two processes are here, and then so many seconds."""
    Path(folder, str(os.getpid())).touch()
    while len(list(Path(folder).iterdir())) < 2:
        time.sleep(0.02)
    time.sleep(seconds)


def _die_at_three(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number * number


def _leave_trace(folder: Path, number: int) -> None:
    (folder / str(number)).touch()
    time.sleep(0.05)


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", list[Any]]]:
    """A process with a session of its own that has a pool at work, and its children."""
    psutil = pytest.importorskip("psutil", reason="psutil comes with Dask, and Dask with the [training] extra")
    process = subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    children: list[Any] = []
    with process:
        try:
            assert process.stdout.readline() == "at work\n"
            children = psutil.Process(process.pid).children(recursive=True)
            assert len(children) >= 2
            yield process, children
        finally:
            process.kill()
            for child in children:
                if child.is_running():
                    child.kill()


def _interrupt_after_one(executors: AbstractContextManager[Executor], folder: Path) -> None:
    with executors as executor:
        for _ in each(partial(_leave_trace, folder), range(ITEMS), executor):
            raise KeyboardInterrupt


def _left(children: list[Any]) -> list[Any]:
    import psutil  # type: ignore[import-untyped,unused-ignore]

    alive: list[Any] = psutil.wait_procs(children, timeout=60)[1]
    return alive


def test_a_file_that_kills_its_process_costs_itself_alone() -> None:
    with local_processes(2) as executor:
        results = dict(each(_die_at_three, range(6), executor))
    assert isinstance(results.pop(3), RuntimeError)
    assert results == {number: number * number for number in range(6) if number != 3}


def test_a_pool_that_broke_before_all_was_handed_in_costs_nothing_more() -> None:
    with local_processes(1) as executor:
        executor.submit(_die_at_three, 3).exception()
        assert dict(each(_die_at_three, range(2), executor)) == {0: 0, 1: 1}


def test_an_interrupt_drops_what_is_still_waiting(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        _interrupt_after_one(local_processes(1), tmp_path)
    assert len(list(tmp_path.iterdir())) < ITEMS / 2


def test_an_interrupt_cancels_what_is_waiting_on_a_dask_cluster(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask comes with the [training] extra")
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        protocol="tcp://",
        host="127.0.0.1",
        dashboard_address=None,
    ) as cluster:
        with pytest.raises(KeyboardInterrupt):
            _interrupt_after_one(dask_cluster(cluster.scheduler_address), tmp_path)
        assert len(list(tmp_path.iterdir())) < ITEMS / 2


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere"])
def test_a_scheduler_that_is_not_there_is_one_sentence(address: str) -> None:
    pytest.importorskip("distributed", reason="Dask comes with the [training] extra")
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(DatasetError, match=rf"^The Dask scheduler {address} cannot be reached \(.+\)\.$"),
        dask_cluster(address),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_an_interrupt_at_the_terminal_ends_workers_amid_their_items_and_silently(
    at_work: tuple["subprocess.Popen[str]", list[Any]],
) -> None:
    process, children = at_work
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == -signal.SIGINT
    assert not _left(children)
    # The parent's own, which the command line turns into one word.
    assert said.count("Traceback") == 1


def test_workers_end_with_a_parent_that_is_killed(at_work: tuple["subprocess.Popen[str]", list[Any]]) -> None:
    process, children = at_work
    process.kill()
    assert not _left(children)
