"""Short trainings that differ from the recipe in one thing."""

import csv
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs PyTorch, which is not installed")
pytest.importorskip("sklearn", reason="training needs scikit-learn, which is not installed")

import torch

from training.data.dataset import Dataset
from training.data.features import CachedOutputs
from training.experiments.ablation import CHANGES, DISTILLED, THE_RECIPE, describe_ablations, measure_ablations
from training.fit.cnn.network import GenreNetwork
from training.fit.cnn.settings import Settings
from training.fit.cnn.targets import SoftLabels, make_targets, with_predictions

pytestmark = pytest.mark.training


def test_every_change_is_one_of_a_setting_away_from_the_recipe() -> None:
    recipe = Settings()
    for name, change in CHANGES.items():
        assert set(change) <= {field.name for field in fields(recipe)}
        assert all(getattr(recipe, setting) != value for setting, value in change.items()), name


@pytest.mark.slow
def test_all_changes_are_trained_and_listed_with_what_they_reach(toy: Dataset, tiny: Settings, tmp_path: Path) -> None:
    short = replace(tiny, epochs=1, members=tiny.members[:1])
    finished = CachedOutputs(
        logits=8 * np.eye(3, dtype=np.float32)[toy.labels], embeddings=np.zeros((len(toy), 1), np.float32)
    )
    rows = measure_ablations(toy, tmp_path, short, lambda _: None, processes=2, finished=finished)
    assert [row["change"] for row in rows] == [*CHANGES, DISTILLED]
    assert len({row["log_loss"] for row in rows}) > len(rows) / 2
    with (tmp_path / "ablation.csv").open() as stream:
        assert list(csv.DictReader(stream)) == rows
    lines = describe_ablations(tmp_path / "ablation.csv").splitlines()
    (recipe,) = (line for line in lines if line.startswith(f"| {THE_RECIPE} |"))
    assert recipe.endswith("| +0.000 |")


def test_finished_networks_make_up_half_of_what_training_tracks_should_answer(toy: Dataset, tiny: Settings) -> None:
    training, validation = toy.indices("training"), toy.indices("validation")
    before = make_targets(toy, tiny, SoftLabels.of(toy))
    answers = np.full((len(training), 3), 1 / 3, dtype=np.float32)
    after = with_predictions(before, answers, training)
    np.testing.assert_allclose(after.genres[training], (before.genres[training] + 1 / 3) / 2, rtol=1e-6)
    np.testing.assert_array_equal(after.genres[validation], before.genres[validation])


def test_attention_weighs_the_moments_of_a_song_and_stays_blind_to_their_order(toy: Dataset, tiny: Settings) -> None:
    torch.manual_seed(1)
    network = GenreNetwork(replace(tiny, attention=True).for_member(0), 3, 6).eval()
    assert network.attention is not None
    steps = torch.randn(2, 8, 1, 5)
    mean = network.attention(steps)
    torch.testing.assert_close(mean, network.attention(steps.flip(3)))
    assert bool(((steps.amin(dim=3)[:, :, 0] <= mean) & (mean <= steps.amax(dim=3)[:, :, 0])).all())
    assert not torch.allclose(mean, steps.mean(dim=(2, 3)))
