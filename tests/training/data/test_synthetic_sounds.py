"""Sounds that are no music."""

from itertools import islice

import numpy as np

from training.data.synthetic_sounds import RATE, SECONDS, noises


def test_noises_are_the_same_for_a_seed_and_half_a_minute_each() -> None:
    first, again, other = (list(islice(noises(seed), 2)) for seed in (1, 1, 2))
    assert [kind for kind, _ in first] == ["hiss", "hiss"]
    assert all(sound.size == RATE * SECONDS and np.abs(sound).max() <= 1 for _, sound in first)
    assert np.array_equal(first[1][1], again[1][1])
    assert not np.array_equal(first[1][1], other[1][1])
