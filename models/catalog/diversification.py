"""From a ranking to a reply: which songs may stand in one list together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.catalog.tracks import Track

NEAR_DUPLICATE = 0.01
SONGS_PER_ARTIST = 5


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A candidate: its track, unit ``embedding`` [d], cosine to the query, similarity 0 to 1, and its segments."""

    track: Track
    embedding: NDArray[np.float32]
    cosine: float
    similarity: float
    segments: NDArray[np.floating]


def diversified(choices: Sequence[Choice], count: int) -> list[Choice]:
    """Return at most ``count`` of ``choices`` (best first) without near-duplicates and without too much of one artist.

    One song of an artist among the first five, two among the first ten, and so on; what comes too early waits its turn.
    A near-duplicate is closer than 0.01 in cosine distance to the query or to a better choice, or has the same title
    and artist.
    """
    waiting = list(choices)
    chosen: list[Choice] = []
    artists: Counter[str] = Counter()
    while waiting and len(chosen) < count:
        allowed = 1 + len(chosen) // SONGS_PER_ARTIST
        welcome = (place for place, choice in enumerate(waiting) if artists[choice.track.artist_key] < allowed)
        place = next(welcome, None)
        if place is None:
            break
        choice = waiting.pop(place)
        if not _repeats(choice, chosen):
            chosen.append(choice)
            artists[choice.track.artist_key] += 1
    return chosen


def same_name(title: str, artist: str, track: Track) -> bool:
    """Return whether a title and an artist are a track's, whatever the capitals."""
    return (title.casefold(), artist.casefold()) == (track.title.casefold(), track.artist.casefold())


def _repeats(choice: Choice, chosen: Sequence[Choice]) -> bool:
    if 1 - choice.cosine < NEAR_DUPLICATE:
        return True
    track = choice.track
    return any(
        (track.artist and same_name(track.title, track.artist, other.track))
        or 1 - float(choice.embedding @ other.embedding) < NEAR_DUPLICATE
        for other in chosen
    )
