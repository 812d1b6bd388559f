"""The pictures of the model card."""

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from training.evaluate.metrics import calibration_bins, per_genre

Probabilities = NDArray[np.float64]
Labels = NDArray[np.int64]


def _figure(width: float = 5.2, height: float = 4.2) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.add_subplot()


def plot_reliability(path: Path, probabilities: Probabilities, labels: Labels) -> None:
    """Draw accuracy against the top probability in 15 bins, each dot as large as its share of the songs."""
    bins = calibration_bins(probabilities, labels)
    filled = bins[bins[:, 0] > 0]
    figure, axes = _figure()
    axes.plot([0, 1], [0, 1], "--", color="0.6", label="perfect")
    axes.plot(filled[:, 1], filled[:, 2], "-", color="tab:blue")
    axes.scatter(filled[:, 1], filled[:, 2], s=8 + 900 * filled[:, 0] / filled[:, 0].sum(), label="measured")
    axes.set(xlabel="top probability", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1), title="Reliability")
    axes.legend(loc="upper left")
    figure.savefig(path, dpi=110)


def plot_confusion(path: Path, probabilities: Probabilities, labels: Labels, names: tuple[str, ...]) -> None:
    """Draw which genre is taken for which, each row adding up to 100 %."""
    count = len(names)
    counts = np.zeros((count, count))
    np.add.at(counts, (labels, probabilities.argmax(axis=1)), 1)
    shares = 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure, axes = _figure(6.4, 5.6)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=100)
    for row, column in np.ndindex(count, count):
        color = "white" if shares[row, column] > 50 else "black"
        axes.text(column, row, f"{shares[row, column]:.0f}", ha="center", va="center", color=color)
    axes.set_xticks(range(count), names, rotation=45, ha="right")
    axes.set_yticks(range(count), names)
    axes.set(xlabel="predicted", ylabel="labelled", title="Confusion, % of a label's songs")
    figure.savefig(path, dpi=110)


def plot_coverage(path: Path, probabilities: Probabilities, labels: Labels, threshold: float) -> None:
    """Draw the accuracy of the surest predictions against their share of all songs."""
    top = probabilities.max(axis=1)
    order = np.argsort(-top, kind="stable")
    right = (probabilities.argmax(axis=1) == labels)[order]
    coverage = np.arange(1, len(right) + 1) / len(right)
    figure, axes = _figure()
    first = min(20, len(right) - 1)
    axes.plot(coverage[first:], (np.cumsum(right) / np.arange(1, len(right) + 1))[first:])
    axes.axvline(float((top >= threshold).mean()), linestyle="--", color="0.5", label="confident predictions")
    axes.set(xlabel="share of songs", ylabel="share that was right", title="Accuracy against coverage")
    axes.legend()
    figure.savefig(path, dpi=110)


def plot_genres(path: Path, probabilities: Probabilities, labels: Labels, names: tuple[str, ...]) -> None:
    """Draw precision and recall of each genre."""
    rows = np.array(per_genre(probabilities.argmax(axis=1), labels, len(names)))
    place = np.arange(len(names))
    figure, axes = _figure(6.4, 4.2)
    axes.bar(place - 0.2, rows[:, 0], 0.4, label="precision", hatch="//", edgecolor="white")
    axes.bar(place + 0.2, rows[:, 1], 0.4, label="recall")
    axes.set_xticks(place, names, rotation=45, ha="right")
    axes.set(ylim=(0, 1), title="Precision and recall by genre")
    axes.legend()
    figure.savefig(path, dpi=110)
