"""The measurements of a load test, and which of them are faults."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

QUEUE = 60
# Discord waits so long for a bot to take a command, and then tells the member that it did not.
_ACKNOWLEDGED_S = 3.0
_GROWTH = 1.25


@dataclass(frozen=True)
class Tally:
    """Requests of one sort: how many, how long their answers took, and which got none or several."""

    expected: int
    lost: int
    doubled: int
    p50_s: float
    p95_s: float

    @classmethod
    def of(cls, asked: Mapping[int, float], answered: Mapping[int, float], answers: Mapping[int, int]) -> "Tally":
        """Count by when each was asked and answered, and by how many answers each got in the end."""
        took = [answered[number] - asked[number] for number in asked.keys() & answered.keys()] or [0.0]
        return cls(
            expected=len(asked),
            lost=sum(not answers.get(number) for number in asked),
            doubled=sum(answers.get(number, 0) > 1 for number in asked),
            p50_s=round(float(np.quantile(took, 0.5)), 2),
            p95_s=round(float(np.quantile(took, 0.95)), 2),
        )

    def faults(self, what: str) -> list[str]:
        """Return in words what must not have happened to ``what``."""
        words = [f"{self.lost} {what} got no answer"] if self.lost else []
        return [*words, f"{self.doubled} {what} got several answers"] if self.doubled else words


@dataclass(frozen=True)
class LoadReport:
    """How a run went: posts with songs, commands and buttons, answers nobody asked for, and the bot meanwhile.

    Memory is in MiB, early and at the end; ``late`` are commands that Discord would have given up. ``digests_due``:
    how many digests were due, of ``digests`` that came; ``likes`` is how many reactions members gave.
    """

    seconds: float
    members: int
    acts: int
    posts: Tally
    commands: Tally
    unasked: int
    late: int
    longest_queue: int
    bot_mib: tuple[float, float]
    workers_mib: tuple[float, float]
    exit_status: int | None
    digests_due: int = 0
    digests: int = 0
    likes: int = 0

    def faults(self) -> list[str]:
        """Return what must not have happened, in words."""
        checks = {
            f"{self.unasked} replies that nobody asked for": self.unasked > 0,
            f"{self.digests} digests instead of {self.digests_due}": self.digests != self.digests_due,
            f"{self.late} commands were taken too late": self.late > 0,
            f"{self.longest_queue} songs in the queue": self.longest_queue > QUEUE,
            f"the bot's memory grew by {_growth(self.bot_mib):.0%}": _growth(self.bot_mib) > _GROWTH - 1,
            f"the workers' memory grew by {_growth(self.workers_mib):.0%}": _growth(self.workers_mib) > _GROWTH - 1,
            f"the bot ended with {self.exit_status}": self.exit_status != 0,
        }
        faults = self.posts.faults("posts") + self.commands.faults("commands")
        return faults + [words for words, wrong in checks.items() if wrong]


def early_and_late(values: Sequence[float]) -> tuple[float, float]:
    """Return the medians of the second and the last fifth of the values: the first is still warming up."""
    fifth = max(1, len(values) // 5)
    early, late = values[fifth : 2 * fifth] or values, values[-fifth:]
    return (round(float(np.median(early)), 1), round(float(np.median(late)), 1)) if values else (0.0, 0.0)


def late_ones(asked: Mapping[int, float], acknowledged: Mapping[int, float]) -> int:
    """Return how many commands were taken after Discord's patience had ended."""
    return sum(acknowledged[number] - asked[number] > _ACKNOWLEDGED_S for number in asked.keys() & acknowledged.keys())


def unasked_ones(replied: Collection[int], posted: Collection[int]) -> int:
    """Return how many messages were answered that hold no song."""
    return len(set(replied) - set(posted))


def _growth(early_and_late_mib: tuple[float, float]) -> float:
    early, late = early_and_late_mib
    return late / max(early, 1.0) - 1
