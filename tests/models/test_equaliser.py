"""The shipped models do not depend on mastering: a smooth equaliser rarely changes their predictions."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.audio_files import shared_data
from training.data.dataset import load
from training.evaluate.evaluator import Evaluator

pytestmark = pytest.mark.slow

LEAST_KEPT = 0.85
MOST_LOST = 0.02

Answers = dict[str, NDArray[np.int64]]


@pytest.fixture(scope="module")
def evaluator() -> Evaluator:
    data = shared_data()
    if data is None or not (data / "fma_small").is_dir():
        pytest.skip("the archive's tracks (shared data fma_small) are not here")
    return Evaluator.load(load(data / "fma_small"), None)


@pytest.fixture(scope="module")
def labels(evaluator: Evaluator) -> NDArray[np.int64]:
    return evaluator.dataset.labels[evaluator.dataset.indices("validation")]


@pytest.fixture(scope="module")
def plain(evaluator: Evaluator) -> Answers:
    """Each model's top genre of every validation track."""
    found = evaluator.genres(evaluator.dataset.indices("validation"))
    return {name: values.argmax(axis=1) for name, values in found.items()}


@pytest.fixture(scope="module")
def changed(evaluator: Evaluator) -> Answers:
    """The same under a random smooth equaliser of -6 to +6 dB, another for every track."""
    found = evaluator.equalised_genres(evaluator.dataset.indices("validation"))
    return {name: values.argmax(axis=1) for name, values in found.items()}


@pytest.mark.parametrize("model", ["cnn", "ensemble"])
def test_a_track_keeps_its_genre_under_an_equaliser(plain: Answers, changed: Answers, model: str) -> None:
    assert len(plain[model]) == 800
    assert (plain[model] == changed[model]).mean() >= LEAST_KEPT


@pytest.mark.parametrize("model", ["cnn", "ensemble"])
def test_an_equaliser_costs_little_accuracy(
    plain: Answers, changed: Answers, labels: NDArray[np.int64], model: str
) -> None:
    assert (plain[model] == labels).mean() - (changed[model] == labels).mean() < MOST_LOST
