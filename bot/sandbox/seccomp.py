"""Seccomp: system calls that analysing a song never needs are refused in every thread (seccomp(2))."""

import ctypes
import errno
import os
import struct

from bot.sandbox.kernel import IS_LINUX, MACHINE, system_call

# Numbers for x86_64 and for aarch64 (the kernel's unistd.h); None where the machine has no such call.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # no network, no talk with other processes
    "socket": (41, 198),
    "socketpair": (53, 199),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept": (43, 202),
    "accept4": (288, 242),
    "connect": (42, 203),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    # no other programs, no reach into other processes
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setscheduler": (144, 119),
    "sched_setparam": (142, 118),
    "sched_setattr": (314, 274),
    # no namespaces, mounts, keys, modules, clocks, nor rarely used parts of the kernel
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "fanotify_init": (300, 262),
    "memfd_secret": (447, 447),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "adjtimex": (159, 171),
    "clock_adjtime": (305, 266),
    "personality": (135, 92),
    "quotactl": (179, 60),
    "syslog": (103, 116),
    "iopl": (172, None),
    "ioperm": (173, None),
    "modify_ldt": (154, None),
}
# Architecture names of audit.h, then the numbers of seccomp, clone, clone3, tgkill and prlimit64.
_MACHINES = {"x86_64": (0xC000003E, 317, 56, 435, 234, 302), "aarch64": (0xC00000B7, 277, 220, 435, 131, 261)}

_SET_MODE_FILTER, _FLAG_ALL_THREADS = 1, 1
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_ARCHITECTURE, _AT_FIRST_ARGUMENT = 0, 4, 16
_X32_CALLS = 0x40000000
_CLONE_THREAD = 0x00010000

_Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def refuse_needless_calls() -> bool:
    """Install the filter for all threads; returns whether it is in force. Call after ``no_new_privs``."""
    if not IS_LINUX or MACHINE not in _MACHINES:
        return False
    code = b"".join(struct.pack("=HBBI", *instruction) for instruction in _program(os.getpid()))
    program = _Program(len(code) // 8, code)
    number = _MACHINES[MACHINE][1]
    flags = ctypes.c_uint(_FLAG_ALL_THREADS)
    return system_call(number, ctypes.c_uint(_SET_MODE_FILTER), flags, ctypes.byref(program)) == 0


def _program(own_pid: int) -> list[_Instruction]:
    architecture, _, clone, clone3, tgkill, prlimit = _MACHINES[MACHINE]
    column = 0 if MACHINE == "x86_64" else 1
    refused = [numbers[column] for numbers in _REFUSED.values()]
    return [
        (_LOAD, 0, 0, _AT_ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        _answer(_KILL),
        (_LOAD, 0, 0, _AT_NUMBER),
        (_AT_LEAST, 0, 1, _X32_CALLS),
        _answer(_ERRNO | errno.EPERM),
        *(step for number in refused if number is not None for step in _refuse(number, errno.EPERM)),
        # Its flags lie in memory that a filter cannot see; without it the C library falls back to clone.
        *_refuse(clone3, errno.ENOSYS),
        *_only_if(clone, _ANY_BIT, _CLONE_THREAD),
        *_only_if(tgkill, _EQUAL, own_pid),
        *_only_if(prlimit, _EQUAL, 0),
        _answer(_ALLOW),
    ]


def _answer(value: int) -> _Instruction:
    return (_RETURN, 0, 0, value)


def _refuse(number: int, error: int) -> list[_Instruction]:
    return [(_EQUAL, 0, 1, number), _answer(_ERRNO | error)]


def _only_if(number: int, comparison: int, value: int) -> list[_Instruction]:
    """Allow a call where its first argument compares so, refuse it otherwise."""
    return [
        (_EQUAL, 0, 4, number),
        (_LOAD, 0, 0, _AT_FIRST_ARGUMENT),
        (comparison, 0, 1, value),
        _answer(_ALLOW),
        _answer(_ERRNO | errno.EPERM),
    ]
