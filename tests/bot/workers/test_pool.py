import asyncio
import hashlib
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.workers import SongPool
from bot.workers.errors import CrashedError, DeadlineError, RepeatedCrashError, UnavailableError
from models.errors import SilentError
from tests.bot.workers import faults
from tests.bot.workers.conftest import HERE, PoolMaker, outcome


async def test_a_task_runs_in_another_process_through_the_event_loop(pool: SongPool) -> None:
    loop = asyncio.get_running_loop()
    assert await loop.run_in_executor(pool, faults.double, 21) == 42
    assert await loop.run_in_executor(pool, faults.own_pid) != os.getpid()


def test_the_worker_stays_warm_from_song_to_song(pool: SongPool) -> None:
    assert outcome(pool.submit(faults.own_pid)) == outcome(pool.submit(partial(faults.own_pid)))


def test_a_function_that_is_no_task_never_runs_in_the_bot(pool: SongPool) -> None:
    ran: list[int] = []
    with pytest.raises(TypeError, match="worker_task"):
        pool.submit(ran.append, 1)
    with pytest.raises(TypeError, match="worker_task"):
        pool.submit(partial(os.getpid))
    assert ran == []


def test_arrays_and_bytes_come_back_as_they_were(pool: SongPool) -> None:
    result = outcome(pool.submit(faults.arrays))
    np.testing.assert_array_equal(result["image"], np.arange(6, dtype=np.float32).reshape(2, 3))
    assert result["raw"] == b"\x00\xff"
    assert result["list"] == [1, None, "x"]


def test_a_typed_error_of_a_task_comes_back_as_itself_and_the_worker_stays(pool: SongPool) -> None:
    before = outcome(pool.submit(faults.own_pid))
    with pytest.raises(SilentError) as caught:
        outcome(pool.submit(faults.raise_silent))
    assert caught.value.cause == "nothing above -80 dB"
    assert outcome(pool.submit(faults.own_pid)) == before


@pytest.mark.parametrize(
    ("task", "error", "cause"),
    [
        (faults.die_by_signal, CrashedError, "signal 9"),
        (partial(faults.die_by_signal, "", signal.SIGILL), CrashedError, "signal 4"),
        (faults.read_a_null_pointer, CrashedError, "signal 11"),
        (faults.leave, CrashedError, "status 7"),
        (faults.eat_memory, CrashedError, "MemoryError"),
        (faults.raise_a_bug, CrashedError, "ZeroDivisionError"),
        (faults.hang, DeadlineError, "no answer after 3 s"),
        (faults.stop_itself, DeadlineError, "no answer after 3 s"),
    ],
    ids=["SIGKILL", "SIGILL", "segmentation fault", "exit", "out of memory", "bug", "hang", "SIGSTOP"],
)
def test_a_fault_fails_its_song_alone_and_the_pool_heals(
    make_pool: PoolMaker, task: Callable[..., Any], error: type[Exception], cause: str
) -> None:
    pool = make_pool(deadline_s=3)
    before, bad, after = pool.submit(faults.double, 1), pool.submit(task), pool.submit(faults.double, 2)
    assert outcome(before) == 2
    with pytest.raises(error, match=cause):
        outcome(bad)
    assert outcome(after) == 4


def test_processor_time_is_bounded_for_each_song_and_not_for_all_together(make_pool: PoolMaker) -> None:
    pool = make_pool(deadline_s=60, cpu_s=1)
    assert [outcome(pool.submit(faults.double, number)) for number in range(3)] == [0, 2, 4]
    with pytest.raises(DeadlineError, match="processor time"):
        outcome(pool.submit(faults.spin))


def test_a_worker_that_ignores_its_limit_of_processor_time_is_killed_by_the_bot(make_pool: PoolMaker) -> None:
    pool = make_pool(deadline_s=60, cpu_s=1)
    with pytest.raises(DeadlineError, match="processor time"):
        outcome(pool.submit(faults.spin_whatever_the_kernel_says))
    assert outcome(pool.submit(faults.double, 1)) == 2


def test_a_worker_that_computes_between_songs_is_killed(make_pool: PoolMaker) -> None:
    pool = make_pool(idle_cpu_s=0.5)
    pid = outcome(pool.submit(faults.answer_and_leave_a_thread_spinning))
    _wait_until_gone(pid)
    assert outcome(pool.submit(faults.own_pid)) != pid


def test_a_worker_that_starts_too_many_threads_is_killed(make_pool: PoolMaker) -> None:
    pool = make_pool(threads=40)
    with pytest.raises(CrashedError, match="threads"):
        outcome(pool.submit(faults.start_threads, 60))
    assert outcome(pool.submit(faults.double, 1)) == 2


def test_a_file_that_takes_too_long_to_open_ends_early_and_is_not_tried_again(
    make_pool: PoolMaker, tmp_path: Path
) -> None:
    pool = make_pool()
    costly = tmp_path / "costly.wav"
    tags = b"".join(b"K%03x\2\0\0\0v\0" % (index % 4096) for index in range(3_000_000))
    form = b"fmt \x10\0\0\0\1\0\2\0\x44\xac\0\0\x10\xb1\2\0\4\0\x10\0"
    lists = b"LIST" + (4 + len(tags)).to_bytes(4, "little") + b"INFO" + tags
    costly.write_bytes(b"RIFF\xff\xff\xff\x7fWAVE" + form + lists + b"data\xff\xff\xff\x7f" + bytes(500_000))
    with pytest.raises(DeadlineError, match="opening a file"):
        outcome(pool.submit(faults.open_for_ever, str(costly)))
    with pytest.raises(RepeatedCrashError):
        outcome(pool.submit(faults.read, str(costly)))
    assert outcome(pool.submit(faults.double, 2)) == 4


