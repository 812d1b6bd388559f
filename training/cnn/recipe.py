"""The whole recipe: several small networks, two rounds of training, one committee that answers as one."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.cnn.checkpoint import read_member, write_committee
from training.cnn.loop import fit
from training.cnn.metrics import accuracy, log_loss, predict
from training.cnn.network import Committee
from training.cnn.settings import Settings
from training.cnn.targets import make_targets
from training.dataset import Dataset
from training.runs import open_run

COMMITTEE_FILE = "best.pt"


def follow_recipe(dataset: Dataset, out_folder: Path, settings: Settings, report: Callable[[str], None]) -> Path:
    """Train every member, round by round, in folders of their own, and join their best checkpoints into one.

    What is finished already is kept; what was interrupted goes on from its last epoch.

    Returns the path of the joined checkpoint.

    Raises:
        RunMismatchError: if a folder holds a run with other settings or other data.

    """
    open_run(out_folder, settings.as_json(), settings.seed, dataset.data_sha256)
    numbers = range(len(settings.members))
    targets = make_targets(dataset, settings)
    members = [
        fit(dataset, targets, out_folder / f"member-{number}", settings.for_member(number), report)
        for number in numbers
    ]
    if settings.second_epochs:
        targets = make_targets(dataset, settings, common_opinion(dataset, members))
        members = [
            fit(dataset, targets, out_folder / f"second-{number}", settings.for_second_round(number), report, first)
            for number, first in enumerate(members)
        ]
    return _join(dataset, members, out_folder / COMMITTEE_FILE, settings, report)


def common_opinion(dataset: Dataset, members: Sequence[Path]) -> NDArray[np.float32]:
    """Return the probabilities [training tracks, labels] that the networks in ``members`` agree on."""
    network = Committee([read_member(member)[0] for member in members]).eval()
    return predict(network, dataset, dataset.indices("training"))[0]


def _join(
    dataset: Dataset, members: Sequence[Path], joined: Path, settings: Settings, report: Callable[[str], None]
) -> Path:
    validation = dataset.indices("validation")
    committee = Committee([read_member(member)[0] for member in members]).eval()
    probabilities, _ = predict(committee, dataset, validation)
    reached = accuracy(probabilities, dataset.labels[validation])
    write_committee(joined, members, settings, reached)
    loss = log_loss(probabilities, dataset.labels[validation])
    report(f"{len(members)} networks together: validation log-loss {loss:.3f}, accuracy {reached:.3f}")
    return joined
