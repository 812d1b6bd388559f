"""What is searched for: a point in the catalogue's space, and what is known of the song or songs that it stands for."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.analysis import Key, Tempo
from models.catalog.tracks import TrackKey


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A point that similar songs are wanted for.

    Attributes:
        embedding: float32 [d], the catalogue's space, of any length but 0.
        segments: [n, 100] of the song or songs, or None.
        tagger: float32 [200], the tagger's embedding, or None.
        artist: the song's, or None.
        title: the song's, or None.
        genre: the song's, where the models are sure of it.
        tempo: the song's, or None.
        key: the song's musical key, or None.
        exclude: the keys of songs that must not be recommended.
        genres: the probability of each of its headline genres, or None where only the archive's models were asked.

    """

    embedding: NDArray[np.float32]
    segments: NDArray[np.floating] | None = None
    tagger: NDArray[np.float32] | None = None
    artist: str | None = None
    title: str | None = None
    genre: str | None = None
    tempo: Tempo | None = None
    key: Key | None = None
    exclude: frozenset[TrackKey] = frozenset()
    genres: Mapping[str, float] | None = None
