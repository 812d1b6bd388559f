"""What a model card rests on besides what is measured while it is written."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Evidence:
    """A run folder, the ``spread.json`` and ``ablation.csv`` of its recipe, the ``elsewhere.json`` of its artifacts."""

    run: Path | None = None
    spread: Path | None = None
    ablation: Path | None = None
    elsewhere: Path | None = None
