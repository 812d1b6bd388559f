"""Sounds that are no music."""

import shutil
from itertools import islice
from pathlib import Path

import numpy as np

from training.data.synthetic_sounds import RATE, SECONDS, noises, speakers


def test_noises_are_the_same_for_a_seed_and_half_a_minute_each() -> None:
    first, again, other = (list(islice(noises(seed), 2)) for seed in (1, 1, 2))
    assert [kind for kind, _ in first] == ["hiss", "hiss"]
    assert all(sound.size == RATE * SECONDS and np.abs(sound).max() <= 1 for _, sound in first)
    assert np.array_equal(first[1][1], again[1][1])
    assert not np.array_equal(first[1][1], other[1][1])


def test_each_speaker_is_a_file_of_its_language_where_there_is_a_synthesiser(tmp_path: Path) -> None:
    spoken = list(islice(speakers(tmp_path), 2))
    assert len(spoken) == (2 if shutil.which("espeak-ng") else 0)
    assert all(path.stat().st_size > 10_000 for _, path in spoken)
