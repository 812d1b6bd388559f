import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training the network needs PyTorch")
pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.audio.logmel import dequantise
from models.catalog.catalog import Catalog
from models.catalog.query import Query
from models.figures import read_figures
from models.genres.ensemble import GenreModels
from models.manifest import add_optional, open_artifacts, sha256_of

pytestmark = [pytest.mark.training, pytest.mark.timeout(600)]


def _train(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "training", *arguments], capture_output=True, text=True, check=False, timeout=540
    )


@pytest.fixture(scope="module")
def built(toy_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("artifacts")
    done = _train("all", *_options(toy_data, out))
    assert done.returncode == 0, done.stderr
    return out


def _options(data: Path, out: Path) -> list[str]:
    wanted = {"--data": data, "--out": out, "--run": out.parent / "run", "--seed": 1, "--epochs": 2, "--members": 1}
    return [str(part) for pair in wanted.items() for part in pair]


def test_three_other_genres_train_ship_and_classify(built: Path) -> None:
    artifacts = open_artifacts(built)
    models = GenreModels.load(artifacts, 1)
    assert models.labels == ("Drone", "Ticking", "Whistle")
    images = dequantise(np.random.default_rng(1).integers(0, 255, (2, 128, 128)).astype(np.uint8))
    prediction = models.classify(images)
    assert {genre.genre for genre in prediction.genres} == set(models.labels)
    catalog = Catalog.load(artifacts)
    assert catalog.space.axes is not None
    assert catalog.space.axes.names == models.labels
    embedding = catalog.embed(prediction.embedding, prediction.statistics)
    assert len(catalog.recommend(Query(embedding, prediction.segments), 5)) == 5


def test_a_run_keeps_the_curve_of_its_trees_and_what_it_cost(built: Path) -> None:
    trees = built.parent / "run" / "trees"
    described = json.loads((trees / "run.json").read_text())
    assert (described["settings"]["least_in_leaf"], described["seed"]) == (20, 1)
    with (trees / "curves.csv").open() as stream:
        rows = list(csv.DictReader(stream))
    assert [row["rounds"] for row in rows] == [str(rounds) for rounds in range(20, 501, 20)]
    assert float(rows[-1]["validation_accuracy"]) > 0.8
    assert min(float(row["validation_log_loss"]) for row in rows) < 0.9
    assert (trees / "curves.png").read_bytes().startswith(b"\x89PNG")
    call = json.loads((built.parent / "run" / "cost.json").read_text())[0]
    assert 0 < call["minutes"] < 10
    assert call["largest_single_process_gib"] > 0.1


def test_evaluate_prints_one_json_object_of_the_agreed_shape(built: Path, toy_data: Path) -> None:
    done = _train("evaluate", "--data", str(toy_data), "--split", "test", "--artifacts", str(built), "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert list(result) == ["split", "tracks", "cnn", "lgbm", "ensemble", "recommender"]
    assert (result["split"], result["tracks"]) == ("test", 18)
    for name in ("cnn", "lgbm", "ensemble"):
        assert set(result[name]) == {"accuracy", "macro_f1", "log_loss", "calibration_error"}
    assert set(result["recommender"]) == {"hit_at_10", "hit_queries", "genre_precision_at_10", "precision_queries"}
    figures = read_figures(open_artifacts(built))
    assert figures is not None
    assert figures.tracks == result["tracks"]
    for name, figure in (("cnn", figures.network), ("lgbm", figures.trees), ("ensemble", figures.joined)):
        assert figure == pytest.approx(result[name]["accuracy"])
    assert result["recommender"]["precision_queries"] == 36
    assert result["lgbm"]["accuracy"] > 0.8


def test_a_second_run_finds_everything_unchanged_and_leaves_optional_files_alone(built: Path, toy_data: Path) -> None:
    (built / "tagger.onnx").write_bytes(b"not ours")
    add_optional(built, "tagger.onnx")
    before = (built / "genre_lgbm.txt").stat().st_mtime_ns
    done = _train("all", *_options(toy_data, built))
    assert done.returncode == 0, done.stderr
    assert "trees: unchanged" in done.stderr
    assert (built / "genre_lgbm.txt").stat().st_mtime_ns == before
    assert open_artifacts(built).has("tagger.onnx")


@pytest.mark.slow
def test_what_tune_finds_for_a_run_grows_that_runs_trees(built: Path, toy_data: Path, tmp_path: Path) -> None:
    pytest.importorskip("optuna", reason="the search needs the [training] extra")
    run, out = tmp_path / "run", tmp_path / "artifacts"
    shutil.copytree(built.parent / "run", run)
    shutil.copytree(built, out)
    search = ["tune", "--data", str(toy_data), "--run", str(run), "--trials", "1"]
    refused = _train(*search, "--seed", "2")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "another seed" in " ".join(refused.stderr.split())
    done = _train(*search, "--seed", "1")
    assert done.returncode == 0, done.stderr
    found = run / "tuning" / "trees-settings.json"
    assert json.loads(found.read_text()) == json.loads(done.stdout)
    done = _train("all", *_options(toy_data, out), "--trees", str(found))
    assert done.returncode == 0, done.stderr
    assert "network: unchanged" in done.stderr
    assert "trees ..." in done.stderr
    settings = json.loads((run / "trees" / "run.json").read_text())["settings"]
    assert settings == json.loads(found.read_text())
    assert f"[num_leaves: {settings['leaves']}]" in (out / "genre_lgbm.txt").read_text()


def test_a_broken_data_folder_is_one_sentence_and_no_training(tmp_path: Path) -> None:
    done = _train("all", "--data", str(tmp_path), "--out", str(tmp_path / "out"), "--run", str(tmp_path / "run"))
    assert done.returncode == 1
    assert "tracks.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_artifacts_for_other_genres_are_refused(built: Path, toy_data: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "data"
    renamed.mkdir()
    for file in toy_data.iterdir():
        (renamed / file.name).write_bytes(file.read_bytes())
    text = (renamed / "tracks.csv").read_text().replace("Drone", "Dirge")
    (renamed / "tracks.csv").write_text(text)
    done = _train("evaluate", "--data", str(renamed), "--artifacts", str(built), "--json")
    assert done.returncode == 1
    assert "other genres" in done.stderr


@pytest.mark.slow
def test_the_variance_over_seeds_is_measured_and_described(built: Path, toy_data: Path, tmp_path: Path) -> None:
    network = ["--network", str(built / "genre_cnn.onnx")]
    done = _train("seed-variance", "--data", str(toy_data), "--run", str(tmp_path), "--seeds", "2", *network)
    assert done.returncode == 0, done.stderr
    measured = json.loads((tmp_path / "seed-variance.json").read_text())
    assert measured["seeds"] == [1, 2]
    settings = json.loads((tmp_path / "seed-1" / "run.json").read_text())["settings"]
    assert settings["network"] == {"given_sha256": sha256_of(built / "genre_cnn.onnx")}
    first, second = measured["figures"]["validation lgbm log_loss"]
    assert first != second
    same = measured["figures"]["validation cnn log_loss"]
    assert same[0] == same[1]
    assert "trained from 2 seeds" in " ".join(done.stdout.split())
