"""Seccomp: system calls that analysing a song never needs are refused in every thread (seccomp(2))."""

import ctypes
import errno
import os
import struct
from dataclasses import dataclass

from bot.sandbox.kernel import IS_LINUX, MACHINE, system_call
from bot.sandbox.refused_calls import REFUSED


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The architecture's name in audit.h, and the numbers of calls that are refused depending on their arguments."""

    architecture: int
    seccomp: int
    clone: int
    clone3: int
    tgkill: int
    prlimit: int
    sched_setaffinity: int
    prctl: int
    fcntl: int
    ioctl: int
    open: int | None
    openat: int
    openat2: int


_MACHINES = {
    "x86_64": _Numbers(0xC000003E, 317, 56, 435, 234, 302, 203, 157, 72, 16, 2, 257, 437),
    "aarch64": _Numbers(0xC00000B7, 277, 220, 435, 131, 261, 122, 167, 25, 29, None, 56, 437),
}

_SET_MODE_FILTER, _FLAG_ALL_THREADS = 1, 1
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCHITECTURE, _AT_ARGUMENTS = 0, 4, 16
_X32_CALLS = 0x40000000
_CLONE_THREAD = 0x00010000
# Naming threads and memory; everything else would take back a protection, such as dying with the bot.
_PRCTL_ALLOWED = (15, 16, 0x53564D41)
# F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE and F_NOTIFY send signals, to other processes too.
_FCNTL_REFUSED = (8, 10, 15, 1024, 1026)
# FIOASYNC, FIOSETOWN and SIOCSPGRP do the same.
_IOCTL_REFUSED = (0x5452, 0x8901, 0x8902)
# O_WRONLY, O_RDWR, O_CREAT and O_TRUNC.
_OPEN_TO_WRITE = 0o1103

_Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_needless_calls() -> bool:
    """Install the filter for all threads; returns whether it is in force. Call after ``no_new_privs``."""
    if not IS_LINUX or MACHINE not in _MACHINES:
        return False
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in _program(os.getpid()))
    program = _Program(len(code) // 8, code)
    number = _MACHINES[MACHINE].seccomp
    flags = ctypes.c_uint(_FLAG_ALL_THREADS)
    return system_call(number, ctypes.c_uint(_SET_MODE_FILTER), flags, ctypes.byref(program)) == 0


def _program(own_pid: int) -> list[_Instruction]:
    numbers = _MACHINES[MACHINE]
    column = 0 if MACHINE == "x86_64" else 1
    # With this filter no other may come, which could hand calls to a listener.
    refused = [each[column] for each in REFUSED.values()] + [numbers.seccomp]
    return [
        (_LOAD, 0, 0, _AT_ARCHITECTURE),
        (_EQUAL, 1, 0, numbers.architecture),
        _answer(_KILL),
        (_LOAD, 0, 0, _AT_NUMBER),
        (_AT_LEAST, 0, 1, _X32_CALLS),
        _answer(_ERRNO | errno.EPERM),
        *(step for number in refused if number is not None for step in _refuse(number, errno.EPERM)),
        # The arguments of these lie in memory that a filter cannot see; without them the C library uses older calls.
        *_refuse(numbers.clone3, errno.ENOSYS),
        *_refuse(numbers.openat2, errno.ENOSYS),
        *_by_argument(numbers.clone, 0, _ANY_BIT, (_CLONE_THREAD,), allow=True),
        *_by_argument(numbers.tgkill, 0, _EQUAL, (own_pid,), allow=True),
        *_by_argument(numbers.prlimit, 0, _EQUAL, (0,), allow=True),
        *_by_argument(numbers.sched_setaffinity, 0, _EQUAL, (0,), allow=True),
        *_by_argument(numbers.prctl, 0, _EQUAL, _PRCTL_ALLOWED, allow=True),
        *_by_argument(numbers.fcntl, 1, _EQUAL, _FCNTL_REFUSED, allow=False),
        *_by_argument(numbers.ioctl, 1, _EQUAL, _IOCTL_REFUSED, allow=False),
        *(_by_argument(numbers.open, 1, _ANY_BIT, (_OPEN_TO_WRITE,), allow=False) if numbers.open is not None else ()),
        *_by_argument(numbers.openat, 2, _ANY_BIT, (_OPEN_TO_WRITE,), allow=False),
        _answer(_ALLOW),
    ]


def _answer(value: int) -> _Instruction:
    return (_RETURN, 0, 0, value)


def _refuse(number: int, error: int) -> list[_Instruction]:
    return [(_EQUAL, 0, 1, number), _answer(_ERRNO | error)]


def _by_argument(
    number: int, argument: int, comparison: int, values: tuple[int, ...], *, allow: bool
) -> list[_Instruction]:
    """Allow a call where the low half of an argument compares so with one of ``values``, or refuse it just there."""
    answers = _answer(_ALLOW), _answer(_ERRNO | errno.EPERM)
    matching, otherwise = answers if allow else answers[::-1]
    tests = [step for value in values for step in ((comparison, 0, 1, value), matching)]
    return [(_EQUAL, 0, 2 + len(tests), number), (_LOAD, 0, 0, _AT_ARGUMENTS + 8 * argument), *tests, otherwise]
