"""The catalogue's files: their names, and opening the index that they hold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.catalog.headline_genres import HEADLINE_GENRES_FILE, HeadlineGenres
from models.catalog.search import Index, SearchSettings
from models.catalog.space import Space
from models.catalog.tracks import Track
from models.errors import ArtifactError
from models.manifest import Artifacts

TRACKS_FILE = "catalog/tracks.csv"
EMBEDDING_FILE = "catalog/embedding.npy"
SEGMENTS_FILE = "catalog/segments.npy"
PENALTY_FILE = "catalog/penalty.npy"
SPACE_FILE = "catalog/space.npz"
SEARCH_FILE = "catalog/search.json"
TAGGERS_FILE = "catalog/tagger.npy"


def open_index(
    artifacts: Artifacts, tracks: Sequence[Track], space: Space, penalty: NDArray[np.float32], settings: SearchSettings
) -> Index:
    """Open the vectors of ``tracks``, memory-mapped; raise ArtifactError naming a file with another number of rows.

    ``penalty``: float32 [tracks], which catalogues and their shards know from different places.
    """
    taggers = _mapped(artifacts, TAGGERS_FILE) if artifacts.has(TAGGERS_FILE) else None
    predicted = artifacts.has(HEADLINE_GENRES_FILE)
    headline = HeadlineGenres.load(artifacts.path(HEADLINE_GENRES_FILE)) if predicted else None
    index = Index(
        _mapped(artifacts, EMBEDDING_FILE),
        _mapped(artifacts, SEGMENTS_FILE),
        penalty,
        settings,
        taggers,
        headline=headline,
    )
    for name, rows in (
        (EMBEDDING_FILE, index.embeddings),
        (SEGMENTS_FILE, index.segments),
        (PENALTY_FILE, penalty),
        (TAGGERS_FILE, taggers),
        (HEADLINE_GENRES_FILE, headline.probabilities if headline else None),
    ):
        if rows is not None and len(rows) != len(tracks):
            raise ArtifactError(f"{artifacts.path(name)} has {len(rows)} rows for {len(tracks)} tracks")
    return index.with_genres(space.axes, (track.genre for track in tracks))


def _mapped(artifacts: Artifacts, name: str) -> NDArray[np.float16]:
    rows: NDArray[np.float16] = np.load(artifacts.path(name), mmap_mode="r", allow_pickle=False)
    return rows
