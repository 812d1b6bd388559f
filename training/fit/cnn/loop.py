"""One network's training: epochs, averaged weights, a checkpoint after each, resumed where it stopped."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from training.data.dataset import Dataset
from training.evaluate.metrics import accuracy, log_loss
from training.fit.cnn.augment import augment, mix
from training.fit.cnn.checkpoint import describe_member, save
from training.fit.cnn.device import has_bfloat16, training_device
from training.fit.cnn.network import GenreNetwork
from training.fit.cnn.prediction import predict
from training.fit.cnn.settings import Settings
from training.fit.cnn.targets import Targets
from training.runs import RunFolder, open_run

_LAST_FILE = "last.pt"
_BEST_FILE = "best.pt"
_PLOT_EVERY = 5
_PANELS = {"loss": ("training_loss", "validation_log_loss"), "accuracy": ("validation_accuracy",)}


@dataclass
class _Learner:
    """A network with its average, its optimiser and how far it has come."""

    network: GenreNetwork
    average: AveragedModel
    optimiser: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LRScheduler
    epoch: int = 0
    best_log_loss: float = float("inf")

    @property
    def averaged(self) -> GenreNetwork:
        """The network with the averaged weights."""
        return cast("GenreNetwork", self.average.module)

    def state(self) -> dict[str, Any]:
        """Return all that ``restore`` needs."""
        return {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "epoch": self.epoch,
            "best_log_loss": self.best_log_loss,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Go back to where ``state`` was taken."""
        for name in ("network", "average", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(state[name])
        self.epoch, self.best_log_loss = state["epoch"], state["best_log_loss"]


def fit(
    dataset: Dataset,
    targets: Targets,
    folder: Path,
    settings: Settings,
    report: Callable[[str], None],
) -> Path:
    """Train one network into ``folder``, resuming from its last checkpoint, and return the best checkpoint's path.

    The best is the epoch whose averaged weights have the lowest log-loss on the validation split.

    Raises:
        RunMismatchError: if ``folder`` holds a run with other settings or other data.

    """
    run = open_run(folder, settings.as_json(), settings.seed, dataset.data_sha256)
    torch.set_num_threads(settings.threads)
    learner = _start(dataset, targets, settings)
    if (folder / _LAST_FILE).exists():
        learner.restore(torch.load(folder / _LAST_FILE, map_location="cpu", weights_only=True))
    while learner.epoch < settings.epochs:
        started = time.monotonic()
        torch.manual_seed(settings.seed * 100_003 + learner.epoch)
        loss = _train_epoch(learner, dataset, targets, settings)
        learner.epoch += 1
        _record(learner, dataset, settings, run, loss, time.monotonic() - started, report)
    return folder / _BEST_FILE


def _start(dataset: Dataset, targets: Targets, settings: Settings) -> _Learner:
    torch.manual_seed(settings.seed)
    network = GenreNetwork(settings, len(dataset.label_names), targets.teacher.shape[1])
    network.front.fit(dataset.decibels(dataset.indices("training")))
    network = network.to(training_device(), memory_format=torch.channels_last)  # type: ignore[call-overload]
    matrices = [parameter for parameter in network.parameters() if parameter.ndim > 1]
    vectors = [parameter for parameter in network.parameters() if parameter.ndim <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": settings.weight_decay}, {"params": vectors, "weight_decay": 0.0}],
        lr=settings.learning_rate,
    )
    steps = _steps(dataset, settings)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser,
        settings.learning_rate,
        total_steps=settings.epochs * steps,
        pct_start=min(0.3, settings.warmup / settings.epochs),
        cycle_momentum=False,
    )
    average = AveragedModel(network, multi_avg_fn=_forgetting(settings.average), use_buffers=True)
    return _Learner(network, average, optimiser, schedule)


