"""Music of another archive, analysed by the shipped models."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.analyzer import Analyzer
from tests.audio_files import music_files
from training.__main__ import app
from training.evaluate.cross_dataset import FolderResult, describe_cross_dataset, write_cross_dataset


@pytest.fixture(scope="module", params=[False, True], ids=["ensemble", "answer"])
def column(request: pytest.FixtureRequest) -> str:
    """Whether the folder is named after what the images say or after what the bot answers."""
    return "answer" if request.param else "ensemble"


@pytest.fixture(scope="module")
def genres(column: str) -> list[str]:
    """What the models say of two songs."""
    analyzer = Analyzer.load(tagger=column == "answer")
    return [analyzer.analyze(path, top=0).archive[0].genre for path in music_files()[:2]]


@pytest.fixture
def collection(tmp_path: Path, genres: list[str]) -> Path:
    """A folder named after a genre, with a song of it and a file that is none; one with a name of its own; a stray."""
    named = tmp_path / genres[0].replace("-", "").lower()
    for folder, song in ((named, music_files()[0]), (tmp_path / "unknown words", music_files()[1])):
        folder.mkdir()
        shutil.copy(song, folder)
    (named / "notes.mp3").write_text("no audio at all")
    (tmp_path / "readme.txt").write_text("not a folder")
    return tmp_path


def test_folders_that_are_named_like_a_genre_are_measured_and_others_left_out(
    collection: Path, genres: list[str], column: str, tmp_path: Path
) -> None:
    kept = tmp_path / "cross-dataset.json"
    done = CliRunner().invoke(app, ["cross-dataset", "--audio", str(collection), "--out", str(kept)])
    assert done.exit_code == 0, done.output
    (result,) = json.loads(done.stdout)
    assert (result["genre"], result["clips"]) == (genres[0], 1)
    assert result["right"][column] == 1.0
    assert f"| {result['folder']} | {genres[0]} | 1 |" in describe_cross_dataset(kept)


def test_another_folder_is_measured_as_what_it_is_said_to_be(collection: Path, genres: list[str], column: str) -> None:
    other = next(genre for genre in ("Folk", "Hip-Hop", "Rock") if genre not in genres)
    done = CliRunner().invoke(app, ["cross-dataset", "--audio", str(collection), "--means", f"unknown words={other}"])
    by_genre = {result["genre"]: result["right"][column] for result in json.loads(done.stdout)}
    assert by_genre == {genres[0]: 1.0, other: 0.0}


def test_a_collection_of_other_genres_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "yodelling").mkdir()
    done = CliRunner().invoke(app, ["cross-dataset", "--audio", str(tmp_path)])
    assert done.exit_code == 1
    assert "no folder that is named like one of" in " ".join(done.stderr.split())


def test_a_genre_that_the_models_do_not_know_is_one_sentence(collection: Path) -> None:
    done = CliRunner().invoke(app, ["cross-dataset", "--audio", str(collection), "--means", "unknown words=Yodelling"])
    assert done.exit_code == 1
    assert "'Yodelling'" in done.stderr


def test_results_are_described_as_they_were_written(tmp_path: Path) -> None:
    right = {"cnn": 0.5, "lgbm": 0.25, "ensemble": 0.75, "answer": 1.0}
    write_cross_dataset(tmp_path / "kept.json", [FolderResult("metal", "Rock", 4, right)])
    described = describe_cross_dataset(tmp_path / "kept.json")
    assert "| metal | Rock | 4 | 50% | 25% | 75% | 100% |" in described
    assert "| mean of the folders | | 4 | 50% | 25% | 75% | 100% |" in described
