"""From a ranking to a list: which songs may appear in one list together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.catalog.tracks import Track

_NEAR_DUPLICATE = 0.01
_SONGS_PER_ARTIST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A track, its unit ``embedding`` [d], cosine to the query, similarity 0 to 1, and its segments [10, 100]."""

    track: Track
    embedding: NDArray[np.float32]
    cosine: float
    similarity: float
    segments: NDArray[np.floating]


def diversified(candidates: Sequence[Candidate], count: int) -> list[Candidate]:
    """Return at most ``count`` of ``candidates`` (best first) without near-duplicates and not too much of one artist.

    One song of an artist among the first five, two among the first ten, and so on; what comes too early is moved down.
    A near-duplicate is closer than 0.01 in cosine distance to the query or to a better candidate, or has the same title
    and artist.
    """
    remaining = list(candidates)
    chosen: list[Candidate] = []
    artists: Counter[str] = Counter()
    while remaining and len(chosen) < count:
        most = 1 + len(chosen) // _SONGS_PER_ARTIST
        allowed = (position for position, each in enumerate(remaining) if artists[each.track.artist_key] < most)
        position = next(allowed, None)
        if position is None:
            break
        candidate = remaining.pop(position)
        track = candidate.track
        repeats = 1 - candidate.cosine < _NEAR_DUPLICATE or any(
            (track.artist and same_name(track.title, track.artist, other.track))
            or 1 - float(candidate.embedding @ other.embedding) < _NEAR_DUPLICATE
            for other in chosen
        )
        if not repeats:
            chosen.append(candidate)
            artists[track.artist_key] += 1
    return chosen


def same_name(title: str, artist: str, track: Track) -> bool:
    """Return whether a title and an artist are a track's, whatever the capitals."""
    return (title.casefold(), artist.casefold()) == (track.title.casefold(), track.artist.casefold())
