"""Short trainings that differ from the recipe in one thing."""

import csv
from dataclasses import fields, replace
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")
pytest.importorskip("sklearn", reason="training needs scikit-learn, which is not installed")

from training.ablation import CHANGES, measure_ablations
from training.cnn.settings import Settings
from training.dataset import Dataset

pytestmark = pytest.mark.training


def test_every_change_is_one_of_a_setting_away_from_the_recipe() -> None:
    recipe = Settings()
    for name, change in CHANGES.items():
        assert set(change) <= {field.name for field in fields(recipe)}
        assert all(getattr(recipe, setting) != value for setting, value in change.items()), name


def test_all_changes_are_trained_and_listed_with_what_they_reach(toy: Dataset, tiny: Settings, tmp_path: Path) -> None:
    short = replace(tiny, epochs=1, members=tiny.members[:1])
    rows = measure_ablations(toy, tmp_path, short, lambda _: None)
    assert [row["change"] for row in rows] == list(CHANGES)
    assert len({row["log_loss"] for row in rows}) > len(rows) / 2
    with (tmp_path / "ablation.csv").open() as stream:
        assert list(csv.DictReader(stream)) == rows
