"""What every executor of songs reports about its workers, be they processes here or on other machines."""

import threading
from abc import abstractmethod
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Executor

from bot.sandbox.limits import Protections


class Restarts:
    """Counts replaced workers by cause; safe for several threads."""

    def __init__(self) -> None:
        """Start at nothing."""
        self._lock = threading.Lock()
        self._causes: Counter[str] = Counter()

    def note(self, cause: str) -> None:
        """Count one more."""
        with self._lock:
            self._causes[cause] += 1

    def by_cause(self) -> Mapping[str, int]:
        """Return the counts so far."""
        with self._lock:
            return dict(self._causes)


class SupervisedExecutor(Executor):
    """An executor whose workers load the models once, stay warm, and are replaced when they fail."""

    @property
    @abstractmethod
    def is_warm(self) -> bool:
        """Whether a worker has its models loaded, so that a song can be analysed at once."""

    @property
    def protections(self) -> Protections | None:
        """What is in force in a worker; None before one is warm, and where workers do not report it."""
        return None

    @abstractmethod
    def restarts(self) -> Mapping[str, int]:
        """Return how many workers were replaced, by cause."""

    @abstractmethod
    def resident_bytes(self) -> int:
        """Return the resident memory of the workers on this machine."""
