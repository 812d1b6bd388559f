"""The Linux calls that Python 3.11 does not offer. Each returns whether the kernel did it, and none raises."""

import ctypes
import os
import platform
import signal
import sys

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_CAPABILITY_VERSION_3 = 0x20080522

IS_LINUX = sys.platform == "linux"
MACHINE = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())

_libc = ctypes.CDLL(None, use_errno=True) if IS_LINUX else None


class _CapabilityHeader(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _CapabilitySets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def system_call(number: int, *arguments: object) -> int:
    """Make a system call by number; returns -1 where it failed or the system is not Linux."""
    if _libc is None:
        return -1
    return int(_libc.syscall(ctypes.c_long(number), *arguments))


def die_with_parent(parent: int) -> bool:
    """Have the kernel kill this process when the thread that started it ends; leaves at once if ``parent`` is gone."""
    done = _control(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    return done


def renounce_privileges() -> bool:
    """Drop every capability and rule out gaining any, so that being root means nothing in here."""
    if _libc is None:
        return False
    header = _CapabilityHeader(_CAPABILITY_VERSION_3, 0)
    dropped = _libc.capset(ctypes.byref(header), ctypes.byref((_CapabilitySets * 2)())) == 0
    return _control(_PR_SET_NO_NEW_PRIVS, 1) and dropped


def hide_from_others() -> bool:
    """Make this process undumpable: no core file, and no other process of the user may look into it."""
    return _control(_PR_SET_DUMPABLE, 0)


def leave_network() -> bool:
    """Move into a network namespace without any interface, through a user namespace where the process is not root."""
    if _libc is None:
        return False
    return any(_libc.unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET))


def _control(option: int, value: int) -> bool:
    return _libc is not None and bool(_libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) == 0)
