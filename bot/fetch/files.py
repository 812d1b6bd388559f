"""Untrusted bytes written to disk: counted, hashed, and checked for their kind while they are written."""

import errno
import hashlib
import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path

from bot.fetch.errors import StorageFullError, TooLargeError
from bot.fetch.magic import HEAD_BYTES, refuse_what_is_no_audio

_UNSAFE_IN_NAME = re.compile(r"[^\w .,'()&+\[\]-]")
_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file in the private temporary folder, which exists until its context ends.

    ``sha256`` is the hash of its content in hexadecimal, ``size`` is in bytes, ``name`` is the sanitised name that the
    sender gave it.
    """

    path: Path
    sha256: str
    size: int
    name: str


def harmless_name(name: str) -> str:
    """Return the last part of a file name without control characters and mark-up, or ``song``."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _UNSAFE_IN_NAME.sub("", last).strip(" .")[:_MAX_NAME] or "song"


class Sink:
    """A new file of mode 0600 that takes at most ``max_bytes`` and refuses what is not audio by its first bytes.

    Methods raise :class:`FetchError`; the caller must call :meth:`remove` in the end.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        """Create the file, which must not exist."""
        self._path = path
        self._max_bytes = max_bytes
        self._size = 0
        self._head = b""
        self._checked = False
        # A download that timed out is closed while its last write may still run in a thread.
        self._lock = threading.Lock()
        self._hash = hashlib.sha256()
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)

    def write(self, chunk: bytes) -> None:
        """Add bytes; nothing beyond the limit is written."""
        with self._lock:
            self._size += len(chunk)
            if self._size > self._max_bytes:
                raise TooLargeError(f"more than {self._max_bytes} bytes")
            self._hash.update(chunk)
            if not self._checked:
                self._head += chunk[: HEAD_BYTES - len(self._head)]
                self._check_kind(complete=False)
            self._write_all(chunk)

    def finish(self, name: str) -> FetchedFile:
        """Check the kind of a file shorter than the checked head, and return the file."""
        self._check_kind(complete=True)
        return FetchedFile(self._path, self._hash.hexdigest(), self._size, harmless_name(name))

    def close(self) -> None:
        """Close the file without deleting it."""
        with self._lock:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def remove(self) -> None:
        """Close the file and delete it."""
        self.close()
        self._path.unlink(missing_ok=True)

    def _check_kind(self, *, complete: bool) -> None:
        if not self._checked and (complete or len(self._head) >= HEAD_BYTES):
            refuse_what_is_no_audio(self._head)
            self._checked = True

    def _write_all(self, chunk: bytes) -> None:
        try:
            rest = memoryview(chunk)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise StorageFullError(os.strerror(error.errno)) from error
            raise
