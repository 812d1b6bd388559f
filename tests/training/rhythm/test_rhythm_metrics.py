from pathlib import Path

import numpy as np
import pytest

from models.rhythm.weights import Weights, shipped_weights
from training.rhythm.metrics import key_number, key_score, tempo_accuracy
from training.rhythm.synthetic import RATE, clicks


def test_accuracy_1_wants_the_tempo_and_accuracy_2_forgives_its_levels() -> None:
    estimates = [100.0, 104.0, 104.1, 50.0, 200.0, 300.0, 100 / 3, 150.0, None]
    assert tempo_accuracy(estimates, [100.0] * len(estimates)) == pytest.approx((2 / 9, 6 / 9))


def test_an_unanswered_key_scores_nothing() -> None:
    score, exact = key_score(["A minor", "C major", None, "E minor"], ["A minor"] * 4)
    assert (score, exact) == pytest.approx(((1 + 0.3 + 0 + 0.5) / 4, 1 / 4))


@pytest.mark.parametrize(
    ("key", "number"), [("C major", 0), ("A# minor", 22), ("Bb minor", 22), ("Cb major", 11), ("G# minor", 20)]
)
def test_a_key_is_known_by_either_spelling(key: str, number: int) -> None:
    assert key_number(key) == number


@pytest.mark.parametrize("key", ["", "key", "H major", "A", "A dorian", "A## minor"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        key_number(key)


def test_weights_are_written_as_they_are_read(tmp_path: Path) -> None:
    written = tmp_path / "weights.json"
    shipped_weights().write(written)
    assert written.read_text(encoding="utf-8") == Weights.read(written).as_text()
    assert np.array_equal(Weights.read(written).key.profiles, shipped_weights().key.profiles)


def test_a_metronome_clicks_as_often_as_it_says() -> None:
    samples = clicks(120, 10)
    starts = np.flatnonzero((np.abs(samples) > 0.05) & (np.abs(np.roll(samples, 1)) <= 0.05))
    assert samples.size == 10 * RATE
    assert len(np.unique(starts // (RATE // 4))) == 20
