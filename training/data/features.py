"""Features computed once for all tracks: statistics, segments, the network's outputs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.genres.network import GenreNetwork
from models.genres.segments import own_maximum, segment_statistics
from models.genres.statistics import song_statistics
from training.data.augmentation import augmented, in_passages
from training.data.dataset import Dataset

_BLOCK = 200
# Of each training track: copies as another archive has it, and how many of these as short clips of it.
AUGMENTED_COPIES = 3
COPIES_IN_PASSAGES = 1

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """``statistics`` float32 [n, f]; ``segments`` float32 [n, 10, 256]; ``augmented`` [copies, training tracks, f]."""

    statistics: NDArray[np.float32]
    segments: NDArray[np.float32]
    augmented: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> "Features":
        """Read what ``save`` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            return cls(archive["statistics"], archive["segments"], archive["augmented"])

    def save(self, path: Path) -> None:
        """Write an .npz file."""
        np.savez(path, statistics=self.statistics, segments=self.segments, augmented=self.augmented)


@dataclass(frozen=True, slots=True, eq=False)
class CachedOutputs:
    """The network's ``logits`` float32 [n, labels] and ``embeddings`` float32 [n, e]."""

    logits: NDArray[np.float32]
    embeddings: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> "CachedOutputs":
        """Read what ``save`` wrote."""
        with np.load(path, allow_pickle=False) as archive:
            return cls(archive["logits"], archive["embeddings"])

    def save(self, path: Path) -> None:
        """Write an .npz file."""
        np.savez(path, logits=self.logits, embeddings=self.embeddings)


def compute_features(dataset: Dataset, seed: int, advance: Advance) -> Features:
    """Compute statistics and segments of all tracks, and statistics of augmented copies of the training tracks."""
    statistics: list[NDArray[np.float32]] = []
    segments: list[NDArray[np.float32]] = []
    for positions in blocks(np.arange(len(dataset))):
        images = own_maximum(dataset.decibels(positions))
        statistics.append(song_statistics(images))
        segments.append(segment_statistics(images))
        advance(len(positions))
    copies: list[list[NDArray[np.float32]]] = [[] for _ in range(AUGMENTED_COPIES)]
    for copy, rows in enumerate(copies):
        generator = np.random.default_rng(seed * 100 + copy)
        for positions in blocks(dataset.indices("training")):
            images = augmented(own_maximum(dataset.decibels(positions)), generator)
            changed = own_maximum(in_passages(images, generator)) if copy < COPIES_IN_PASSAGES else images
            rows.append(song_statistics(changed))
            advance(len(positions))
    return Features(
        np.concatenate(statistics), np.concatenate(segments), np.stack([np.concatenate(rows) for rows in copies])
    )


def compute_outputs(network: GenreNetwork, dataset: Dataset, advance: Advance) -> CachedOutputs:
    """Run the network over all tracks."""
    logits: list[NDArray[np.float32]] = []
    embeddings: list[NDArray[np.float32]] = []
    for positions in blocks(np.arange(len(dataset))):
        ours, theirs = network.run(own_maximum(dataset.decibels(positions)))
        logits.append(ours)
        embeddings.append(theirs)
        advance(len(positions))
    return CachedOutputs(np.concatenate(logits), np.concatenate(embeddings))


def blocks(positions: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Split positions into blocks that fit in memory as float images."""
    return [positions[start : start + _BLOCK] for start in range(0, len(positions), _BLOCK)]
