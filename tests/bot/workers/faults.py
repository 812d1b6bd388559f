"""Tasks that misbehave in every way a decoder has been seen to."""

import ctypes
import fcntl
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from bot.sandbox.confine import processor_time_watchdog
from bot.workers import worker_task
from bot.workers.tasks import analyze_file
from models.analysis import Analysis
from models.audio import Limits, decode_song
from models.errors import SilentError


def load() -> None:
    """Stand in for loading models."""


def load_nothing() -> None:
    raise RuntimeError("no models here")


@worker_task
def double(number: int) -> int:
    return 2 * number


@worker_task
def own_pid() -> int:
    return os.getpid()


@worker_task
def read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


@worker_task
def hang(path: str = "") -> None:
    while True:
        time.sleep(60)


@worker_task
def spin(path: str = "") -> None:
    while True:
        pass


@worker_task
def open_for_ever(path: str) -> int:
    """Open a WAV file whose millions of tags FFmpeg reads one by one, in a single call that nothing interrupts."""
    return len(decode_song(path, limits=Limits(watchdog=processor_time_watchdog)).excerpts)


@worker_task
def stop_itself() -> None:
    signal.raise_signal(signal.SIGSTOP)


@worker_task
def die_by_signal(path: str = "", number: int = signal.SIGKILL) -> None:
    signal.raise_signal(number)


@worker_task
def read_a_null_pointer(path: str = "") -> None:
    ctypes.string_at(0)


@worker_task
def leave() -> None:
    os._exit(7)


@worker_task
def eat_memory() -> int:
    return int(np.ones(4 * 1024**3, np.uint8).sum())


@worker_task
def use_memory(mebibytes: int) -> int:
    return int(np.ones((mebibytes, 2**20), np.uint8)[:, 0].sum(dtype=np.int64))


@worker_task
def raise_silent() -> None:
    raise SilentError("nothing above -80 dB")


@worker_task
def raise_a_bug() -> None:
    raise ZeroDivisionError("a bug")


@worker_task
def environment() -> dict[str, str]:
    seen = Path("/proc/self/environ")
    try:
        text = seen.read_bytes().decode()
    except OSError:
        text = ""
    return {**dict(pair.split("=", 1) for pair in text.split("\0") if "=" in pair), **os.environ}


@worker_task
def try_to_open(_not_a_song: int, path: str, mode: str) -> str:
    try:
        with open(path, mode):
            return "opened"
    except OSError as error:
        return type(error).__name__


@worker_task
def try_to_connect(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), timeout=2):
            return "connected"
    except OSError as error:
        return type(error).__name__


@worker_task
def socket_from_the_kernel() -> int:
    """Go past Python and the C library's own function, for a socket of the number that the machine gives it."""
    number = 41 if platform.machine() == "x86_64" else 198
    return int(ctypes.CDLL(None).syscall(number, socket.AF_INET, socket.SOCK_STREAM, 0))


@worker_task
def interfaces() -> list[str]:
    return sorted(line.split(":")[0].strip() for line in Path("/proc/self/net/dev").read_text().splitlines()[2:])


@worker_task
def path_given(path: str) -> str:
    return path


@worker_task
def sum_in_threads() -> int:
    with ThreadPoolExecutor(3) as threads:
        return sum(threads.map(int, "123"))


@worker_task
def try_to_run_a_program() -> str:
    try:
        subprocess.run([sys.executable, "-c", ""], check=True)
    except OSError as error:
        return type(error).__name__
    return "ran"


@worker_task
def try_to_fork() -> str:
    try:
        pid = os.fork()
    except OSError as error:
        return type(error).__name__
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return "forked"


@worker_task
def try_to_signal(pid: int) -> str:
    try:
        os.kill(pid, signal.SIGTERM)
    except OSError as error:
        return type(error).__name__
    return "signalled"


@worker_task
def arrays() -> dict[str, object]:
    return {"image": np.arange(6, dtype=np.float32).reshape(2, 3), "raw": b"\x00\xff", "list": [1, None, "x"]}


