"""The whole recipe: several small networks, trained side by side, joined into an ensemble."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch

from training.data.dataset import Dataset, load
from training.data.parallel import local_processes
from training.evaluate.metrics import accuracy, log_loss
from training.fit.cnn.checkpoint import rebuild, save
from training.fit.cnn.loop import fit
from training.fit.cnn.network import NetworkEnsemble
from training.fit.cnn.prediction import predict
from training.fit.cnn.settings import Settings
from training.fit.cnn.targets import SoftLabels, Targets, make_targets
from training.runs import open_run

_CHECKPOINT_FILE = "best.pt"


def follow_recipe(
    dataset: Dataset, out_folder: Path, settings: Settings, report: Callable[[str], None], processes: int = 1
) -> Path:
    """Train every member in a folder of its own, and join their best checkpoints into one.

    What is finished already is kept; what was interrupted goes on from its last epoch. With several ``processes``
    members train side by side to the same weights, and print their progress themselves.

    Returns the path of the joined checkpoint.

    Raises:
        RunMismatchError: if a folder holds a run with other settings or other data.

    """
    open_run(out_folder, settings.as_json(), settings.seed, dataset.data_sha256)
    targets = make_targets(dataset, settings, SoftLabels.of(dataset))
    jobs = [
        Job(targets, out_folder / f"member-{number}", settings.for_member(number))
        for number in range(len(settings.members))
    ]
    members = fit_each(dataset, jobs, report, processes)
    return _join(dataset, members, out_folder / _CHECKPOINT_FILE, settings, report)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """One network to train: what it learns, the folder it is kept in, its settings."""

    targets: Targets
    folder: Path
    settings: Settings


def fit_each(dataset: Dataset, jobs: Sequence[Job], report: Callable[[str], None], processes: int) -> Sequence[Path]:
    """Train a network for every job, side by side in several ``processes``, and return their best checkpoints."""
    if min(processes, len(jobs)) <= 1:
        return [fit(dataset, job.targets, job.folder, job.settings, report) for job in jobs]
    with local_processes(min(processes, len(jobs))) as pool:
        return list(pool.map(partial(_fit_alone, dataset.folder), jobs))


def _fit_alone(data: Path, job: Job) -> Path:
    return fit(load(data), job.targets, job.folder, job.settings, partial(print, flush=True))


def _join(
    dataset: Dataset, members: Sequence[Path], joined: Path, settings: Settings, report: Callable[[str], None]
) -> Path:
    validation = dataset.indices("validation")
    contents = [torch.load(member, map_location="cpu", weights_only=True) for member in members]
    ensemble = NetworkEnsemble([rebuild(content) for content in contents]).eval()
    probabilities, _ = predict(ensemble, dataset, validation)
    reached = accuracy(probabilities, dataset.labels[validation])
    save(joined, {"members": contents, "settings": settings.as_json(), "validation_accuracy": reached})
    loss = log_loss(probabilities, dataset.labels[validation])
    report(f"{len(members)} networks together: validation log-loss {loss:.3f}, accuracy {reached:.3f}")
    return joined
