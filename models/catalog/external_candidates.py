"""Songs from outside the catalogue that are ranked in one search with it, such as those of a server's library."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.catalog.tracks import Track


@dataclass(frozen=True, slots=True, eq=False)
class ExternalCandidates:
    """``tracks`` of another origin than the catalogue's, and their vectors in the same order.

    ``embeddings``: float32 [n, d], unit length, the catalogue's space. ``segments``: float16 [n, 10, 100].
    """

    tracks: tuple[Track, ...]
    embeddings: NDArray[np.float32]
    segments: NDArray[np.float16]

    def __len__(self) -> int:
        """Count the songs."""
        return len(self.tracks)
