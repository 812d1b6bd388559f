"""``python -m benchmarks``: a table for people and the same as JSON."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.load_test import SEEN
from benchmarks.rows import Row

_RESULTS = Path(__file__).with_name("results.json")
_GROUPS = ["analysis", "processes", "throughput", "growth", "search", "database", "server", "serving", "load"]
_MARKS = {True: "yes", False: "no", None: "-"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table and the JSON, and keep the JSON beside the code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and memory here and now.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each subject is timed (7)")
    parser.add_argument(
        "--python", default=sys.executable, help="interpreter of the environment whose processes are measured"
    )
    parser.add_argument("--only", nargs="+", choices=_GROUPS, default=_GROUPS, help="which groups of rows (all)")
    parser.add_argument("--small", action="store_true", help="little of everything, to see that it runs")
    parser.add_argument("--out", type=Path, default=_RESULTS, help="where the JSON is kept")
    parser.add_argument("--load", type=Path, default=SEEN, help="what python -m tests.load --json kept")
    options = parser.parse_args(arguments)
    # As the workers have it: several BLAS threads make products this small ten times slower on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    rows = list(_rows(options))
    Console().print(_table(rows))
    measured = {row.what: row.as_json() for row in rows}
    text = json.dumps({"machine": _machine(), "rows": list({**_kept(options), **measured}.values())}, indent=2)
    options.out.write_text(text + "\n", encoding="utf-8")
    print(text)  # noqa: T201 - what this command is for
    return 0


def _rows(options: argparse.Namespace) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for group in options.only:
            yield from _group(group, folder, options)


def _group(group: str, folder: Path, options: argparse.Namespace) -> Iterator[Row]:
    from benchmarks import (
        analysis_time,
        databases,
        large_server,
        load_test,
        memory_growth,
        processes,
        search,
        serving,
        songs,
        throughput,
    )

    match group:
        case "analysis":
            yield from analysis_time.analysis_rows(
                songs.four_minutes(folder), songs.half_an_hour(folder), options.rounds
            )
        case "processes":
            yield from processes.process_rows(songs.four_minutes(folder), options.python)
        case "throughput":
            yield from throughput.throughput_rows(songs.four_minutes(folder), folder, options.small)
        case "growth":
            yield from memory_growth.memory_growth_rows(songs.varied(folder), options.python, options.small)
        case "search":
            yield from search.search_rows(folder, options.rounds, options.small)
        case "database":
            yield from databases.database_rows(folder, options.small)
        case "server":
            yield from large_server.server_rows(folder, options.small)
        case "serving":
            yield from serving.serving_rows(songs.four_minutes(folder).read_bytes(), options.small, options.python)
        case "load":
            yield from load_test.load_rows(options.load)


def _kept(options: argparse.Namespace) -> dict[str, Any]:
    """Return the rows of earlier runs, where only some groups are measured now."""
    if options.only == _GROUPS or not options.out.is_file():
        return {}
    return {row["what"]: row for row in json.loads(options.out.read_text(encoding="utf-8"))["rows"]}


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
