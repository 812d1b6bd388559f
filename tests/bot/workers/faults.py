"""Tasks that misbehave in every way a decoder has been seen to."""

import ctypes
import os
import platform
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from bot.workers import caged
from bot.workers.tasks import analyze_file
from models.analysis import Analysis
from models.errors import SilentError


def load() -> None:
    """Stand in for loading models."""


def load_nothing() -> None:
    raise RuntimeError("no models here")


@caged
def double(number: int) -> int:
    return 2 * number


@caged
def own_pid() -> int:
    return os.getpid()


@caged
def read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8")


@caged
def hang(path: str = "") -> None:
    while True:
        time.sleep(60)


@caged
def spin(path: str = "") -> None:
    while True:
        pass


@caged
def stop_itself() -> None:
    signal.raise_signal(signal.SIGSTOP)


@caged
def die_by_signal(path: str = "", number: int = signal.SIGKILL) -> None:
    signal.raise_signal(number)


@caged
def read_a_null_pointer(path: str = "") -> None:
    ctypes.string_at(0)


@caged
def leave() -> None:
    os._exit(7)


@caged
def eat_memory() -> int:
    return int(np.ones(4 * 1024**3, np.uint8).sum())


@caged
def use_memory(mebibytes: int) -> int:
    return int(np.ones((mebibytes, 2**20), np.uint8)[:, 0].sum(dtype=np.int64))


@caged
def raise_silent() -> None:
    raise SilentError("nothing above -80 dB")


@caged
def raise_a_bug() -> None:
    raise ZeroDivisionError("a bug")


@caged
def environment() -> dict[str, str]:
    seen = Path("/proc/self/environ")
    try:
        text = seen.read_bytes().decode()
    except OSError:
        text = ""
    return {**dict(pair.split("=", 1) for pair in text.split("\0") if "=" in pair), **os.environ}


@caged
def try_to_open(_not_a_song: int, path: str, mode: str) -> str:
    try:
        with open(path, mode):
            return "opened"
    except OSError as error:
        return type(error).__name__


@caged
def try_to_connect(host: str, port: int) -> str:
    try:
        with socket.create_connection((host, port), timeout=2):
            return "connected"
    except OSError as error:
        return type(error).__name__


@caged
def socket_from_the_kernel() -> int:
    """Go past Python and the C library's own function, for a socket of the number that the machine gives it."""
    number = 41 if platform.machine() == "x86_64" else 198
    return int(ctypes.CDLL(None).syscall(number, socket.AF_INET, socket.SOCK_STREAM, 0))


@caged
def interfaces() -> list[str]:
    return sorted(line.split(":")[0].strip() for line in Path("/proc/self/net/dev").read_text().splitlines()[2:])


@caged
def path_given(path: str) -> str:
    return path


@caged
def sum_in_threads() -> int:
    with ThreadPoolExecutor(3) as threads:
        return sum(threads.map(int, "123"))


@caged
def try_to_run_a_program() -> str:
    try:
        subprocess.run([sys.executable, "-c", ""], check=True)
    except OSError as error:
        return type(error).__name__
    return "ran"


@caged
def try_to_fork() -> str:
    try:
        pid = os.fork()
    except OSError as error:
        return type(error).__name__
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return "forked"


@caged
def try_to_signal(pid: int) -> str:
    try:
        os.kill(pid, signal.SIGTERM)
    except OSError as error:
        return type(error).__name__
    return "signalled"


@caged
def arrays() -> dict[str, object]:
    return {"image": np.arange(6, dtype=np.float32).reshape(2, 3), "raw": b"\x00\xff", "list": [1, None, "x"]}


@caged
def shout(size: int) -> int:
    written = 0
    try:
        while written < size:
            written += os.write(2, b"x" * 1000)
    except OSError:
        pass
    return written


@caged
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


@caged
def hear_or_hang(path: str, top: int) -> Analysis:
    """Hear a song as the bot does, but for files that say at their end that they hang."""
    if Path(path).read_bytes().endswith(b"hang"):
        hang()
    return analyze_file(path, top)
