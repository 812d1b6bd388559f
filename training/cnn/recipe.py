"""The whole recipe: a first round of networks, and one more that learns from their common opinion."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.cnn.checkpoint import read_checkpoint
from training.cnn.loop import fit
from training.cnn.metrics import predict
from training.cnn.settings import Settings
from training.cnn.targets import make_targets
from training.dataset import Dataset

FINAL_FOLDER = "final"


def follow_recipe(dataset: Dataset, out_folder: Path, settings: Settings, report: Callable[[str], None]) -> Path:
    """Train ``settings.companions`` networks, then the final one, each in its folder; finished ones are kept.

    Returns the final network's best checkpoint.

    Raises:
        RunMismatchError: if a folder holds a run with other settings or other data.

    """
    targets = make_targets(dataset, settings)
    checkpoints = []
    for number in range(1, settings.companions + 1):
        companion = replace(settings, seed=settings.seed * 1000 + number, epochs=settings.companion_epochs)
        checkpoints.append(fit(dataset, targets, out_folder / f"companion-{number}", companion, report))
    if checkpoints:
        targets = make_targets(dataset, settings, common_opinion(dataset, checkpoints))
    return fit(dataset, targets, out_folder / FINAL_FOLDER, settings, report)


def common_opinion(dataset: Dataset, checkpoints: Sequence[Path]) -> NDArray[np.float32]:
    """Return the mean probabilities [n, labels] of several networks on the training tracks, zero elsewhere."""
    training = dataset.indices("training")
    opinion = np.zeros((len(dataset), len(dataset.label_names)), dtype=np.float32)
    for checkpoint in checkpoints:
        opinion[training] += predict(read_checkpoint(checkpoint).network, dataset, training)[0] / len(checkpoints)
    return opinion
