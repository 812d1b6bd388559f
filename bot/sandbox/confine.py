"""The steps by which a worker confines itself before it reads untrusted bytes; what the kernel refuses is reported."""

import math
import os
import resource
import signal
import site
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import bot
import models
from bot.sandbox import kernel, landlock, seccomp
from bot.sandbox.limits import Protections, SandboxLimits

# What loading and running Python, NumPy, FFmpeg and onnxruntime read besides their own folders.
_SYSTEM_PATHS = (
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/proc/self",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/sys/devices/system",
    "/sys/fs/cgroup",
    "/dev/null",
    "/dev/urandom",
)


def confine_before_models(limits: SandboxLimits, parent: int, readable: Iterable[Path]) -> Protections:
    """Take every step under which the models can still be loaded; call while the process has one thread.

    From here on only Python, this program's code, ``readable`` and a few system files can be opened, all for reading.
    """
    os.umask(0o077)
    os.nice(limits.niceness)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Only Linux has this file.
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("700", encoding="ascii")
    network = kernel.leave_network()
    privileges = kernel.renounce_privileges()
    # Changing credentials resets these two, so they come after.
    parent_death = kernel.die_with_parent(parent)
    kernel.hide_from_others()
    interface = landlock.restrict(with_what_python_needs(readable))
    return Protections(
        environment="no tokens, no settings",
        network="own namespace without interfaces" if network else None,
        files=f"Landlock {interface}, read only" if interface else None,
        privileges="no capabilities, no way to gain any" if privileges else None,
        parent_death="dies with the bot" if parent_death else None,
    )


def confine_after_models(limits: SandboxLimits) -> dict[str, str]:
    """Take the steps under which no models could be loaded any more; returns fields of ``Protections``."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.output_bytes, limits.output_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limits.descriptors, limits.descriptors))
    in_force = {}
    occupied = _occupied_address_space()
    if occupied:
        most = occupied + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        in_force["memory"] = f"{limits.memory_bytes // 2**20} MiB above the models' own"
        # The bot watches both from outside, in /proc.
        in_force["processor_time"] = f"{limits.cpu_s} s a song"
        by_whom = "refused by the kernel" if _limit_threads(limits.threads) else "looked at five times a second"
        in_force["threads"] = f"{limits.threads}, more are {by_whom}"
    if seccomp.refuse_needless_calls():
        in_force["system_calls"] = "seccomp, no sockets, no programs, no other processes, no changes to files"
    _limit_processor_time(limits.retire_after * limits.cpu_s, hard=True)
    return in_force


def allow_processor_time(seconds: int) -> None:
    """Let this process use so many more seconds of processor time; beyond, the kernel sends SIGXCPU."""
    _limit_processor_time(seconds, hard=False)


@contextmanager
def processor_time_watchdog(seconds: float) -> Iterator[None]:
    """End this process by SIGPROF if what is done within takes more processor time, also inside of a library's call."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)


def _limit_threads(most: int) -> bool:
    """Have the kernel refuse this process more threads than that; return whether it does.

    Linux counts the threads of a user, since 5.14 by user namespace, and never those of root. Hence the limit is only
    set where it is seen to count this process alone: its present number lets no further thread begin, one more does.
    """
    _, ceiling = resource.getrlimit(resource.RLIMIT_NPROC)
    own = len(os.listdir("/proc/self/task"))
    for limit, may_begin in ((own, False), (own + 1, True)):
        resource.setrlimit(resource.RLIMIT_NPROC, (limit, ceiling))
        if _thread_begins() is not may_begin:
            resource.setrlimit(resource.RLIMIT_NPROC, (ceiling, ceiling))
            return False
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))
    return True


def with_what_python_needs(extra: Iterable[Path]) -> list[Path]:
    """Return ``extra`` with the folders that Python, its packages and this program are read from."""
    prefixes = [sys.prefix, sys.base_prefix, sys.exec_prefix, *site.getsitepackages(), site.getusersitepackages()]
    inside = [entry for entry in sys.path if any(Path(entry).is_relative_to(prefix) for prefix in prefixes)]
    packages = [*bot.__path__, *models.__path__]
    return [Path(path) for path in (*prefixes, *inside, *packages, *_SYSTEM_PATHS)] + list(extra)


def _thread_begins() -> bool:
    thread = threading.Thread(target=int)
    try:
        thread.start()
    except RuntimeError:
        return False
    thread.join()
    return True


def _limit_processor_time(seconds: int, *, hard: bool) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _, ceiling = resource.getrlimit(resource.RLIMIT_CPU)
    if ceiling != resource.RLIM_INFINITY:
        most = min(most, ceiling)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most if hard else ceiling))


def _occupied_address_space() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
