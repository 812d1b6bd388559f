"""The headline genres of the catalogue's tracks, predicted from their images: to rank by how far two songs agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from models.errors import ArtifactError

HEADLINE_GENRES_FILE = "catalog/headline.npz"
AGREEMENT_WEIGHT = 0.2
"""What full agreement adds to a score, in cosines; the model card has what it brings and what it costs."""


@dataclass(frozen=True, slots=True, eq=False)
class HeadlineGenres:
    """``probabilities`` float32 [tracks, labels], each row's sum 1: what a head on the image alone makes of a track."""

    labels: tuple[str, ...]
    probabilities: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> "HeadlineGenres":
        """Read what ``save`` wrote; raise ArtifactError naming the file if it is something else."""
        try:
            with np.load(path, allow_pickle=False) as arrays:
                labels = tuple(map(str, arrays["labels"]))
                probabilities = np.asarray(arrays["probabilities"], np.float32)
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise ArtifactError(f"{path} does not hold the genres of tracks: {error}") from error
        if probabilities.ndim != 2 or probabilities.shape[1] != len(labels):
            raise ArtifactError(f"{path} has probabilities of shape {probabilities.shape} for {len(labels)} genres")
        return cls(labels, probabilities)

    def save(self, path: Path) -> None:
        """Write an .npz file, the probabilities at half precision."""
        np.savez_compressed(path, labels=np.array(self.labels), probabilities=self.probabilities.astype(np.float16))

    def agreement(self, genres: Mapping[str, float]) -> NDArray[np.float32]:
        """Return the chance, float32 [tracks], that each track is of the genre of a song with these probabilities."""
        wanted = np.array([genres.get(label, 0.0) for label in self.labels], np.float32)
        agreed: NDArray[np.float32] = self.probabilities @ wanted
        return agreed
