"""The numbers on the capacity page, worked out from what ``make bench`` measured."""

import json
import math
from pathlib import Path
from typing import Any

_RESULTS = Path(__file__).resolve().parent.parent / "benchmarks" / "results.json"
_NOT_MEASURED = "*Nothing was measured here yet: `make bench` does it.*"
# What the plan supposes of a server: songs a day, and the share of them that comes in the busiest hour.
SONGS_A_DAY = 5
BUSIEST_HOUR = 0.1
# A machine that is always at work makes people wait: so much of what it can do is planned with.
_PLANNED = 0.6
_SERVERS = (100, 1_000, 10_000, 100_000)
_SERVERS_A_SHARD = 1_000
_THROUGHPUT = "songs a minute, 4-minute mp3s, two local workers"


def _results() -> list[dict[str, Any]]:
    if not _RESULTS.is_file():
        return []
    rows: list[dict[str, Any]] = json.loads(_RESULTS.read_text(encoding="utf-8"))["rows"]
    return rows


def measured_table() -> str:
    """Return every measured row with what was to be reached."""
    lines = ["| what | measured | to reach | made of |", "| --- | ---: | ---: | --- |"]
    for row in _results():
        value = "-" if row["value"] is None else f"{row['value']:.2f} {row['unit']}"
        bound = ">=" if row["at_least"] else "<="
        lines.append(f"| {row['what']} | {value} | {bound} {row['target']:g} {row['unit']} | {row['detail']} |")
    return "\n".join(lines) if len(lines) > 2 else _NOT_MEASURED


def capacity_table() -> str:
    """Return how many two-core machines and shards so many servers need."""
    measured = [row["value"] for row in _results() if row["what"] == _THROUGHPUT and row["value"]]
    if not measured:
        return _NOT_MEASURED
    lines = [
        "| servers | songs a minute in the busiest hour | two-core machines that listen | shards |",
        "| ---: | ---: | ---: | ---: |",
    ]
    for servers in _SERVERS:
        songs = servers * SONGS_A_DAY * BUSIEST_HOUR / 60
        machines = math.ceil(songs / (_PLANNED * measured[0]))
        lines.append(f"| {servers:,} | {songs:,.0f} | {machines:,} | {math.ceil(servers / _SERVERS_A_SHARD):,} |")
    return "\n".join(lines)
