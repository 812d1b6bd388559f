import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from benchmarks.load_test import load_rows
from tests.load.report import LoadReport, Tally

WELL = Tally(45, 0, 0, 1.0, 5.0)
GOOD = LoadReport(1200, 200, 60, WELL, replace(WELL, p95_s=2.0), 0, 0, 10, (90.0, 91.8), (300.0, 315.0), 0)


def _kept(report: LoadReport, folder: Path) -> Path:
    path = folder / "load.json"
    path.write_text(json.dumps(asdict(report)), encoding="utf-8")
    return path


def test_what_a_busy_server_showed_becomes_rows(tmp_path: Path) -> None:
    rows = list(load_rows(_kept(GOOD, tmp_path)))
    assert [row.value for row in rows] == pytest.approx([5.0, 2.0, 0, 10, 1.02, 1.05])
    assert all(row.reached for row in rows)
    assert "45 posts of 200 members in 20 min" in rows[0].detail


def test_an_answer_that_did_not_come_or_came_twice_misses_the_bound(tmp_path: Path) -> None:
    bad = replace(GOOD, posts=replace(WELL, lost=1), commands=replace(WELL, doubled=2), unasked=1)
    (row,) = [row for row in load_rows(_kept(bad, tmp_path)) if "lost" in row.what]
    assert (row.value, row.reached) == (4, False)


def test_without_a_run_there_are_no_rows(tmp_path: Path) -> None:
    assert list(load_rows(tmp_path / "load.json")) == []
