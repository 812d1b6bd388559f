"""Writing the catalogue: tracks, vectors, the space they lie in, and how they are searched."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from models.catalog.files import (
    EMBEDDING_FILE,
    PENALTY_FILE,
    SEARCH_FILE,
    SEGMENTS_FILE,
    SPACE_FILE,
    TAGGERS_FILE,
    TRACKS_FILE,
)
from models.catalog.search import Index
from models.catalog.space import Space
from models.catalog.tracks import write_rows

CATALOG_FILES = (TRACKS_FILE, EMBEDDING_FILE, SEGMENTS_FILE, PENALTY_FILE, SPACE_FILE, SEARCH_FILE)


def write_catalog(folder: Path, rows: Sequence[Mapping[str, str]], index: Index, space: Space) -> None:
    """Write the catalogue's six files below ``folder``; ``rows`` are the tracks in the order of the vectors.

    A seventh holds the tagger's embeddings, where the tracks were tagged.
    """
    (folder / TRACKS_FILE).parent.mkdir(parents=True, exist_ok=True)
    write_rows(folder / TRACKS_FILE, rows)
    np.save(folder / EMBEDDING_FILE, index.embeddings, allow_pickle=False)
    np.save(folder / SEGMENTS_FILE, index.segments, allow_pickle=False)
    np.save(folder / PENALTY_FILE, index.penalty.astype(np.float16), allow_pickle=False)
    if index.taggers is not None:
        np.save(folder / TAGGERS_FILE, index.taggers, allow_pickle=False)
    space.save(folder / SPACE_FILE)
    content = {
        **index.settings.as_json(),
        "meaning": "score = cosine - penalty + genre_weight * leaning + segment_weight * vote; similarity is the "
        "chance, measured on validation queries against songs by other artists, that two songs with this score share a "
        "genre",
    }
    (folder / SEARCH_FILE).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
