"""Songs to be added to a catalogue: as rows and vectors, and as a shard beside a catalogue that is in use."""

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import Analysis
from models.catalog.files import EMBEDDING_FILE, SEGMENTS_FILE, SPACE_FILE, TAGGERS_FILE, TRACKS_FILE
from models.catalog.headline_genres import HEADLINE_GENRES_FILE, HeadlineGenres
from models.catalog.search import Index
from models.catalog.shards import SHARD_FILE, SHARDS_FOLDER, shard_folders
from models.catalog.tracks import read_rows, write_rows
from models.errors import ArtifactError
from models.manifest import sha256_of, write_manifest


@dataclass(frozen=True, slots=True, eq=False)
class Song:
    """What one file adds to a catalogue: ``embedding`` float32 [d], ``segments`` float16 [10, 100].

    ``tagger``: float32 [200], the tagger's embedding, or None where there is no tagger. ``genres``: the probabilities
    of its headline genres.
    """

    title: str
    artist: str
    genre: str
    embedding: NDArray[np.float32]
    segments: NDArray[np.float16]
    tagger: NDArray[np.float32] | None = None
    genres: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, analysis: Analysis, title: str) -> "Song":
        """Return an analysed song; ``title`` stands in where it has none.

        Songs without an artist's name do not count as one artist's. Raises ValueError without vectors.
        """
        vectors = analysis.vectors
        if vectors is None:
            raise ValueError("a song without its vectors cannot be added")
        return cls(
            analysis.title or title,
            analysis.artist or "",
            analysis.genres[0].genre,
            vectors.embedding,
            vectors.segments,
            vectors.tagger,
            {each.genre: each.probability for each in analysis.genres},
        )


def add_shard(artifacts: Path, songs: Sequence[Song]) -> Path:
    """Write a shard of ``songs`` beside the catalogue of ``artifacts``, and return its folder.

    The folder appears with all its files at once. Raises ArtifactError if another process added songs at that moment.
    """
    shards = artifacts / SHARDS_FOLDER
    shards.mkdir(exist_ok=True)
    folder = shards / f"{1 + max((int(each.name) for each in shard_folders(artifacts)), default=0):06d}"
    with tempfile.TemporaryDirectory(prefix=".", dir=shards) as name:
        partial = Path(name) / folder.name
        write_manifest(partial, _write(partial, artifacts, songs))
        try:
            partial.rename(folder)
        except OSError as error:
            raise ArtifactError(f"{folder} could not be added ({error.strerror}); try again.") from error
    return folder


def _write(partial: Path, artifacts: Path, songs: Sequence[Song]) -> list[str]:
    rows, embeddings, segments = own_rows(songs, first_free_id(all_rows(artifacts)))
    taggers = tagger_rows(songs)
    (partial / TRACKS_FILE).parent.mkdir(parents=True)
    write_rows(partial / TRACKS_FILE, rows)
    vectors = {EMBEDDING_FILE: embeddings, SEGMENTS_FILE: segments, TAGGERS_FILE: taggers}
    written = {file: values for file, values in vectors.items() if values is not None}
    for file, values in written.items():
        np.save(partial / file, values, allow_pickle=False)
    space = {"space": sha256_of(artifacts / SPACE_FILE)}
    (partial / SHARD_FILE).write_text(json.dumps(space) + "\n", encoding="utf-8")
    headline_genres(songs).save(partial / HEADLINE_GENRES_FILE)
    return [TRACKS_FILE, SHARD_FILE, HEADLINE_GENRES_FILE, *written]


def tagger_rows(songs: Sequence[Song], before: Sequence[Index] = ()) -> NDArray[np.float16] | None:
    """Return the tagger's embeddings of the tracks, zeros for tracks without one; None where none has one."""
    size = next((len(song.tagger) for song in songs if song.tagger is not None), None)
    if size is None:
        return None
    rows = np.stack([np.zeros(size) if song.tagger is None else song.tagger for song in songs]).astype(np.float16)
    zeros_before = [np.zeros((len(index.embeddings), size), np.float16) for index in before]
    earlier = [
        zeros if index.taggers is None else index.taggers for index, zeros in zip(before, zeros_before, strict=True)
    ]
    return np.concatenate((*earlier, rows))


def headline_genres(songs: Sequence[Song], before: Sequence[Index] = ()) -> HeadlineGenres:
    """Return the headline genres of the tracks of indexes ``before``, zeros where they have none, and of songs."""
    known = [(index.headline, len(index.embeddings)) for index in before]
    labels = {label for headline, _ in known if headline for label in headline.labels}
    names = tuple(sorted(labels.union(*(song.genres for song in songs))))
    rows = np.zeros((sum(count for _, count in known) + len(songs), len(names)), np.float32)
    start = 0
    for headline, count in known:
        if headline:
            rows[start : start + count, [names.index(label) for label in headline.labels]] = headline.probabilities
        start += count
    for row, song in zip(rows[start:], songs, strict=True):
        row[:] = [song.genres.get(name, 0.0) for name in names]
    return HeadlineGenres(names, rows)


def all_rows(artifacts: Path) -> list[dict[str, str]]:
    """Return the rows of a catalogue's tracks and of those of its shards, in the order of ``Catalog.parts``."""
    return [row for folder in (artifacts, *shard_folders(artifacts)) for row in read_rows(folder / TRACKS_FILE)]


def first_free_id(rows: Iterable[Mapping[str, str]]) -> int:
    """Return an id above those of all tracks."""
    return 1 + max(int(row["track_id"]) for row in rows)


def own_rows(
    songs: Sequence[Song], first_id: int
) -> tuple[list[dict[str, str]], NDArray[np.float16], NDArray[np.float16]]:
    """Return songs as rows of ``tracks.csv``, embeddings float16 [n, d] and segments float16 [n, 10, 100]."""
    rows = [
        {"track_id": str(first_id + place), "title": song.title, "artist": song.artist, "genre": song.genre}
        for place, song in enumerate(songs)
    ]
    embeddings = np.stack([song.embedding for song in songs]).astype(np.float16)
    return rows, embeddings, np.stack([song.segments for song in songs]).astype(np.float16)