@worker_task
def shout(size: int) -> int:
    written = 0
    try:
        while written < size:
            written += os.write(2, b"x" * 1000)
    except OSError:
        pass
    return written


@worker_task
def descriptors() -> int:
    opened: list[int] = []
    try:
        while len(opened) < 1000:
            opened.append(os.open("/dev/null", os.O_RDONLY))
    except OSError:
        pass
    finally:
        for descriptor in opened:
            os.close(descriptor)
    return len(opened)


@worker_task
def analyse_or_hang(path: str, top: int) -> Analysis:
    """Analyse a song as the bot does, but for files that say at their end that they hang."""
    if Path(path).read_bytes().endswith(b"hang"):
        hang()
    return analyze_file(path, top)


@worker_task
def change_files(folder: str) -> dict[str, str]:
    """Try every change to what lies in a folder, and return what became of each."""
    file, new, times = f"{folder}/database", f"{folder}/new", (1, 1)
    return {
        "chmod": _attempt(os.chmod, file, 0),
        "chmod of the folder": _attempt(os.chmod, folder, 0),
        "chown": _attempt(os.chown, file, -1, os.getgid()),
        "lchown": _attempt(os.lchown, file, -1, os.getgid()),
        "setxattr": _attempt(os.setxattr, file, "user.x", b"y"),
        "utime": _attempt(os.utime, file, times),
        "truncate": _attempt(os.truncate, file, 0),
        "open to truncate": _attempt(os.open, file, os.O_RDONLY | os.O_TRUNC),
        "open to write": _attempt(os.open, file, os.O_WRONLY),
        "unlink": _attempt(os.unlink, file),
        "rename": _attempt(os.rename, file, new),
        "link": _attempt(os.link, file, new),
        "symlink": _attempt(os.symlink, file, new),
        "mkdir": _attempt(os.mkdir, new),
        "mkfifo": _attempt(os.mkfifo, new),
    }


@worker_task
def undo_protections(parent: int) -> dict[str, str]:
    """Try to undo what the worker did to itself, and to reach the bot by roundabout ways."""
    reader, _ = os.pipe()
    libc = ctypes.CDLL(None, use_errno=True)
    return {
        "own": _attempt(fcntl.fcntl, reader, fcntl.F_SETOWN, parent),
        "own by ioctl": _attempt(fcntl.ioctl, reader, 0x8901, struct.pack("i", parent)),
        "signal": _attempt(fcntl.fcntl, reader, 10, int(signal.SIGUSR1)),
        "notify": _attempt(fcntl.fcntl, os.open("/usr", os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_MODIFY),
        "outlive the bot": _attempt(_checked, libc.prctl, 1, 0, 0, 0, 0),
        "be dumpable": _attempt(_checked, libc.prctl, 4, 1, 0, 0, 0),
        "let others trace": _attempt(_checked, libc.prctl, 0x59616D61, -1, 0, 0, 0),
        "inotify": _attempt(_checked, libc.inotify_init),
        "affinity": _attempt(os.sched_setaffinity, parent, {0}),
        "group": _attempt(os.setpgid, 0, 0),
    }


def _checked(function: Callable[..., int], *arguments: int) -> None:
    if function(*arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def _attempt(function: Callable[..., object], *arguments: object) -> str:
    try:
        function(*arguments)
    except OSError as error:
        return type(error).__name__
    return "done"


@worker_task
def spin_whatever_the_kernel_says(path: str = "") -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    _spin()


def _spin() -> None:
    while True:
        pass


@worker_task
def answer_and_leave_a_thread_spinning() -> int:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    threading.Thread(target=_spin, daemon=True).start()
    return os.getpid()


@worker_task
def start_threads(count: int) -> int:
    stop = threading.Event()
    threading.stack_size(64 * 1024)
    for _ in range(count):
        threading.Thread(target=stop.wait, daemon=True).start()
    time.sleep(60)
    return count
