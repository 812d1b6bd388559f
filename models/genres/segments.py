"""Segments: ten slices of an image, each a point in the space that the segment search and the original recipe share."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio.logmel import FLOOR_DB

PROJECTION_FILE = "segments_pca.npz"
SEGMENTS = 10

Images = NDArray[np.float32]


def own_maximum(images: Images) -> Images:
    """Return images [..., 128, 128] in dB, each shifted so that its maximum is 0 dB, clipped at -80 dB."""
    shifted: Images = images - images.max(axis=(-2, -1), keepdims=True)
    return np.maximum(shifted, np.float32(FLOOR_DB), out=shifted)


def segment_statistics(images: Images) -> NDArray[np.float32]:
    """Return float32 [n, 10, 256]: mean and standard deviation of the 128 bands in each tenth of images [n, 128, 128].

    The images must be relative to their own maximum, as ``own_maximum`` makes them.
    """
    edges = np.rint(np.linspace(0, images.shape[2], SEGMENTS + 1)).astype(int)
    slices = [images[:, :, start:stop] for start, stop in pairwise(edges)]
    return np.stack([np.concatenate((part.mean(axis=2), part.std(axis=2)), axis=1) for part in slices], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class SegmentProjection:
    """Standardisation and principal components: ``mean`` [256], ``scale`` [256], ``components`` [100, 256]."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    components: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> "SegmentProjection":
        """Read ``segments_pca.npz``."""
        with np.load(path, allow_pickle=False) as archive:
            return cls(archive["mean"], archive["scale"], archive["components"])

    def save(self, path: Path) -> None:
        """Write ``segments_pca.npz``."""
        np.savez_compressed(path, mean=self.mean, scale=self.scale, components=self.components)

    def project(self, statistics: NDArray[np.float32]) -> NDArray[np.float32]:
        """Map statistics [..., 256] to points [..., components]."""
        projected = ((statistics - self.mean) / self.scale) @ self.components.T
        return projected.astype(np.float32)
