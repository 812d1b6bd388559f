import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.segments import own_maximum
from models.statistics import song_statistics
from models.trees import GenreTrees
from training.dataset import load
from training.segments import fit_projection
from training.trees import RECIPES, Lesson, train_trees
from training.tuning import tune_trees

QUICK = replace(RECIPES["statistics"], rounds=20, least_in_leaf=5)


@pytest.fixture(scope="module")
def lesson(toy_data: Path) -> Lesson:
    dataset = load(toy_data)
    rows = song_statistics(own_maximum(dataset.decibels(slice(None))))
    training, validation = dataset.indices("training"), dataset.indices("validation")
    answers = np.eye(3, dtype=np.float32)[dataset.labels[training]]
    return Lesson(rows[training], answers, rows[validation], dataset.labels[validation], dataset.artist[validation], 1)


def test_the_same_seed_grows_the_same_trees(lesson: Lesson) -> None:
    assert train_trees(lesson, QUICK, 7, 1) == train_trees(lesson, QUICK, 7, 1)
    assert train_trees(lesson, QUICK, 7, 1) != train_trees(lesson, QUICK, 8, 1)


def test_rounds_are_judged_on_songs_whose_artist_did_not_choose_them(lesson: Lesson) -> None:
    alone = replace(lesson, validation_artists=np.full(len(lesson.validation_artists), "Alone"))
    grown, by_one = train_trees(lesson, QUICK, 1, 1), train_trees(alone, QUICK, 1, 1)
    assert by_one.held_out == pytest.approx(by_one.log_loss) == grown.log_loss


def test_trees_tell_the_toy_genres_apart(lesson: Lesson, toy_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "genre_lgbm.txt"
    path.write_text(train_trees(lesson, QUICK, 1, 1).text)
    dataset = load(toy_data)
    projection = fit_projection(np.random.default_rng(1).normal(size=(4, 10, 256)).astype(np.float32), 1)
    test = dataset.indices("test")
    trees = GenreTrees.load(path, "statistics", projection, 1)
    logs = trees.log_probabilities(own_maximum(dataset.decibels(test)))
    np.testing.assert_allclose(np.exp(logs).sum(axis=1), 1)
    assert (logs.argmax(axis=1) == dataset.labels[test]).mean() > 0.9


def test_a_search_for_settings_goes_on_where_it_stopped_and_ends_no_worse_than_it_began(
    lesson: Lesson, tmp_path: Path
) -> None:
    pytest.importorskip("optuna", reason="the search needs the [training] extra")
    lines: list[str] = []
    tune_trees(lesson, tmp_path, QUICK, trials=1, seed=1, threads=1, report=lines.append)
    best = tune_trees(lesson, tmp_path, QUICK, trials=3, seed=1, threads=1, report=lines.append)
    assert [line.split(":")[0] for line in lines] == ["trial 1", "trial 2", "trial 3"]
    with (tmp_path / "trees-trials.csv").open() as stream:
        tried = list(csv.DictReader(stream))
    assert len(tried) == 3
    assert float(tried[0]["log_loss"]) <= train_trees(lesson, replace(QUICK, rounds=600), 1, 1).held_out + 1e-9
    assert train_trees(lesson, best, 1, 1).rounds == best.rounds
