"""Stages of a run."""

from pathlib import Path

from training.stages import Stages


def test_a_stage_runs_once_for_the_same_inputs_and_again_for_others(tmp_path: Path) -> None:
    said, made = _run(tmp_path, "run", seed=1), tmp_path / "out" / "trees.txt"
    assert said == ["trees ..."]
    assert made.read_text() == "1"
    assert _run(tmp_path, "run", seed=1) == ["trees: unchanged"]
    assert _run(tmp_path, "run", seed=2) == ["trees ..."]
    assert made.read_text() == "2"


def test_a_stage_runs_again_where_another_run_has_written_over_its_output(tmp_path: Path) -> None:
    _run(tmp_path, "first", seed=1)
    _run(tmp_path, "second", seed=2)
    assert _run(tmp_path, "first", seed=1) == ["trees ..."]
    assert (tmp_path / "out" / "trees.txt").read_text() == "1"


def test_a_stage_runs_again_where_its_note_is_damaged_or_its_output_is_gone(tmp_path: Path) -> None:
    _run(tmp_path, "run", seed=1)
    (tmp_path / "run" / "trees.stage.json").write_text("{")
    assert _run(tmp_path, "run", seed=1) == ["trees ..."]
    (tmp_path / "out" / "trees.txt").unlink()
    assert _run(tmp_path, "run", seed=1) == ["trees ..."]


def _run(folder: Path, run: str, seed: int) -> list[str]:
    """Grow "trees" of a seed into one folder of results, and return what was said."""
    said: list[str] = []
    output = folder / "out" / "trees.txt"
    for made in (folder / run, output.parent):
        made.mkdir(exist_ok=True)
    Stages(folder / run, said.append).run("trees", {"seed": seed}, [output], lambda: _write(output, seed))
    return said


def _write(output: Path, seed: int) -> None:
    output.write_text(str(seed))
