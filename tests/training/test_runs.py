import json
from pathlib import Path

import pytest

from training.runs import RunMismatchError, open_run


def test_a_run_says_with_what_it_was_made(tmp_path: Path) -> None:
    open_run(tmp_path / "run", {"rate": 0.1, "widths": (1, 2)}, 5, "abc")
    described = json.loads((tmp_path / "run" / "run.json").read_text())
    assert described["settings"] == {"rate": 0.1, "widths": [1, 2]}
    assert (described["seed"], described["data_sha256"]) == (5, "abc")
    assert described["versions"].keys() >= {"python", "numpy"}


def test_the_same_run_is_opened_again_with_its_curves(tmp_path: Path) -> None:
    open_run(tmp_path, {"widths": (1, 2)}, 5, "abc").append_curves({"epoch": 1, "loss": 2.5})
    again = open_run(tmp_path, {"widths": (1, 2)}, 5, "abc")
    again.append_curves({"epoch": 2, "loss": 2.0})
    assert [row["loss"] for row in again.curves()] == ["2.5", "2.0"]


@pytest.mark.parametrize(
    ("settings", "seed", "data", "named"),
    [({"rate": 0.2}, 5, "abc", "rate"), ({"rate": 0.1}, 6, "abc", "seed"), ({"rate": 0.1}, 5, "abd", "data_sha256")],
)
def test_another_run_is_refused_by_what_differs(
    tmp_path: Path, settings: dict[str, float], seed: int, data: str, named: str
) -> None:
    open_run(tmp_path, {"rate": 0.1}, 5, "abc")
    with pytest.raises(RunMismatchError, match=f"another {named}"):
        open_run(tmp_path, settings, seed, data)


def test_an_epoch_that_is_done_again_replaces_its_row_and_what_followed(tmp_path: Path) -> None:
    run = open_run(tmp_path, {}, 1, "abc")
    for epoch, loss in ((1, 3.0), (2, 2.0), (3, 1.0), (2, 1.5)):
        run.append_curves({"epoch": epoch, "loss": loss})
    assert [(row["epoch"], row["loss"]) for row in run.curves()] == [("1", "3.0"), ("2", "1.5")]


def test_curves_become_a_picture(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="plots need matplotlib, which is not installed")
    run = open_run(tmp_path, {}, 1, "abc")
    run.plot({"loss": ("loss",)})
    assert not (tmp_path / "curves.png").exists()
    run.append_curves({"epoch": 1, "loss": 2.5})
    run.plot({"loss": ("loss",)})
    assert (tmp_path / "curves.png").read_bytes().startswith(b"\x89PNG")
