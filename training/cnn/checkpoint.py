"""A best checkpoint read back."""

from dataclasses import dataclass
from pathlib import Path

import torch

from training.cnn.network import GenreNetwork
from training.cnn.settings import Settings


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A trained network in evaluation mode, with what it was trained for."""

    network: GenreNetwork
    settings: Settings
    labels: tuple[str, ...]
    data_sha256: str
    epoch: int
    validation_accuracy: float
    validation_log_loss: float


def read_checkpoint(path: Path) -> Checkpoint:
    """Load a checkpoint written by training; the weights only, no code."""
    content = torch.load(path, weights_only=True)
    settings = Settings.from_json(content["settings"])
    network = GenreNetwork(settings, len(content["labels"]), content["teacher_size"])
    network.load_state_dict(content["weights"])
    network.eval()
    return Checkpoint(
        network,
        settings,
        tuple(content["labels"]),
        content["data_sha256"],
        content["epoch"],
        content["validation_accuracy"],
        content["validation_log_loss"],
    )
