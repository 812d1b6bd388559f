"""Files that brought workers down or used up a budget, by their content: they are not tried for ever."""

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path

from bot.workers.errors import RepeatedCrashError

_MOST_CRASHES = 2
_MOST_FILES = 1024


class CrashList:
    """Counts crashes by a file's SHA-256, for the files that crashed last; safe for several threads."""

    def __init__(self, most_files: int = _MOST_FILES) -> None:
        """Remember at most ``most_files``."""
        self._most_files = most_files
        self._crashes: OrderedDict[tuple[int, str], int] = OrderedDict()
        self._lock = threading.Lock()

    def refuse(self, path: Path) -> None:
        """Raise :class:`RepeatedCrashError` for a file that crashed twice or was too costly once.

        Only files of such a size are hashed.
        """
        size = path.stat().st_size
        with self._lock:
            often = [key for key, crashes in self._crashes.items() if crashes >= _MOST_CRASHES]
        suspects = {digest for length, digest in often if length == size}
        if suspects and _digest(path) in suspects:
            raise RepeatedCrashError("crashed before")

    def note(self, path: Path, *, costly: bool = False) -> None:
        """Count a crash that happened while a worker had this file; a ``costly`` one counts twice at once."""
        key = (path.stat().st_size, _digest(path))
        with self._lock:
            self._crashes[key] = self._crashes.pop(key, 0) + (_MOST_CRASHES if costly else 1)
            while len(self._crashes) > self._most_files:
                self._crashes.popitem(last=False)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
