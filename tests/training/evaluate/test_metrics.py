import numpy as np
import pytest

from training.evaluate.metrics import bootstrap_interval, calibration_error, measure_genres, perfect_calibration_error


def test_perfect_and_sure_answers_have_no_error() -> None:
    labels = np.array([0, 1, 2, 1])
    measured = measure_genres(np.eye(3)[labels], labels)
    assert measured.accuracy == measured.macro_f1 == 1
    assert measured.log_loss == measured.calibration_error == 0


def test_answers_half_as_right_as_sure_are_off_by_the_difference() -> None:
    probabilities = np.tile([0.9, 0.1], (10, 1))
    labels = np.array([0, 1] * 5)
    assert calibration_error(probabilities, labels) == pytest.approx(0.4)
    low, high = bootstrap_interval(probabilities, labels, 1, 200)
    assert low < 0.4 < high


def test_a_genre_never_answered_counts_as_nothing_in_macro_f1() -> None:
    probabilities = np.tile([1.0, 0.0], (4, 1))
    measured = measure_genres(probabilities, np.array([0, 0, 1, 1]))
    assert measured.macro_f1 == pytest.approx((2 / 3) / 2)


def test_perfect_answers_to_few_songs_are_off_by_luck_and_to_many_hardly() -> None:
    few, many = (np.tile([0.1, 0.2, 0.7], (count, 1)) for count in (50, 5000))
    assert 0.03 < perfect_calibration_error(few, 1) < 0.08
    assert perfect_calibration_error(many, 1) < 0.008
    assert perfect_calibration_error(np.tile([1.0, 0.0], (50, 1)), 1) == 0
