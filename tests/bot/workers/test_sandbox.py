import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.workers import SongPool
from tests.bot.workers import faults
from tests.bot.workers.conftest import HERE, PoolMaker, outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox uses interfaces of Linux")

LOOPBACK = "127.0.0.1"


def _in_force(pool: SongPool, name: str) -> None:
    if getattr(outcome(pool.ready), name) is None:
        pytest.skip(f"this kernel offers no protection of {name.replace('_', ' ')}")


def test_the_environment_holds_neither_the_token_nor_any_setting(
    make_pool: PoolMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISCORD_TOKEN", "CRATEDIGGER_STORE_URL", "AWS_SECRET_ACCESS_KEY", "DATABASE_URL"):
        monkeypatch.setenv(name, "s3cret")
    seen = outcome(make_pool().submit(faults.environment))
    assert set(seen) <= {
        "PATH",
        "LANG",
        "LC_ALL",
        "LC_CTYPE",
        "TZ",
        "LD_LIBRARY_PATH",
        "MALLOC_ARENA_MAX",
        "OMP_WAIT_POLICY",
        "OPENBLAS_NUM_THREADS",
    }
    assert "s3cret" not in str(seen)


def test_no_other_files_can_be_opened(pool: SongPool, tmp_path: Path) -> None:
    _in_force(pool, "files")
    secret = tmp_path / ".env"
    secret.write_text("DISCORD_TOKEN=s3cret", encoding="utf-8")
    settings = HERE.parents[2] / "pyproject.toml"
    for path in (secret, settings, Path("/etc/passwd"), Path(f"/proc/{os.getpid()}/environ")):
        assert outcome(pool.submit(faults.try_to_open, 0, str(path), "rb")) == "PermissionError"


def test_nothing_can_be_written(pool: SongPool, tmp_path: Path) -> None:
    _in_force(pool, "files")
    for path in (tmp_path / "new", Path.home() / "new", Path(faults.__file__)):
        assert outcome(pool.submit(faults.try_to_open, 0, str(path), "ab")) == "PermissionError"
    assert not (tmp_path / "new").exists()


def test_a_song_of_one_job_is_gone_in_the_next(pool: SongPool, tmp_path: Path) -> None:
    song = tmp_path / "song"
    song.write_text("private", encoding="utf-8")
    lay = outcome(pool.submit(faults.path_given, str(song)))
    assert lay != str(song)
    assert outcome(pool.submit(faults.try_to_open, 0, lay, "rb")) == "FileNotFoundError"


def test_no_socket_can_be_made_not_even_below_python(pool: SongPool) -> None:
    _in_force(pool, "system_calls")
    assert outcome(pool.submit(faults.try_to_connect, LOOPBACK, 80)) == "PermissionError"
    assert outcome(pool.submit(faults.socket_from_the_kernel)) == -1


def test_the_namespace_alone_reaches_nothing_either(pool: SongPool) -> None:
    _in_force(pool, "network")
    assert outcome(pool.submit(faults.interfaces)) == ["lo"]


def test_no_program_and_no_process_can_be_started(pool: SongPool) -> None:
    _in_force(pool, "system_calls")
    assert outcome(pool.submit(faults.try_to_run_a_program)) == "PermissionError"
    assert outcome(pool.submit(faults.try_to_fork)) == "PermissionError"


def test_the_bot_cannot_be_signalled(pool: SongPool) -> None:
    _in_force(pool, "system_calls")
    assert outcome(pool.submit(faults.try_to_signal, os.getpid())) == "PermissionError"


def test_nothing_about_other_files_can_be_changed(pool: SongPool, tmp_path: Path) -> None:
    _in_force(pool, "system_calls")
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / "database"
    file.write_bytes(b"important")
    before = file.stat(), folder.stat()
    assert set(outcome(pool.submit(faults.change_files, str(folder))).values()) == {"PermissionError"}
    assert (file.stat(), folder.stat()) == before
    assert [each.name for each in folder.iterdir()] == ["database"]


def test_what_a_worker_did_to_itself_cannot_be_undone_and_descriptors_send_no_signals(pool: SongPool) -> None:
    _in_force(pool, "system_calls")
    assert set(outcome(pool.submit(faults.undo_protections, os.getpid())).values()) == {"PermissionError"}


def test_threads_still_work(pool: SongPool) -> None:
    assert outcome(pool.submit(faults.sum_in_threads)) == 6


def test_threads_are_refused_by_the_kernel_where_it_counts_a_process_alone() -> None:
    code = (
        "import os, threading; from bot.sandbox import kernel; from bot.sandbox.confine import _limit_threads\n"
        # Root's threads are never counted.
        "if os.getuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "if not kernel.leave_network() or not _limit_threads(6): print('unlimited'); os._exit(0)\n"
        "stop, begun = threading.Event(), 0\n"
        "try:\n"
        "    while begun < 50: threading.Thread(target=stop.wait, daemon=True).start(); begun += 1\n"
        "except RuntimeError: pass\n"
        "print(len(os.listdir('/proc/self/task')), flush=True); os._exit(0)"
    )
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parents[2], env=environment)
    if done.stdout.strip() == "unlimited":
        pytest.skip("this kernel counts threads by user, or offers no user namespaces")
    assert done.stdout.strip() == "6"


def test_what_limits_threads_is_told_truly(pool: SongPool) -> None:
    threads = outcome(pool.ready).threads
    assert threads is not None
    if os.getuid() == 0:
        assert threads.endswith("looked at five times a second")
    assert outcome(pool.submit(faults.sum_in_threads)) == 6


def test_open_files_and_output_are_bounded(pool: SongPool) -> None:
    assert outcome(pool.submit(faults.descriptors)) < 64
    assert 60_000 < outcome(pool.submit(faults.shout, 200_000)) <= 65_536


def test_a_worker_that_may_print_no_more_goes_on_listening(pool: SongPool) -> None:
    outcome(pool.submit(faults.shout, 200_000))
    before = outcome(pool.submit(faults.own_pid))
    assert [outcome(pool.submit(faults.double, number)) for number in range(3)] == [0, 2, 4]
    assert outcome(pool.submit(faults.own_pid)) == before


def test_a_worker_gives_way_to_the_bot(pool: SongPool) -> None:
    pid = outcome(pool.submit(faults.own_pid))
    assert os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)
    assert int(Path(f"/proc/{pid}/oom_score_adj").read_text(encoding="ascii")) > 0


def test_what_is_in_force_is_reported(pool: SongPool) -> None:
    protections = outcome(pool.ready)
    assert protections.environment is not None
    assert protections.memory is not None
    assert "environment: no tokens" in protections.describe()
    assert all(getattr(protections, name.replace(" ", "_")) is None for name in protections.missing())


@pytest.mark.parametrize(
    ("refused", "missing"),
    [((444,), {"files"}), ((317, 277), {"system calls"}), ((444, 317, 277), {"files", "system calls"})],
    ids=["Landlock", "seccomp", "both"],
)
def test_what_an_old_kernel_lacks_is_reported_as_missing(refused: tuple[int, ...], missing: set[str]) -> None:
    code = (
        "from pathlib import Path; from bot.workers import SongPool; from tests.bot.workers import faults\n"
        f"with SongPool(initializer=faults.load, readable=[Path('{HERE.parents[1]}')]) as pool:\n"
        "    print(*pool.ready.result(100).missing(), sep='\\n')"
    )
    command = [sys.executable, str(HERE / "old_kernel.py"), ",".join(map(str, refused)), sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE.parents[2])
    assert set(done.stdout.split("\n")) >= missing
