"""How good the headline genre is on labelled sound: per source and genre, confident answers, calibration."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.genres.probabilities import LogProbabilities
from training.evaluate.metrics import accuracy, calibration_error, log_loss

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class HeadlineMetrics:
    """Fractions over clips: ``accuracy``, ``log_loss`` in nats, ``calibration_error`` over 15 bins.

    ``confident``: the share of confident answers, ``right_when_confident``: the share of those that are right, nan
    where there are none. ``recall``: by genre. ``confusion``: how often a genre (key) is named as another.
    """

    clips: int
    accuracy: float
    log_loss: float
    calibration_error: float
    confident: float
    right_when_confident: float
    recall: dict[str, float]
    confusion: dict[str, dict[str, int]]

    def as_json(self) -> dict[str, Any]:
        """Return the metrics as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


def measure_headline(
    logs: LogProbabilities, wanted: NDArray[np.int64], confident: NDArray[np.bool_], labels: tuple[str, ...]
) -> HeadlineMetrics:
    """Measure log-probabilities [n, labels] against the ``wanted`` labels [n]; ``confident``: bool [n]."""
    probabilities = np.exp(logs)
    named = probabilities.argmax(axis=1)
    right = named == wanted
    present = sorted(set(wanted.tolist()))
    return HeadlineMetrics(
        clips=len(wanted),
        accuracy=accuracy(probabilities, wanted),
        log_loss=log_loss(probabilities, wanted),
        calibration_error=calibration_error(probabilities, wanted),
        confident=float(confident.mean()),
        right_when_confident=float(right[confident].mean()) if confident.any() else float("nan"),
        recall={labels[genre]: float(right[wanted == genre].mean()) for genre in present},
        confusion={labels[genre]: _named(named[wanted == genre], labels) for genre in present},
    )


def _named(named: NDArray[np.int64], labels: tuple[str, ...]) -> dict[str, int]:
    places, counts = np.unique(named, return_counts=True)
    best_first = np.argsort(-counts, kind="stable")
    return {labels[int(places[index])]: int(counts[index]) for index in best_first}
