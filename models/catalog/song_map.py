"""The positions of songs on one fixed, two-dimensional map of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from models.errors import ArtifactError

SONG_MAP = "catalog/map.npz"
_NEIGHBOURS = 12
_MEDIAN_STEPS = 20
_ARRAYS = ("label_names", "track_id", "label", "position", "code", "mean", "components", "landmark")


@dataclass(frozen=True, slots=True, eq=False)
class SongMap:
    """A map of the catalogue, computed once in training.

    Attributes:
        label_names: the genres in the order in which ``label`` counts them.
        track_id: int64 [n], ascending.
        label: uint8 [n], each track's genre.
        position: float32 [n, 2], 0 to 1 from left to right and from top to bottom.
        code: float32 [n, c], the tracks in a lower-dimensional space in which neighbours are searched.
        mean: float32 [d] and components: float32 [d, c], the projection of an embedding into that space.
        landmark: float32 [labels, 2], where a genre's tracks are densest.

    """

    label_names: tuple[str, ...]
    track_id: NDArray[np.int64]
    label: NDArray[np.uint8]
    position: NDArray[np.float32]
    code: NDArray[np.float32]
    mean: NDArray[np.float32]
    components: NDArray[np.float32]
    landmark: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> "SongMap":
        """Read a map that ``training.fit.song_map`` computed; raise ArtifactError naming the file if it is none."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                return cls(tuple(map(str, arrays["label_names"])), *(arrays[name] for name in _ARRAYS[1:]))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise ArtifactError(f"{path} is not a map of the catalogue: {error}") from error

    def save(self, path: Path) -> None:
        """Write what ``load`` reads."""
        arrays = {name: np.asarray(getattr(self, name)) for name in _ARRAYS}
        np.savez_compressed(path, allow_pickle=False, **arrays)

    def place(self, embedding: NDArray[np.float32]) -> tuple[float, float]:
        """Return the position of a song that is not on the map, by its embedding [d]: amid its nearest neighbours.

        Source: E. Weiszfeld's iteration for the geometric median, weighted by closeness.
        """
        code = (embedding.astype(np.float32) - self.mean) @ self.components
        distance = np.linalg.norm(self.code - code, axis=1)
        near = np.argsort(distance)[:_NEIGHBOURS]
        weight = 1 / (distance[near] + 1e-6)
        points = self.position[near]
        middle = np.average(points, axis=0, weights=weight)
        for _ in range(_MEDIAN_STEPS):
            pull = weight / (np.linalg.norm(points - middle, axis=1) + 1e-4)
            middle = np.average(points, axis=0, weights=pull)
        return float(middle[0]), float(middle[1])

    def positions(self, track_ids: Iterable[int]) -> tuple[tuple[float, float], ...]:
        """Return the positions of tracks of the catalogue, in order, without those that are not on the map."""
        wanted = np.fromiter(track_ids, dtype=np.int64)
        found = np.searchsorted(self.track_id, wanted).clip(max=len(self.track_id) - 1)
        known = found[self.track_id[found] == wanted]
        return tuple((float(x), float(y)) for x, y in self.position[known])
