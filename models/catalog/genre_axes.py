"""The direction of each genre in the catalogue's space: what a track's genre counts for a song depends on its sound."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]
GenreIndex = NDArray[np.int16]


@dataclass(frozen=True, slots=True, eq=False)
class GenreAxes:
    """``axes`` float32 [genres, d], of length 1: from the mean of all songs to the mean of each of ``names``."""

    names: tuple[str, ...]
    axes: Rows

    def indices(self, genres: Iterable[str]) -> GenreIndex:
        """Return the position of each genre among the axes; one past the last for a genre without an axis."""
        known = {name: position for position, name in enumerate(self.names)}
        return np.array([known.get(genre, len(known)) for genre in genres], dtype=np.int16)

    def projections(self, embedding: Rows) -> Rows:
        """Return a song's ``embedding`` [d] projected on each axis, -1 to 1, and a last 0: float32 [genres + 1]."""
        return np.append(self.axes @ embedding, np.float32(0)).astype(np.float32)