def _forgetting(decay: float) -> Callable[[Sequence[Tensor], Sequence[Tensor], Tensor | int], None]:
    """Return a moving average that forgets fast at first, so that early checkpoints are of use too."""

    def update(averages: Sequence[Tensor], current: Sequence[Tensor], steps: Tensor | int) -> None:
        share = 1 - min(decay, (1 + int(steps)) / (10 + int(steps)))
        for average, value in zip(averages, current, strict=True):
            if average.is_floating_point():
                average.lerp_(value, share)
            else:
                average.copy_(value)

    return update


def _steps(dataset: Dataset, settings: Settings) -> int:
    return max(1, len(dataset.indices("training")) // settings.batch)


def _train_epoch(learner: _Learner, dataset: Dataset, targets: Targets, settings: Settings) -> float:
    learner.network.train()
    order = dataset.indices("training")[torch.randperm(len(dataset.indices("training"))).numpy()]
    steps = _steps(dataset, settings)
    total = 0.0
    for chosen in np.array_split(order, steps):
        loss = _loss(learner.network, dataset, targets, chosen, settings)
        learner.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learner.network.parameters(), 5.0)
        learner.optimiser.step()
        learner.schedule.step()
        learner.average.update_parameters(learner.network)
        total += float(loss.detach())
    return total / steps


def _loss(
    network: GenreNetwork, dataset: Dataset, targets: Targets, chosen: NDArray[np.int64], settings: Settings
) -> Tensor:
    labels, device = targets.genres.shape[1], network.device
    wanted = torch.from_numpy(np.hstack((targets.genres[chosen], targets.teacher[chosen])))
    # By the processor, which has time for it while a CUDA device computes.
    images = augment(torch.from_numpy(dataset.decibels(chosen)), settings)
    images, wanted = (mixed.to(device) for mixed in mix(images, wanted, settings))
    with torch.autocast(device.type, torch.bfloat16, enabled=settings.bfloat16 and has_bfloat16(device)):
        logits, embedding = (output.float() for output in network(images[:, None]))
    weight = torch.from_numpy(targets.weight[chosen]).to(device)
    loss = (functional.cross_entropy(logits, wanted[:, :labels], reduction="none") * weight).sum() / weight.sum()
    if network.teacher_size:
        teacher = wanted[:, labels:]
        predicted = embedding[:, network.pooled_size :]
        loss = loss + settings.teacher_weight * functional.mse_loss(predicted, teacher)
        if settings.similarity_weight:
            pooled = embedding[:, : network.pooled_size]
            loss = loss + settings.similarity_weight * functional.mse_loss(_cosines(pooled), _cosines(teacher))
    return loss


def _cosines(vectors: Tensor) -> Tensor:
    unit = functional.normalize(vectors, dim=1)
    return unit @ unit.T


def _record(
    learner: _Learner,
    dataset: Dataset,
    settings: Settings,
    run: RunFolder,
    loss: float,
    seconds: float,
    report: Callable[[str], None],
) -> None:
    validation = dataset.indices("validation")
    probabilities, _ = predict(learner.averaged, dataset, validation)
    labels = dataset.labels[validation]
    found = accuracy(probabilities, labels), log_loss(probabilities, labels)
    if found[1] < learner.best_log_loss:
        learner.best_log_loss = found[1]
        save(run.path / _BEST_FILE, describe_member(learner.averaged, dataset, settings, learner.epoch, found[0]))
    save(run.path / _LAST_FILE, learner.state())
    run.append_curves(
        {
            "epoch": learner.epoch,
            "training_loss": round(loss, 5),
            "validation_log_loss": round(found[1], 5),
            "validation_accuracy": round(found[0], 5),
            "seconds": round(seconds, 1),
        }
    )
    if learner.epoch % _PLOT_EVERY == 0 or learner.epoch == settings.epochs:
        run.plot(_PANELS)
    report(
        f"{run.path.name} epoch {learner.epoch}/{settings.epochs}: loss {loss:.3f}, "
        f"validation log-loss {found[1]:.3f}, accuracy {found[0]:.3f}, {seconds:.0f} s"
    )
