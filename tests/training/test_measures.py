import numpy as np
import pytest

from training.measures import bootstrap_interval, calibration_error, measure_genres


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
