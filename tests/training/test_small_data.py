"""A data folder as somebody's first one is: few songs, none for a test, and nobody knows the artists."""

import csv
import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

pytest.importorskip("torch", reason="training the network needs PyTorch")
pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.manifest import open_artifacts
from training.__main__ import app
from training.fit.trees import TreeSettings

pytestmark = [pytest.mark.training, pytest.mark.timeout(600)]

SONGS_OF_A_GENRE = 3


def _train(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _first_songs(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the first songs of each genre in the training and the validation split, without their artists."""
    kept: list[dict[str, str]] = []
    for row in rows:
        alike = [other for other in kept if (other["genre"], other["split"]) == (row["genre"], row["split"])]
        if row["split"] != "test" and len(alike) < SONGS_OF_A_GENRE:
            kept.append(row | {"artist": ""})
    return kept


@pytest.fixture(scope="module")
def small(toy_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with nine songs to learn from and nine for validation."""
    folder = tmp_path_factory.mktemp("small")
    with (toy_data / "tracks.csv").open(newline="") as stream:
        rows = _first_songs(list(csv.DictReader(stream)))
    with (folder / "tracks.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    places = np.array([int(row["track_id"]) - 1 for row in rows])
    for name in ("logmel128.npz", "vggish128.npz"):
        with np.load(toy_data / name) as archive:
            np.savez(folder / name, **{key: archive[key][places] for key in archive.files})
    return folder


@pytest.fixture(scope="module")
def built(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "artifacts"
    few = out.parent / "trees.json"
    few.write_text(json.dumps(asdict(TreeSettings(rounds=60))))
    options = ("--run", out.parent / "run", "--epochs", 1, "--members", 1, "--trees", few)
    done = _train("all", "--data", small, "--out", out, *map(str, options))
    assert done.exit_code == 0, done.output
    return out


def test_nine_songs_and_no_test_split_are_trained_on_and_described(built: Path) -> None:
    assert open_artifacts(built).has("genre_lgbm.txt")
    card = (built / "MODEL_CARD.md").read_text()
    assert "| validation | ensemble |" in card
    assert "| test |" not in card


def test_songs_by_nobody_known_are_not_by_the_same_artist(built: Path, small: Path) -> None:
    done = _train("evaluate", "--data", small, "--artifacts", built, "--json")
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert (result["split"], result["tracks"]) == ("validation", 9)
    assert (result["recommender"]["hit_queries"], result["recommender"]["precision_queries"]) == (0, 9)
    assert result["recommender"]["genre_precision_at_10"] > 0


def test_a_test_split_that_is_not_there_is_one_sentence(built: Path, small: Path) -> None:
    done = _train("evaluate", "--data", small, "--artifacts", built, "--split", "test")
    assert done.exit_code == 1
    assert "has no test track" in " ".join(done.stderr.split())
    assert done.stdout == ""


@pytest.mark.slow
def test_the_spread_is_that_of_the_splits_that_are_there(built: Path, small: Path, tmp_path: Path) -> None:
    network = ("--network", built / "genre_cnn.onnx")
    done = _train("seed-variance", "--data", small, "--run", tmp_path, "--seeds", "2", *network)
    assert done.exit_code == 0, done.output
    figures = json.loads((tmp_path / "seed-variance.json").read_text())["figures"]
    assert {name.split()[0] for name in figures} == {"validation"}
    assert {name.split()[1] for name in figures} == {"cnn", "lgbm", "ensemble", "recommender"}


@pytest.mark.slow
def test_a_network_that_exports_to_another_is_one_sentence(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.fit.cnn.onnx_file.TOLERANCE", -1.0)
    options = ("--run", tmp_path / "run", "--epochs", 1, "--members", 1)
    done = _train("all", "--data", small, "--out", tmp_path / "out", *map(str, options))
    assert done.exit_code == 1
    assert "differs by" in done.stderr
    assert "Traceback" not in done.output
    (call,) = json.loads((tmp_path / "run" / "cost.json").read_text())
    assert "minutes" not in call
