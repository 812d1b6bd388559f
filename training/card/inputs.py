"""What a model card rests on besides what is measured while it is written."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """A run folder, the ``seed-variance.json`` and ``ablation.csv`` of its recipe, and what ``cross-dataset`` wrote."""

    run: Path | None = None
    seed_variance: Path | None = None
    ablation: Path | None = None
    cross_dataset: Path | None = None
