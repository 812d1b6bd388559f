"""Relative distance on made clips of two genres that vary alike in one direction."""

import numpy as np

from training.fit.relative_distance import fit_relative_distance


def made_clips() -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], np.ndarray[tuple[int], np.dtype[np.str_]]]:
    """Return 200 embeddings of two genres: apart in the first of five numbers, widely spread in the second."""
    rng = np.random.default_rng(1)
    genre = np.where(np.arange(200) % 2 == 0, "Jazz", "Rock")
    clips = rng.normal(size=(200, 5)) * [0.3, 10, 1, 1, 1]
    clips[:, 0] += np.where(genre == "Jazz", 3, -3)
    return clips, genre


def test_what_lies_between_genres_is_further_than_what_is_of_one() -> None:
    clips, genre = made_clips()
    distance = fit_relative_distance(clips, genre)
    own, between = distance.of(np.array([[3.0, 0, 0, 0, 0], [0.0, 0, 0, 0, 0]]))
    assert between > own + 5
    assert distance.of(clips).shape == (200,)


def test_a_direction_in_which_all_genres_vary_alike_says_nothing() -> None:
    clips, genre = made_clips()
    distance = fit_relative_distance(clips, genre)
    near, far = distance.of(np.array([[3.0, 0, 0, 0, 0], [3.0, 30, 0, 0, 0]]))
    assert abs(far - near) < 1


def test_embeddings_that_are_all_alike_have_a_distance_of_zero() -> None:
    _, genre = made_clips()
    nothing = np.zeros((200, 5))
    assert not fit_relative_distance(nothing, genre).of(nothing).any()
