"""Songs to be added to a catalogue."""

from dataclasses import replace

import numpy as np

from models.catalog.additions import Song, headline_genres
from models.catalog.headline_genres import HeadlineGenres
from models.catalog.search import Index, SearchSettings

VECTOR, SEGMENTS = np.ones(4, np.float32), np.zeros((10, 100), np.float16)
INDEX = Index(
    np.eye(2, 4, dtype=np.float16),
    np.zeros((2, 10, 100), np.float16),
    np.zeros(2, np.float32),
    SearchSettings(10, 0.0, (-1.0, 1.0), (0.0, 1.0)),
)


def test_headline_genres_of_songs_stand_behind_those_of_the_tracks_before() -> None:
    known = replace(INDEX, headline=HeadlineGenres(("Rock", "Folk"), np.array([[1, 0], [0.25, 0.75]], np.float32)))
    songs = [Song("Polka", "Somebody", "Polka", VECTOR, SEGMENTS, genres={"Polka": 0.9, "Folk": 0.1})]
    joined = headline_genres(songs, [INDEX, known])
    assert joined.labels == ("Folk", "Polka", "Rock")
    expected = np.array([[0, 0, 0], [0, 0, 0], [0, 0, 1], [0.75, 0, 0.25], [0.1, 0.9, 0]], np.float32)
    np.testing.assert_allclose(joined.probabilities, expected, rtol=1e-6)
    np.testing.assert_allclose(joined.agreement({"Polka": 1.0}), [0, 0, 0, 0, 0.9], rtol=1e-6)


def test_songs_whose_genres_nobody_knows_agree_with_none() -> None:
    joined = headline_genres([Song("A", "", "Rock", VECTOR, SEGMENTS)])
    assert joined.agreement({"Rock": 1.0}).tolist() == [0.0]
