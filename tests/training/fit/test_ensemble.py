"""When a prediction is called confident."""

import numpy as np
import pytest

from training.fit.ensemble import CONFIDENT_ACCURACY, LEAST_COVERAGE, confident_threshold


def _predictions(right: list[bool]) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], list[int]]:
    top = np.linspace(0.9, 0.6, len(right))
    return np.stack([top, 1 - top], axis=1), [0 if each else 1 for each in right]


def test_as_many_as_possible_are_confident_while_enough_of_them_are_right() -> None:
    probabilities, labels = _predictions([True] * 72 + [False] * 28 + [False] * 50)
    threshold = confident_threshold(probabilities, np.array(labels))
    sure = probabilities.max(axis=1) >= threshold
    assert sure.sum() == 100
    assert np.mean(np.array(labels)[sure] == 0) >= CONFIDENT_ACCURACY


def test_a_third_is_confident_even_where_nothing_is_right() -> None:
    probabilities, labels = _predictions([False] * 90)
    threshold = confident_threshold(probabilities, np.array(labels))
    assert np.mean(probabilities.max(axis=1) >= threshold) == pytest.approx(LEAST_COVERAGE, abs=0.01)
