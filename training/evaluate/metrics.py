"""Metrics of predictions, as every report of this project uses them, all as fractions."""

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

_BINS = 15
# The least probability that a logarithm is taken of.
_EPSILON = 1e-12

Probabilities = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GenreMetrics:
    """Track-level accuracy, F1 averaged over genres, mean negative log-likelihood, expected calibration error."""

    accuracy: float
    macro_f1: float
    log_loss: float
    calibration_error: float

    def as_json(self) -> dict[str, float]:
        """Return the four numbers by name."""
        return asdict(self)


def measure_genres(probabilities: Probabilities, labels: Labels) -> GenreMetrics:
    """Measure probabilities [n, labels] against labels [n]."""
    chosen = probabilities.argmax(axis=1)
    return GenreMetrics(
        accuracy=accuracy(probabilities, labels),
        macro_f1=float(np.mean([row[2] for row in per_genre(chosen, labels, probabilities.shape[1])])),
        log_loss=log_loss(probabilities, labels),
        calibration_error=calibration_error(probabilities, labels),
    )


def accuracy(probabilities: NDArray[np.floating], labels: Labels) -> float:
    """Return the share of rows [n, labels] whose largest probability is the label's."""
    return float((probabilities.argmax(axis=1) == labels).mean())


def log_loss(probabilities: NDArray[np.floating], labels: Labels) -> float:
    """Return the mean negative logarithm, in nats, of the labels' probabilities in rows [n, labels]."""
    return float(-logarithm(probabilities[np.arange(len(labels)), labels]).mean())


def logarithm(probabilities: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the natural logarithm of probabilities of any shape, those of 0 taken for 1e-12."""
    return np.log(np.maximum(probabilities.astype(np.float64), _EPSILON))


def per_genre(chosen: Labels, labels: Labels, count: int) -> list[tuple[float, float, float]]:
    """Return precision, recall and F1 of each of ``count`` genres; 0 where nothing was chosen or nothing is there."""
    rows = []
    for genre in range(count):
        right = float(((chosen == genre) & (labels == genre)).sum())
        precision = right / max(float((chosen == genre).sum()), 1.0)
        recall = right / max(float((labels == genre).sum()), 1.0)
        rows.append((precision, recall, 2 * precision * recall / max(precision + recall, 1e-12)))
    return rows


def calibration_bins(probabilities: Probabilities, labels: Labels) -> NDArray[np.float64]:
    """Return [15, 3]: count, mean top probability and accuracy of 15 equally wide bins of the top probability."""
    top = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == labels
    place = np.minimum((top * _BINS).astype(int), _BINS - 1)
    count = np.bincount(place, minlength=_BINS).astype(float)
    at_least_one = np.maximum(count, 1)
    sums = (np.bincount(place, weights=values, minlength=_BINS) for values in (top, right.astype(float)))
    return np.stack([count, *(total / at_least_one for total in sums)], axis=1)


def calibration_error(probabilities: Probabilities, labels: Labels) -> float:
    """Return the expected calibration error over 15 bins (Guo et al., "On Calibration of Modern Networks", 2017)."""
    bins = calibration_bins(probabilities, labels)
    return float((bins[:, 0] * np.abs(bins[:, 1] - bins[:, 2])).sum() / max(len(labels), 1))


def perfect_calibration_error(probabilities: Probabilities, seed: int, draws: int = 200) -> float:
    """Return the mean calibration error were the labels drawn from the very probabilities [n, labels]."""
    generator = np.random.default_rng(seed)
    upto = probabilities.cumsum(axis=1)
    drawn = (generator.random((draws, len(upto), 1)) * upto[:, -1:] > upto).sum(axis=2)
    return float(np.mean([calibration_error(probabilities, labels) for labels in drawn]))


def bootstrap_interval(
    probabilities: Probabilities, labels: Labels, seed: int, draws: int = 1000
) -> tuple[float, float]:
    """Return the 2.5th and 97.5th percentile of the calibration error over resampled tracks."""
    generator = np.random.default_rng(seed)
    errors = []
    for _ in range(draws):
        drawn = generator.integers(len(labels), size=len(labels))
        errors.append(calibration_error(probabilities[drawn], labels[drawn]))
    low, high = np.percentile(errors, (2.5, 97.5))
    return float(low), float(high)
