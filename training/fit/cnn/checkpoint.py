"""What a training leaves: the weights of its networks, and what they were trained for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.data.dataset import Dataset
from training.fit.cnn.network import GenreNetwork, NetworkEnsemble
from training.fit.cnn.settings import Settings


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A trained ensemble in evaluation mode, with what it was trained for and each member's own settings."""

    network: NetworkEnsemble
    settings: tuple[Settings, ...]
    labels: tuple[str, ...]
    data_sha256: str
    epochs: tuple[int, ...]
    validation_accuracy: float


def describe_member(
    network: GenreNetwork, dataset: Dataset, settings: Settings, epoch: int, reached: float
) -> dict[str, Any]:
    """Return one network's checkpoint: plain values and tensors only."""
    return {
        "weights": network.state_dict(),
        "settings": settings.as_json(),
        "labels": list(dataset.label_names),
        "teacher_size": network.teacher_size,
        "data_sha256": dataset.data_sha256,
        "epoch": epoch,
        "validation_accuracy": reached,
    }


def rebuild(content: dict[str, Any]) -> GenreNetwork:
    """Return the network of one member's checkpoint, in evaluation mode."""
    network = GenreNetwork(Settings.from_json(content["settings"]), len(content["labels"]), content["teacher_size"])
    network.load_state_dict(content["weights"])
    return network.eval()


def read_ensemble(path: Path) -> Checkpoint:
    """Read a file of several members' checkpoints; tensors and plain values only, no code."""
    content = torch.load(path, map_location="cpu", weights_only=True)
    members = content["members"]
    return Checkpoint(
        NetworkEnsemble([rebuild(member) for member in members]).eval(),
        tuple(Settings.from_json(member["settings"]) for member in members),
        tuple(members[0]["labels"]),
        members[0]["data_sha256"],
        tuple(member["epoch"] for member in members),
        content["validation_accuracy"],
    )


def save(path: Path, content: dict[str, Any]) -> None:
    """Write a checkpoint such that an interruption leaves the old one whole."""
    unfinished = path.with_suffix(".part")
    torch.save(content, unfinished)
    unfinished.replace(path)
