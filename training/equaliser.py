"""Random smooth equalisers for images: music from elsewhere is mastered differently."""

import numpy as np
from numpy.typing import NDArray

from models.segments import own_maximum

DEPTH_DB = 6.0


def equalised(images: NDArray[np.float32], generator: np.random.Generator) -> NDArray[np.float32]:
    """Return images [n, bands, frames], each with its own smooth curve of -6 to +6 dB over the bands added.

    Four to eight points a curve, joined by half cosines; the result is relative to its own maximum again.
    """
    count, bands, _ = images.shape
    points = int(generator.integers(4, 9))
    gains = generator.uniform(-DEPTH_DB, DEPTH_DB, (count, points))
    place = np.linspace(0, points - 1, bands)
    left = np.minimum(place.astype(int), points - 2)
    share = (1 - np.cos(np.pi * (place - left))) / 2
    curve = gains[:, left] * (1 - share) + gains[:, left + 1] * share
    return own_maximum(images + curve[:, :, None].astype(np.float32))
