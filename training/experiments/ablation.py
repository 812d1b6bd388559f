"""What each ingredient of the network's recipe brings: short trainings that differ from it in one thing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from models.genres.probabilities import log_softmax
from training.data.dataset import Dataset
from training.fit.cnn.settings import Settings
from training.runs import RunFolder
from training.tables import read_table, write_table

if TYPE_CHECKING:
    from training.data.features import CachedOutputs

TABLE_FILE = "ablation.csv"
THE_RECIPE = "the recipe"
DISTILLED = "the predictions of several finished networks in half of the targets"
CHANGES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        THE_RECIPE: {},
        "no soft labels": {"soft_share": 0.0},
        "smoothed labels instead of soft ones": {"soft_share": 0.0, "smoothing": 0.1},
        "no teacher's embedding": {"teacher_weight": 0.0},
        "soft labels in half of the target": {"soft_share": 0.5},
        "a similarity target": {"similarity_weight": 4.0},
        "columns in the order of the song, from its start": {"reorder": False},
        "no lost columns": {"lost_columns": 0.0},
        "a third of the images looped as short clips are": {"looped": 0.33},
        "songs mixed (mixup)": {"mixup": 0.2, "cut_probability": 0.0},
        "songs joined in time (CutMix)": {"mixup": 0.2, "cut_probability": 1.0},
        "no equaliser": {"equaliser_db": 0.0},
        "an equaliser of 9 dB": {"equaliser_db": 9.0},
        "top bands lost twice as often": {"codec": 0.4},
        "no masks over bands": {"mask_bands": 0},
        "no masks over time": {"mask_frames": 0},
        "masks twice as wide": {"mask_bands": 16, "mask_frames": 8},
        "weights not averaged": {"average": 0.0},
        "copies of an image count each": {"share_copies": False},
        "kernels without the positions of their bands": {"positions": False},
        "the mean over time instead of attention": {"attention": False},
        "all 128 columns a step": {"crop": 128},
        "computed in 32 bits": {"bfloat16": False},
    }
)


def measure_ablations(
    dataset: Dataset,
    run: Path,
    settings: Settings,
    report: Callable[[str], None],
    processes: int = 1,
    finished: "CachedOutputs | None" = None,
) -> list[dict[str, str]]:
    """Train one network with each change, from the same seed and for as many epochs, and write ``ablation.csv``.

    ``finished`` is what trained networks predicted for all tracks; with it, one more network learns from that. Returns
    a row a change: its name, epochs, and the best epoch's validation accuracy and log-loss. What an interrupted call
    left is kept.
    """
    from training.fit.cnn.recipe import Job, fit_each
    from training.fit.cnn.targets import SoftLabels, make_targets, with_predictions

    soft_labels = SoftLabels.of(dataset)
    jobs = {}
    for name, change in CHANGES.items():
        changed = replace(settings.for_member(0), **change)
        jobs[name] = Job(make_targets(dataset, changed, soft_labels), run / name.replace(" ", "-"), changed)
    if finished is not None:
        training = dataset.indices("training")
        predictions = np.exp(log_softmax(finished.logits[training])).astype(np.float32)
        targets = with_predictions(jobs[THE_RECIPE].targets, predictions, training)
        jobs[DISTILLED] = replace(jobs[THE_RECIPE], targets=targets, folder=run / "distilled")
    fit_each(dataset, list(jobs.values()), report, processes)
    rows = []
    for name, job in jobs.items():
        best = min(RunFolder(job.folder).curves(), key=lambda row: float(row["validation_log_loss"]))
        measured = {"accuracy": best["validation_accuracy"], "log_loss": best["validation_log_loss"]}
        rows.append({"change": name, "epochs": str(settings.epochs), **measured})
    write_table(run / TABLE_FILE, list(rows[0]), rows)
    return rows


def describe_ablations(path: Path) -> str:
    """Return the model card's section about an ``ablation.csv``."""
    rows = read_table(path)
    lines = [
        "## One change at a time",
        "",
        f"One network, {rows[0]['epochs']} epochs each, same seed; validation, best epoch by log-loss:",
        "",
        "| what | accuracy | log-loss | difference |",
        "| --- | --- | --- | --- |",
    ]
    recipe = float(rows[0]["log_loss"])
    for row in rows:
        loss = float(row["log_loss"])
        lines.append(f"| {row['change']} | {float(row['accuracy']):.1%} | {loss:.3f} | {loss - recipe:+.3f} |")
    return "\n".join([*lines, ""])
