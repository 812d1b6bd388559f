"""The space that songs are compared in: several views of a song, each whitened, then a learned linear metric."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.catalog.genre_axes import GenreAxes

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One view of a song: standardised by ``mean`` and ``scale`` [f], projected by ``components`` [k, f], unit length.

    ``weight`` is its share of the concatenated vector.
    """

    mean: Rows
    scale: Rows
    components: Rows
    weight: float

    def apply(self, rows: Rows) -> Rows:
        """Map rows [n, f] to [n, k] of length ``weight``."""
        standard = np.clip((rows - self.mean) / self.scale, -5, 5)
        return unit(standard @ self.components.T) * np.float32(self.weight)


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """Named parts, whose concatenation is centred by ``center`` [sum of k] and projected by ``metric`` [d, sum of k].

    ``axes``: the directions of its training songs' genres; None in spaces that were fitted before there were any.
    """

    parts: Mapping[str, Part]
    center: Rows
    metric: Rows
    axes: GenreAxes | None = None

    @classmethod
    def load(cls, path: Path) -> "Space":
        """Read ``space.npz``."""
        with np.load(path, allow_pickle=False) as archive:
            parts = {
                str(name): Part(
                    archive[f"{name}_mean"],
                    archive[f"{name}_scale"],
                    archive[f"{name}_components"],
                    float(archive[f"{name}_weight"]),
                )
                for name in archive["parts"]
            }
            axes = None
            if "axes" in archive:
                axes = GenreAxes(tuple(map(str, archive["axes_of"])), archive["axes"])
            return cls(parts, archive["center"], archive["metric"], axes)

    def save(self, path: Path) -> None:
        """Write ``space.npz``."""
        arrays: dict[str, NDArray[np.generic]] = {"parts": np.array(list(self.parts)), "center": self.center}
        for name, part in self.parts.items():
            arrays[f"{name}_mean"] = part.mean
            arrays[f"{name}_scale"] = part.scale
            arrays[f"{name}_components"] = part.components
            arrays[f"{name}_weight"] = np.array(part.weight)
        if self.axes is not None:
            arrays |= {"axes": self.axes.axes, "axes_of": np.array(self.axes.names)}
        np.savez_compressed(path, allow_pickle=False, metric=self.metric, **arrays)

    def embed(self, views: Mapping[str, Rows]) -> Rows:
        """Return unit-length embeddings [n, d] of the parts' rows [n, f], by the parts' names."""
        joined = np.concatenate([part.apply(views[name]) for name, part in self.parts.items()], axis=1)
        return unit((joined - self.center) @ self.metric.T)


def song_views(pooled: Rows, log_probabilities: Rows, statistics: Rows) -> dict[str, Rows]:
    """Return the views of n songs that the space is made of, by its parts' names.

    ``pooled`` [n, p]: the network's pooled embedding. ``log_probabilities`` [n, labels]: the ensemble's; their view is
    the square roots of the probabilities, whose product is the Bhattacharyya coefficient of two predictions.
    ``statistics`` [n, f]: the song statistics, a mean over images.
    """
    return {"pooled": pooled, "statistics": statistics, "genres": np.exp(log_probabilities / 2)}


def unit(rows: Rows) -> Rows:
    """Return rows [..., d] at length 1; a row of zeros stays one."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Rows = (rows / np.maximum(length, 1e-12)).astype(np.float32)
    return scaled
