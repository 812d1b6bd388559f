import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from training.runs import RunMismatchError, begin_run, check_run, open_run, recorded_cost


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


def test_a_run_is_checked_by_what_is_asked_for_alone(tmp_path: Path) -> None:
    check_run(tmp_path, {"recipe": "shipped"}, 5, "abc")
    assert not (tmp_path / "run.json").exists()
    open_run(tmp_path, {"recipe": "shipped", "epochs": 3}, 5, "abc")
    check_run(tmp_path, {"recipe": "shipped"}, 5, "abc")
    for recipe, seed, data, named in (("original", 5, "abc", "recipe"), ("shipped", 6, "abc", "seed")):
        with pytest.raises(RunMismatchError, match=f"another {named}"):
            check_run(tmp_path, {"recipe": recipe}, seed, data)


def test_a_run_that_is_begun_anew_forgets_its_settings_and_curves(tmp_path: Path) -> None:
    open_run(tmp_path, {"rate": 0.1}, 5, "abc").append_curves({"rounds": 20, "loss": 2.5})
    again = begin_run(tmp_path, {"rate": 0.2}, 5, "abc")
    assert again.curves() == []
    assert json.loads((tmp_path / "run.json").read_text())["settings"] == {"rate": 0.2}


def test_a_call_leaves_its_time_and_the_memory_of_its_largest_process(tmp_path: Path) -> None:
    said: list[str] = []
    with recorded_cost(tmp_path, time.monotonic() - 90, said.append):
        subprocess.run([sys.executable, "-c", "len(b'x' * (400 << 20))"], check=True)
    (call,) = json.loads((tmp_path / "cost.json").read_text())
    assert 1.5 <= call["minutes"] < 2.5
    assert call["largest_single_process_gib"] >= 0.39
    assert said == [f"took {call['minutes']} minutes, largest single process {call['largest_single_process_gib']} GiB"]


def test_a_call_that_broke_off_stays_in_the_list_without_an_end(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), recorded_cost(tmp_path, time.monotonic(), lambda _: None):
        raise KeyboardInterrupt
    with recorded_cost(tmp_path, time.monotonic(), lambda _: None):
        pass
    broken_off, finished = json.loads((tmp_path / "cost.json").read_text())
    assert set(broken_off) == {"started"}
    assert finished["minutes"] < 1


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
