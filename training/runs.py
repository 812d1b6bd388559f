"""A run folder: with what settings, on what data and versions something was trained, and how it went."""

import csv
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

SETTINGS_FILE = "run.json"
CURVES_FILE = "curves.csv"
PLOT_FILE = "curves.png"
PACKAGES = ("numpy", "scikit-learn", "lightgbm", "torch", "onnx", "onnxruntime", "librosa")


class RunMismatchError(Exception):
    """A run folder that belongs to another run; the message is one sentence naming what differs."""


@dataclass(frozen=True, slots=True)
class RunFolder:
    """A folder with ``run.json`` (settings, seed, data hash, versions), ``curves.csv`` and ``curves.png``."""

    path: Path

    def append_curves(self, values: Mapping[str, float | int]) -> None:
        """Add one row to the curves; a row whose first value is there already replaces it and all that follow it."""
        rows = [row for row in self.curves() if float(row[next(iter(values))]) < float(next(iter(values.values())))]
        rows.append({name: str(value) for name, value in values.items()})
        unfinished = self.path / (CURVES_FILE + ".part")
        with unfinished.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, fieldnames=list(values))
            writer.writeheader()
            writer.writerows(rows)
        unfinished.replace(self.path / CURVES_FILE)

    def curves(self) -> list[dict[str, str]]:
        """Return the rows of the curves so far, oldest first."""
        path = self.path / CURVES_FILE
        if not path.exists():
            return []
        with path.open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))

    def plot(self, panels: Mapping[str, Sequence[str]]) -> None:
        """Draw the curves over their first column into ``curves.png``: one panel a title, with the named columns."""
        from matplotlib.figure import Figure

        rows = self.curves()
        if not rows:
            return
        across = next(iter(rows[0]))
        figure = Figure(figsize=(5 * len(panels), 3.6), layout="constrained")
        for place, (title, names) in enumerate(panels.items(), start=1):
            axes = figure.add_subplot(1, len(panels), place, title=title, xlabel=across)
            for name, marker in zip(names, "os^v", strict=False):
                axes.plot(
                    [float(row[across]) for row in rows], [float(row[name]) for row in rows], f"-{marker}", label=name
                )
            axes.legend()
        figure.savefig(self.path / PLOT_FILE, dpi=110)


def open_run(path: Path, settings: Mapping[str, Any], seed: int, data_sha256: str) -> RunFolder:
    """Create a run folder, or open the one that is there to resume it.

    Raises:
        RunMismatchError: if the folder holds a run with other settings, another seed or other data.

    """
    wanted = {"settings": dict(settings), "seed": seed, "data_sha256": data_sha256}
    described = path / SETTINGS_FILE
    if described.exists():
        _check_same(path, json.loads(described.read_text(encoding="utf-8")), json.loads(json.dumps(wanted)))
        return RunFolder(path)
    path.mkdir(parents=True, exist_ok=True)
    described.write_text(json.dumps(wanted | {"versions": versions()}, indent=2) + "\n", encoding="utf-8")
    return RunFolder(path)


def _check_same(path: Path, found: dict[str, Any], wanted: dict[str, Any]) -> None:
    for name in ("data_sha256", "seed"):
        if found.get(name) != wanted[name]:
            raise RunMismatchError(f"{path} holds a run with another {name}: choose another folder or remove it.")
    for name in sorted(found.get("settings", {}).keys() | wanted["settings"].keys()):
        if found["settings"].get(name) != wanted["settings"].get(name):
            raise RunMismatchError(f"{path} holds a run with another {name}: choose another folder or remove it.")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the installed packages that decide a result."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
