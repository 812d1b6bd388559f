"""How much a song is like the genres of the training clips: relative Mahalanobis distance."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class RelativeDistance:
    """The distance to the nearest genre less that to all training clips together, each in its own covariance.

    Ren et al., "A Simple Fix to Mahalanobis Distance for Improving Near-OOD Detection", 2021: the plain distance is
    ruled by directions in which music of all genres varies alike. ``mean``: float64 [d]. ``within`` and ``overall``:
    [k, d], what makes both covariances of centred embeddings the identity. ``centres``: the genres' [genres, k], by
    ``within``.
    """

    mean: Floats
    within: Floats
    overall: Floats
    centres: Floats

    def of(self, embeddings: NDArray[np.floating]) -> Floats:
        """Return the distance [...] of embeddings [..., d]; the higher, the less they are like any of the genres."""
        centred = embeddings - self.mean
        to_genres = (((centred @ self.within.T)[..., None, :] - self.centres) ** 2).sum(axis=-1)
        distance: Floats = to_genres.min(axis=-1) - ((centred @ self.overall.T) ** 2).sum(axis=-1)
        return distance


DISTANCE_ARRAYS = tuple(field.name for field in fields(RelativeDistance))
"""The names of a distance's arrays."""
