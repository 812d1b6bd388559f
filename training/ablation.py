"""What each ingredient of the network's recipe brings: short trainings that differ from it in one thing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from training.cnn.settings import Settings
from training.dataset import Dataset
from training.runs import RunFolder
from training.tables import write_table

TABLE_FILE = "ablation.csv"
CHANGES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "the recipe": {},
        "no soft labels": {"soft_share": 0.0},
        "smoothed labels instead of soft ones": {"soft_share": 0.0, "smoothing": 0.1},
        "no teacher's embedding": {"teacher_weight": 0.0},
        "no similarity target": {"similarity_weight": 0.0},
        "no mixing of songs": {"mixup": 0.0},
        "no equaliser": {"equaliser_db": 0.0},
        "no masks": {"mask_bands": 0, "mask_frames": 0},
        "all 128 columns a step": {"crop": 128},
        "weights not averaged": {"average": 0.0},
    }
)


def measure_ablations(
    dataset: Dataset, run: Path, settings: Settings, report: Callable[[str], None]
) -> list[dict[str, str]]:
    """Train one network with each change, from the same seed and for as many epochs, and write ``ablation.csv``.

    Returns a row a change: its name, and the best epoch's validation accuracy and log-loss. What an interrupted call
    left is kept.
    """
    from training.cnn.loop import fit
    from training.cnn.targets import make_targets

    rows = []
    for name, change in CHANGES.items():
        changed = replace(settings.for_member(0), **change)
        folder = run / name.replace(" ", "-")
        fit(dataset, make_targets(dataset, changed), folder, changed, report)
        rows.append({"change": name} | _best(folder))
        write_table(run / TABLE_FILE, list(rows[0]), rows)
    return rows


def _best(folder: Path) -> dict[str, str]:
    best = min(RunFolder(folder).curves(), key=lambda row: float(row["validation_log_loss"]))
    return {"accuracy": best["validation_accuracy"], "log_loss": best["validation_log_loss"]}
