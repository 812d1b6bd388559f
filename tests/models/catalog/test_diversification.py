"""Which songs may appear in one list together."""

import numpy as np
import pytest

from models.catalog.diversification import Candidate, diversified
from models.catalog.tracks import Track

VECTORS = np.eye(16, dtype=np.float32)


def _candidate(number: int, artist: str = "", title: str = "", like: int | None = None) -> Candidate:
    track = Track(number, title or f"Song {number}", artist or f"Artist {number}", "Rock", "https://example.org")
    return Candidate(track, VECTORS[number if like is None else like], 0.5, 0.5, np.zeros((10, 100)))


def _numbers(candidates: list[Candidate], count: int) -> list[int]:
    return [candidate.track.track_id for candidate in diversified(candidates, count)]


def test_a_second_song_of_an_artist_is_moved_behind_five_others() -> None:
    candidates = [_candidate(0, "A"), _candidate(1, "A"), *map(_candidate, range(2, 8))]
    assert _numbers(candidates, 8) == [0, 2, 3, 4, 5, 1, 6, 7]


@pytest.mark.parametrize("repeat", [_candidate(1, like=0), _candidate(1, "ARTIST 0", "song 0")], ids=["vector", "name"])
def test_what_is_nearly_a_better_song_is_left_out(repeat: Candidate) -> None:
    assert _numbers([_candidate(0), repeat, _candidate(2)], 3) == [0, 2]


def test_a_list_ends_where_only_one_artists_songs_are_left() -> None:
    assert _numbers([_candidate(number, "A") for number in range(4)], 4) == [0]
