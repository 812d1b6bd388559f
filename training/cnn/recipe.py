"""The whole recipe: networks of several widths and seeds, trained one after the other, that answer as one."""

from collections.abc import Callable
from pathlib import Path

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
    """Train every member in a folder of its own, keeping finished ones, and join their best checkpoints into one.

    Returns the path of the joined checkpoint.

    Raises:
        RunMismatchError: if a folder holds a run with other settings or other data.

    """
    open_run(out_folder, settings.as_json(), settings.seed, dataset.data_sha256)
    targets = make_targets(dataset, settings)
    members = [
        fit(dataset, targets, out_folder / f"member-{number}", settings.for_member(number), report)
        for number in range(len(settings.members))
    ]
    validation = dataset.indices("validation")
    committee = Committee([read_member(member)[0] for member in members]).eval()
    probabilities, _ = predict(committee, dataset, validation)
    reached = accuracy(probabilities, dataset.labels[validation])
    joined = out_folder / COMMITTEE_FILE
    write_committee(joined, members, settings, reached)
    loss = log_loss(probabilities, dataset.labels[validation])
    report(f"{len(members)} networks together: validation log-loss {loss:.3f}, accuracy {reached:.3f}")
    return joined
