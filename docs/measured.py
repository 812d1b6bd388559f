"""The numbers page: every row that ``make bench`` measured, with how that is done and what it means."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

_RESULTS = Path(__file__).resolve().parent.parent / "benchmarks" / "results.json"
NOT_MEASURED = "*Nothing was measured here yet: `make bench` does it.*"
_SONG = "4-minute mp3, warm, whole analysis"
_REPLY = "reply, 1 song at a time, p50"
_STAGE = re.compile(r"(\w+) (\d+) ms")
_EXPLAINED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["rows"]


def results() -> list[dict[str, Any]]:
    """Return the rows that are kept; none where nothing was measured yet."""
    if not _RESULTS.is_file():
        return []
    rows: list[dict[str, Any]] = json.loads(_RESULTS.read_text(encoding="utf-8"))["rows"]
    return rows


def explanation(what: str) -> str | None:
    """Return how a row is measured and what it means; None for a row that nobody explained."""
    return next((row["means"] for row in _EXPLAINED if re.search(row["called"], what)), None)


def numbers_table() -> str:
    """Return every measured row with its bound, what it was made of, and what it means."""
    lines = ["| what | measured | to reach | how, and what it means |", "| --- | ---: | ---: | --- |"]
    for row in results():
        value = "-" if row["value"] is None else f"{row['value']:.2f} {row['unit']}"
        bound = f"{'>=' if row['at_least'] else '<='} {row['target']:g} {row['unit']}"
        marked = value if row["reached"] is not False else f"**{value}**"
        made_of = f" *({row['detail']})*" if row["detail"] else ""
        lines.append(f"| {row['what']} | {marked} | {bound} | {explanation(row['what'])}{made_of} |")
    return "\n".join(lines) if len(lines) > 2 else NOT_MEASURED


def stages_table() -> str:
    """Return where the time of a song goes, stage by stage, from one analysis and from one reply."""
    rows = {row["what"]: row for row in results()}
    if _SONG not in rows:
        return NOT_MEASURED
    stages = [(name, int(took)) for name, took in _STAGE.findall(rows[_SONG]["detail"])]
    analysis = 1000 * rows[_SONG]["value"]
    stages.append(("rest of the analysis", max(0, round(analysis - sum(took for _, took in stages)))))
    if _REPLY in rows:
        stages.append(("reply", max(0, round(1000 * rows[_REPLY]["value"] - analysis))))
    whole = max(1, sum(took for _, took in stages))
    lines = ["| stage | milliseconds | share |", "| --- | ---: | ---: |"]
    lines += [f"| {name} | {took} | {took / whole:.0%} |" for name, took in stages]
    return "\n".join(lines)
