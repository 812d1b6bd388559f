"""Files that are named on the command line and are not there, or not what they should be: reported before any work."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from training.__main__ import app


@pytest.mark.parametrize(
    "arguments",
    [
        ("report", "--seed-variance", "missing"),
        ("report", "--ablation", "missing"),
        ("report", "--cross-dataset", "missing"),
        ("report", "--run", "missing"),
        ("ablate", "--run", "run", "--outputs", "missing"),
        ("all", "--out", "out", "--network", "missing"),
        ("all", "--out", "out", "--trees", "missing"),
        ("seed-variance", "--run", "run", "--network", "missing"),
        ("seed-variance", "--run", "run", "--trees", "missing"),
    ],
    ids=" ".join,
)
def test_a_file_that_is_not_there_is_reported_before_anything_is_read(
    toy_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, [*arguments, "--data", str(toy_data)])
    assert done.exit_code == 2
    assert "'missing' does not exist" in " ".join(done.stderr.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("all", "--out", "out"), ("seed-variance", "--run", "run")], ids=" ".join)
def test_settings_that_are_none_are_one_sentence_and_no_training(
    toy_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "found.json").write_text("[]")
    done = CliRunner().invoke(app, [*command, "--data", str(toy_data), "--trees", "found.json"])
    assert done.exit_code == 1
    assert "found.json is not an object of" in " ".join(done.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["found.json"]
