"""``python -m benchmarks``: a table for people and the same as JSON."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.rows import Row

_RESULTS = Path(__file__).with_name("results.json")
_MARKS = {True: "yes", False: "no", None: "-"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and keep the JSON beside the code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and memory here and now.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each subject is timed (7)")
    parser.add_argument(
        "--python", default=sys.executable, help="interpreter of the environment whose processes are judged"
    )
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where the JSON is kept")
    options = parser.parse_args(arguments)
    # As the workers have it: several BLAS threads make products this small ten times slower on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    rows = list(_rows(options.rounds, options.python))
    Console().print(_table(rows))
    text = json.dumps({"machine": _machine(), "rows": [row.as_json() for row in rows]}, indent=2)
    options.out.write_text(text + "\n", encoding="utf-8")
    print(text)  # noqa: T201 - what this command is for
    return 0


def _rows(rounds: int, python: str) -> Iterator[Row]:
    from benchmarks.listening import listening_rows
    from benchmarks.processes import process_rows
    from benchmarks.songs import four_minutes, half_an_hour

    with tempfile.TemporaryDirectory() as folder:
        song, mix = four_minutes(Path(folder)), half_an_hour(Path(folder))
        yield from listening_rows(song, mix, rounds)
        yield from process_rows(song, python)


def _table(rows: Sequence[Row]) -> Table:
    table = Table(title="What it costs", title_justify="left")
    for column in ("what", "measured", "to reach", "reached", "made of"):
        table.add_column(column, justify="right" if column in ("measured", "to reach") else "left")
    for row in rows:
        measured = "-" if row.value is None else f"{row.value:.2f} {row.unit}"
        bound = ">=" if row.at_least else "<="
        table.add_row(row.what, measured, f"{bound} {row.target:g} {row.unit}", _MARKS[row.reached], row.detail)
    return table


def _machine() -> dict[str, object]:
    return {"python": platform.python_version(), "system": platform.system(), "cpus": os.cpu_count()}


if __name__ == "__main__":
    sys.exit(main())