def test_a_file_that_used_up_its_processor_time_once_is_not_tried_again(make_pool: PoolMaker, tmp_path: Path) -> None:
    pool = make_pool(cpu_s=1)
    costly = tmp_path / "costly.mp3"
    costly.write_bytes(b"a million tags")
    with pytest.raises(DeadlineError):
        outcome(pool.submit(faults.spin, str(costly)))
    with pytest.raises(RepeatedCrashError):
        outcome(pool.submit(faults.read, str(costly)))


def test_a_worker_killed_from_outside_while_idle_is_replaced_unnoticed(make_pool: PoolMaker) -> None:
    pool = make_pool()
    first = outcome(pool.submit(faults.own_pid))
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert outcome(pool.submit(faults.own_pid)) != first


def test_songs_of_other_workers_go_on_while_one_hangs(make_pool: PoolMaker) -> None:
    pool = make_pool(2, deadline_s=20)
    hanging = pool.submit(faults.hang)
    assert [outcome(pool.submit(faults.double, number)) for number in range(3)] == [0, 2, 4]
    assert not hanging.done()
    pool.submit(faults.hang).cancel()


def test_a_spare_is_loaded_before_it_is_needed(make_pool: PoolMaker) -> None:
    others = _children()
    pool = make_pool(spares=1)
    while len(before := _children() - others) < 2:
        os.sched_yield()
    with pytest.raises(CrashedError):
        outcome(pool.submit(faults.die_by_signal))
    assert outcome(pool.submit(faults.own_pid)) in before


def test_a_worker_retires_after_its_number_of_songs(make_pool: PoolMaker) -> None:
    pool = make_pool(retire_after=2)
    pids = [outcome(pool.submit(faults.own_pid)) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_a_file_that_brought_workers_down_twice_is_left_alone_whatever_its_name(
    make_pool: PoolMaker, tmp_path: Path
) -> None:
    pool = make_pool()
    bad = tmp_path / "bad.mp3"
    bad.write_bytes(b"poison")
    for _ in range(2):
        with pytest.raises(CrashedError):
            outcome(pool.submit(faults.die_by_signal, str(bad)))
    renamed = bad.rename(tmp_path / "fresh.ogg")
    before = outcome(pool.submit(faults.own_pid))
    with pytest.raises(RepeatedCrashError):
        outcome(pool.submit(faults.die_by_signal, str(renamed)))
    assert outcome(pool.submit(faults.own_pid)) == before
    harmless = tmp_path / "same-size.mp3"
    harmless.write_bytes(b"health")
    assert outcome(pool.submit(faults.read, str(harmless))) == "health"


def test_a_pool_whose_models_do_not_load_says_so_and_does_not_hang() -> None:
    with SongPool(initializer=faults.load_nothing, readable=[HERE.parents[1]]) as pool:
        with pytest.raises(UnavailableError, match="no models here"):
            outcome(pool.ready)
        with pytest.raises(UnavailableError, match="no models here"):
            outcome(pool.submit(faults.double, 1))


def test_shutting_down_leaves_no_process_descriptor_or_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    descriptors, children = _descriptors(), _children()
    for _ in range(2):
        with SongPool(2, spares=1, initializer=faults.load, readable=[HERE.parents[1]]) as pool:
            for task in (faults.double, faults.die_by_signal, faults.double):
                pool.submit(task, 1)
    assert _children() == children
    assert _descriptors() == descriptors
    assert list(folder.iterdir()) == []


def test_shutting_down_at_once_cancels_what_waits_and_ends_what_hangs(make_pool: PoolMaker) -> None:
    pool = make_pool()
    outcome(pool.ready)
    hanging = pool.submit(faults.hang)
    waiting = [pool.submit(faults.double, number) for number in range(3)]
    while not hanging.running():
        os.sched_yield()
    pool.shutdown(cancel_futures=True)
    assert all(future.cancelled() for future in waiting)
    assert isinstance(hanging.exception(), CrashedError | UnavailableError)
    with pytest.raises(RuntimeError, match="shut down"):
        pool.submit(faults.double, 1)


def test_workers_die_with_a_bot_that_is_killed() -> None:
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from bot.workers import SongPool
        from tests.bot.workers import faults
        pool = SongPool(2, initializer=faults.load, readable=[Path(sys.argv[1])])
        busy = pool.submit(faults.hang)
        print(pool.submit(faults.own_pid).result(), flush=True)
        sys.stdin.read()
    """)
    root = HERE.parents[2]
    bot = subprocess.Popen(
        [sys.executable, "-c", script, str(root)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, cwd=root
    )
    assert bot.stdout is not None
    bot.stdout.readline()
    workers = _children(bot.pid)
    assert len(workers) == 2
    bot.kill()
    bot.communicate()
    for pid in workers:
        _wait_until_gone(pid)


def test_the_pool_hands_on_a_file_without_changing_it(pool: SongPool, tmp_path: Path) -> None:
    song = tmp_path / "song.txt"
    song.write_text("la la", encoding="utf-8")
    digest = hashlib.sha256(song.read_bytes()).hexdigest()
    assert outcome(pool.submit(faults.read, str(song))) == "la la"
    assert hashlib.sha256(song.read_bytes()).hexdigest() == digest
    assert song.stat().st_nlink == 1


def _children(parent: int | None = None) -> set[int]:
    tasks = Path(f"/proc/{parent or os.getpid()}/task").glob("*/children")
    return {int(pid) for task in tasks for pid in task.read_text(encoding="ascii").split()}


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def _wait_until_gone(pid: int) -> None:
    """Return when a process has ended; a dead one that nobody has fetched yet counts as gone."""
    while True:
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return
        if state == "Z":
            return
        os.sched_yield()
