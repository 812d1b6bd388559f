import csv
import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.genres.segments import own_maximum, segment_statistics
from models.genres.statistics import song_statistics
from models.genres.trees import GenreTrees
from training.data.dataset import load
from training.fit.segments import fit_projection
from training.fit.trees import RECIPES, TrainingSet, train_trees
from training.fit.tuning import TreeSettingsError, read_settings, tune_trees

QUICK = replace(RECIPES["statistics"], rounds=20, least_in_leaf=5)


@pytest.fixture(scope="module")
def training_set(toy_data: Path) -> TrainingSet:
    dataset = load(toy_data)
    rows = song_statistics(own_maximum(dataset.decibels(slice(None))))
    training, validation = dataset.indices("training"), dataset.indices("validation")
    answers = np.eye(3, dtype=np.float32)[dataset.labels[training]]
    return TrainingSet(
        rows[training], answers, rows[validation], dataset.labels[validation], dataset.artist[validation], 1
    )


def test_the_same_seed_grows_the_same_trees(training_set: TrainingSet) -> None:
    assert train_trees(training_set, QUICK, 7, 1) == train_trees(training_set, QUICK, 7, 1)
    assert train_trees(training_set, QUICK, 7, 1) != train_trees(training_set, QUICK, 8, 1)


def test_rounds_are_judged_on_songs_whose_artist_did_not_choose_them(training_set: TrainingSet) -> None:
    alone = replace(training_set, validation_artists=np.full(len(training_set.validation_artists), "Alone"))
    grown, by_one = train_trees(training_set, QUICK, 1, 1), train_trees(alone, QUICK, 1, 1)
    assert by_one.held_out == pytest.approx(by_one.log_loss) == grown.log_loss


def test_trees_tell_the_toy_genres_apart(training_set: TrainingSet, toy_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "genre_lgbm.txt"
    path.write_text(train_trees(training_set, QUICK, 1, 1).text)
    dataset = load(toy_data)
    projection = fit_projection(np.random.default_rng(1).normal(size=(4, 10, 256)).astype(np.float32), 1)
    test = dataset.indices("test")
    trees = GenreTrees.load(path, "statistics", projection, 1)
    images = own_maximum(dataset.decibels(test))
    logs = trees.log_probabilities(song_statistics(images), segment_statistics(images))
    np.testing.assert_allclose(np.exp(logs).sum(axis=1), 1)
    assert (logs.argmax(axis=1) == dataset.labels[test]).mean() > 0.9


def test_a_search_for_settings_goes_on_where_it_stopped_and_ends_no_worse_than_it_began(
    training_set: TrainingSet, tmp_path: Path
) -> None:
    pytest.importorskip("optuna", reason="the search needs the [training] extra")
    lines: list[str] = []
    tune_trees(training_set, tmp_path, QUICK, trials=1, seed=1, threads=1, report=lines.append)
    best = tune_trees(training_set, tmp_path, QUICK, trials=3, seed=1, threads=1, report=lines.append)
    assert [line.split(":")[0] for line in lines] == ["trial 1", "trial 2", "trial 3"]
    with (tmp_path / "trees-trials.csv").open() as stream:
        tried = list(csv.DictReader(stream))
    assert len(tried) == 3
    assert float(tried[0]["log_loss"]) <= train_trees(training_set, replace(QUICK, rounds=600), 1, 1).held_out + 1e-9
    assert train_trees(training_set, best, 1, 1).rounds == best.rounds
    assert read_settings(tmp_path / "trees-settings.json") == best


def _shortened(training_set: TrainingSet, songs: int) -> TrainingSet:
    return replace(training_set, rows=training_set.rows[:songs], targets=training_set.targets[:songs])


@pytest.mark.parametrize("songs", [3, 9])
def test_a_handful_of_songs_grows_trees_that_split_them(training_set: TrainingSet, songs: int) -> None:
    grown = train_trees(_shortened(training_set, songs), replace(RECIPES["statistics"], rounds=20), 1, 1)
    assert "num_leaves=2" in grown.text or "num_leaves=3" in grown.text


def test_leaves_are_smaller_only_where_there_are_few_songs(training_set: TrainingSet) -> None:
    fifty = replace(
        training_set, rows=np.tile(training_set.rows, (2, 1))[:50], targets=np.tile(training_set.targets, (2, 1))[:50]
    )
    text = train_trees(fifty, QUICK, 1, 1).text
    assert "[min_data_in_leaf: 5]" in text
    assert "[min_data_in_bin: 3]" in text
    assert "[min_data_in_leaf: 4]" in train_trees(_shortened(fifty, 49), QUICK, 1, 1).text


def test_the_curve_leads_through_the_rounds_that_are_kept(training_set: TrainingSet) -> None:
    grown = train_trees(training_set, replace(QUICK, rounds=50), 1, 1)
    assert [at.rounds for at in grown.curve] == [20, 40, 50]
    kept = min(grown.curve, key=lambda at: at.log_loss)
    assert (kept.rounds, kept.log_loss) == (grown.rounds, grown.log_loss)
    assert 0.9 < kept.accuracy <= 1


NO_SETTINGS = {
    "no JSON": ("rounds: 3", "is not readable as JSON"),
    "a list": ("[1, 2]", "is not an object of bagging_fraction, feature_fraction"),
    "one missing": (json.dumps({"rounds": 3}), "is not an object of"),
    "half a round": (json.dumps(asdict(QUICK) | {"rounds": 2.5}), r"has the impossible rounds 2\.5"),
    "a single leaf": (json.dumps(asdict(QUICK) | {"leaves": 1}), "has the impossible leaves 1"),
    "more than all": (json.dumps(asdict(QUICK) | {"bagging_fraction": 1.5}), "has the impossible bagging_fraction 1"),
    "no number": (json.dumps(asdict(QUICK) | {"l2": float("nan")}), "has the impossible l2 nan"),
}


@pytest.mark.parametrize("name", NO_SETTINGS)
def test_a_file_that_holds_no_settings_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, expected = NO_SETTINGS[name]
    (tmp_path / "found.json").write_text(content)
    with pytest.raises(TreeSettingsError, match=rf"found\.json {expected}") as caught:
        read_settings(tmp_path / "found.json")
    assert str(caught.value).endswith(".")
