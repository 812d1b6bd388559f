"""A run folder: with what settings, on what data and versions something was trained, and how it went."""

import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

from training.tables import read_table, write_table

_SETTINGS_FILE = "run.json"
CURVES_FILE = "curves.csv"
_PLOT_FILE = "curves.png"
_COST_FILE = "cost.json"
_PACKAGES = ("numpy", "scikit-learn", "lightgbm", "torch", "onnx", "onnxruntime", "librosa")


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
        write_table(unfinished, list(values), rows)
        unfinished.replace(self.path / CURVES_FILE)

    def curves(self) -> list[dict[str, str]]:
        """Return the rows of the curves so far, oldest first."""
        path = self.path / CURVES_FILE
        return read_table(path) if path.exists() else []

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
        figure.savefig(self.path / _PLOT_FILE, dpi=110)


def open_run(path: Path, settings: Mapping[str, Any], seed: int, data_sha256: str) -> RunFolder:
    """Create a run folder, or open the one that is there to resume it.

    Raises:
        RunMismatchError: if the folder holds a run with other settings, another seed or other data.

    """
    described = path / _SETTINGS_FILE
    if not described.exists():
        return begin_run(path, settings, seed, data_sha256)
    known = json.loads(described.read_text(encoding="utf-8")).get("settings", {})
    check_run(path, dict.fromkeys(known) | dict(settings), seed, data_sha256)
    return RunFolder(path)


def check_run(path: Path, settings: Mapping[str, Any], seed: int, data_sha256: str) -> None:
    """Raise RunMismatchError if the folder holds a run with another seed, other data or another of these settings."""
    described = path / _SETTINGS_FILE
    if not described.exists():
        return
    found = json.loads(described.read_text(encoding="utf-8"))
    _check_same(path, found, {"data_sha256": data_sha256, "seed": seed})
    _check_same(path, found.get("settings", {}), json.loads(json.dumps(dict(settings))))


def _check_same(path: Path, found: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    for name in sorted(wanted):
        if found.get(name) != wanted[name]:
            raise RunMismatchError(f"{path} holds a run with another {name}: choose another folder or remove it.")


def begin_run(path: Path, settings: Mapping[str, Any], seed: int, data_sha256: str) -> RunFolder:
    """Create a run folder, or begin the one that is there anew, without its curves."""
    path.mkdir(parents=True, exist_ok=True)
    for name in (CURVES_FILE, _PLOT_FILE):
        (path / name).unlink(missing_ok=True)
    content = {"settings": dict(settings), "seed": seed, "data_sha256": data_sha256, "versions": _versions()}
    _write(path / _SETTINGS_FILE, content)
    return RunFolder(path)


@contextmanager
def recorded_cost(path: Path, began: float, report: Callable[[str], None]) -> Iterator[None]:
    """Note in the run folder's ``cost.json``, and report, how long a call took since ``began`` (``time.monotonic``).

    With it goes the most memory, in GiB, that this process or one that it waited for ever held, None where unknown. A
    call that was stopped stays without an end.
    """
    noted = path / _COST_FILE
    earlier = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else []
    begun = datetime.now(UTC) - timedelta(seconds=time.monotonic() - began)
    call: dict[str, Any] = {"started": begun.isoformat(timespec="seconds")}
    _write(noted, [*earlier, call])
    yield
    peak = None
    if sys.platform != "win32":
        import resource

        most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        peak = round(most / (1 << 30 if sys.platform == "darwin" else 1 << 20), 2)
    call |= {"minutes": round((time.monotonic() - began) / 60, 2), "largest_single_process_gib": peak}
    _write(noted, [*earlier, call])
    report(f"took {call['minutes']} minutes, largest single process {call['largest_single_process_gib']} GiB")


def _write(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _versions() -> dict[str, str]:
    """Return the versions of Python and of the installed packages that decide a result."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
