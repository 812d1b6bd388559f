"""Songs between songs: blends, paths from one to another, surprises, and what fits somebody's taste.

All of it happens in the catalogue's space, where songs are vectors of length 1 and near means alike.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import Analysis, Recommendation, Vectors
from models.catalog import Catalog

_WIDE = 200
_TOO_USUAL = 3


def blend(catalog: Catalog, songs: Sequence[Analysis], count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs near the middle of several."""
    return catalog.recommend(np.mean([_embedding(song) for song in songs], axis=0), None, count)


def path(catalog: Catalog, start: Analysis, end: Analysis, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs in an order that walks from one song to another, none twice."""
    steps: list[Recommendation] = []
    for share in np.linspace(0.0, 1.0, count):
        place = (1 - share) * _embedding(start) + share * _embedding(end)
        taken = {song.track_id for song in steps}
        steps.extend(catalog.recommend(place, None, 1, exclude=taken))
    return tuple(steps)


def surprise(catalog: Catalog, song: Analysis, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs that are near in sound and not of the song's three likeliest genres."""
    usual = {genre.genre for genre in song.genres[:_TOO_USUAL]}
    near = catalog.recommend(_embedding(song), None, _WIDE, artist=song.artist, title=song.title)
    return tuple(found for found in near if found.genre not in usual)[:count]


def _embedding(song: Analysis) -> NDArray[np.float32]:
    vectors: Vectors | None = song.vectors
    if vectors is None:
        raise ValueError("a song without its vectors cannot be placed")
    return vectors.embedding
