"""Landlock: file and TCP access limited to a list (landlock(7), Linux 5.13 and later)."""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

from bot.sandbox.kernel import system_call

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _RULE_PATH_BENEATH, _RULE_PORT = 1, 1, 2
_WRITE_FILE, _READ_FILE, _READ_DIR, _REMOVE_FILE, _MAKE_FILE, _TRUNCATE = (
    1 << 1,
    1 << 2,
    1 << 3,
    1 << 5,
    1 << 8,
    1 << 14,
)
_CONNECT = 1 << 1
# Every right that a version of the interface knows, so that whatever is not granted below is denied.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_RIGHTS = 0b11  # bind and connect TCP, from version 4
_SCOPES = 0b11  # abstract sockets and signals towards processes outside, from version 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _PortRule(ctypes.Structure):
    _fields_ = (("allowed", ctypes.c_uint64), ("port", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def _version() -> int:
    """Return the kernel's Landlock interface version; 0 where there is none."""
    return max(0, system_call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG)))


def restrict(readable: Iterable[Path], *, folder: Path | None = None, port: int | None = None) -> int:
    """Restrict this thread, and all it starts, to reading below ``readable``, where missing paths are passed over.

    ``folder`` may be written to as well, and ``port`` connected to by TCP; from interface version 4 on no other may be.
    Returns the version in force, 0 where the kernel did not restrict anything. Call after ``no_new_privs``.
    """
    interface = _version()
    if not interface:
        return 0
    ruleset = _create(interface)
    if ruleset < 0:
        return 0
    try:
        for path in readable:
            _allow(ruleset, path, _READ_FILE | _READ_DIR)
        if folder is not None:
            rights = _READ_FILE | _READ_DIR | _WRITE_FILE | _REMOVE_FILE | _MAKE_FILE | _TRUNCATE
            _allow(ruleset, folder, rights & _FILE_RIGHTS[min(interface, 5)])
        if port is not None and interface >= 4:
            _add_rule(ruleset, _RULE_PORT, _PortRule(_CONNECT, port))
        restricted = system_call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0
    finally:
        os.close(ruleset)
    return interface if restricted else 0


def _create(interface: int) -> int:
    rights = _Ruleset(
        files=_FILE_RIGHTS[min(interface, 5)],
        network=_NETWORK_RIGHTS if interface >= 4 else 0,
        scopes=_SCOPES if interface >= 6 else 0,
    )
    known = 8 if interface < 4 else 16 if interface < 6 else 24
    return system_call(_CREATE_RULESET, ctypes.byref(rights), ctypes.c_size_t(known), ctypes.c_uint32(0))


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        _add_rule(ruleset, _RULE_PATH_BENEATH, _PathRule(rights if path.is_dir() else rights & _READ_FILE, parent))
    finally:
        os.close(parent)


def _add_rule(ruleset: int, rule_type: int, rule: ctypes.Structure) -> None:
    system_call(_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(rule_type), ctypes.byref(rule), ctypes.c_uint32(0))
