"""The private temporary folder: files that only this process reads, gone when it closes, swept when it died."""

import fcntl
import os
import secrets
import shutil
import tempfile
from pathlib import Path

_PREFIX = "cratedigger-"
_LOCK = ".lock"


class PrivateFolder:
    """A folder of mode 0700 under the system's temporary one, held by a lock that dies with the process.

    Opening one removes those that processes of the same user left behind.
    """

    def __init__(self) -> None:
        """Sweep what is left of dead processes and make the folder."""
        _sweep(Path(tempfile.gettempdir()))
        # Locked before it gets the name that a sweep looks for.
        making = Path(tempfile.mkdtemp(prefix=f".{_PREFIX}"))
        self._lock = os.open(making / _LOCK, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.path = making.rename(making.with_name(making.name.removeprefix(".")))

    def new_path(self) -> Path:
        """Return an unused random path without a suffix: a file's name must never decide what it is."""
        return self.path / secrets.token_hex(16)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        try:
            if folder.stat().st_uid == os.getuid():
                _remove_if_abandoned(folder)
        except OSError:
            continue


def _remove_if_abandoned(folder: Path) -> None:
    lock = os.open(folder / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
