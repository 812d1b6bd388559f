"""The one way bytes of a stranger reach the disk: counted, hashed and judged while they are written."""

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
    """A file in the private temporary folder, for as long as its context lasts.

    ``sha256`` is that of the bytes in hexadecimal, ``size`` their number, ``name`` the sender's, made harmless.
    """

    path: Path
    sha256: str
    size: int
    name: str


def harmless_name(name: str) -> str:
    """Return a file name's last part without control characters, mark-up or excess length, or else ``song``."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _UNSAFE_IN_NAME.sub("", last).strip(" .")[:_MAX_NAME] or "song"


class Sink:
    """A new file of mode 0600 that takes at most ``max_bytes`` and refuses what its first bytes show to be no audio.

    Every method raises :class:`FetchError`; whoever opens a sink calls :meth:`remove` in the end.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        """Make the file; it must not exist."""
        self._path = path
        self._max_bytes = max_bytes
        self._size = 0
        self._head = b""
        self._judged = False
        # A download that runs out of time is closed here while its last write may still run in a thread.
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
            if not self._judged:
                self._head += chunk[: HEAD_BYTES - len(self._head)]
                self._judge(complete=False)
            self._write_all(chunk)

    def finish(self, name: str) -> FetchedFile:
        """Judge what was too short to judge before, and return the file as it lies on the disk."""
        self._judge(complete=True)
        return FetchedFile(self._path, self._hash.hexdigest(), self._size, harmless_name(name))

    def close(self) -> None:
        """Close the file and leave it where it is."""
        with self._lock:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def remove(self) -> None:
        """Close the file and delete it."""
        self.close()
        self._path.unlink(missing_ok=True)

    def _judge(self, *, complete: bool) -> None:
        if not self._judged and (complete or len(self._head) >= HEAD_BYTES):
            refuse_what_is_no_audio(self._head)
            self._judged = True

    def _write_all(self, chunk: bytes) -> None:
        try:
            rest = memoryview(chunk)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise StorageFullError(os.strerror(error.errno)) from error
            raise
