"""One line of the table, and how a time is taken."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A measured value, its bound, and what it was made of; ``value`` is None where it could not be measured."""

    what: str
    value: float | None
    target: float
    unit: str
    detail: str = ""
    at_least: bool = False

    @property
    def reached(self) -> bool | None:
        """Whether the target was reached; None where nothing was measured."""
        if self.value is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def as_json(self) -> dict[str, Any]:
        """Return the row's values by name."""
        return {**asdict(self), "reached": self.reached}


def rounds(
    subjects: Mapping[str, Callable[[], object]], count: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Return each subject's median seconds on ``clock`` over ``count`` rounds, after one that does not count.

    The subjects take turns, so that whatever else the machine does falls on all of them alike.
    """
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for subject in subjects.values():
        subject()
    for _ in range(count):
        for name, subject in subjects.items():
            started = clock()
            subject()
            seconds[name].append(clock() - started)
    return {name: median(values) for name, values in seconds.items()}
