"""No artist on both sides."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from training.data.folds import artist_folds

ARTISTS = np.array([f"Artist {song % 7}" for song in range(30)])


def test_every_song_is_left_out_once_together_with_its_artist() -> None:
    left_out = []
    for rest, fold in artist_folds(ARTISTS, 3):
        assert not set(ARTISTS[rest]) & set(ARTISTS[fold])
        left_out += fold.tolist()
    assert sorted(left_out) == list(range(30))


def test_there_are_no_more_folds_than_artists() -> None:
    assert len(list(artist_folds(ARTISTS, 20))) == 7


def test_a_single_artist_is_on_both_sides() -> None:
    ((rest, fold),) = artist_folds(np.array(["Alone"] * 4), 5)
    assert rest.tolist() == fold.tolist() == [0, 1, 2, 3]
