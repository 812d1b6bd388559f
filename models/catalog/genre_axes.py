"""Which way the songs of a genre lie: what a track's genre counts for a song depends on how the song sounds."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
Places = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class GenreAxes:
    """``axes`` float32 [genres, d], of length 1: from the middle of all songs to the middle of each of ``names``."""

    names: tuple[str, ...]
    axes: Rows

    def places(self, genres: Iterable[str]) -> Places:
        """Return the place of each of the ``genres`` among the axes, the one behind the last for a genre without."""
        known = {name: place for place, name in enumerate(self.names)}
        return np.array([known.get(genre, len(known)) for genre in genres], dtype=np.int16)

    def leanings(self, embedding: Rows) -> Rows:
        """Return how far a song's ``embedding`` [d] lies towards each genre, -1 to 1, and a last 0: [genres + 1]."""
        return np.append(self.axes @ embedding, np.float32(0)).astype(np.float32)
