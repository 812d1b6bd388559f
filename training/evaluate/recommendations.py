"""How good recommendations are, through the catalogue's own search."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalog.catalog import Catalog
from models.catalog.search import Index, Ranking

TOP = 10


@dataclass(frozen=True, slots=True, eq=False)
class GroundTruth:
    """The catalogue's tracks' artists and genres, as whole numbers [tracks]."""

    artists: NDArray[np.int64]
    genres: NDArray[np.int64]

    @classmethod
    def of(cls, catalog: Catalog) -> "GroundTruth":
        """Number the artists and genres of a catalogue."""
        artists = [track.artist or track.artist_key for track in catalog.tracks]
        return cls.numbered(artists, [track.genre for track in catalog.tracks])

    @classmethod
    def numbered(cls, artists: Sequence[str] | NDArray[Any], genres: Sequence[str] | NDArray[Any]) -> "GroundTruth":
        """Number artists and genres, both in the order of the tracks."""
        return cls(*(np.unique(values, return_inverse=True)[1].astype(np.int64) for values in (artists, genres)))


@dataclass(frozen=True, slots=True)
class RecommenderMetrics:
    """Same artist among the first ten, genre precision of the first ten by other artists, and over how many queries."""

    hit_at_10: float
    hit_queries: int
    genre_precision_at_10: float
    precision_queries: int

    def as_json(self) -> dict[str, float | int]:
        """Return the four numbers by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True, eq=False)
class Lists:
    """Per query, the first ten tracks and the first ten by other artists (positions, -1 where there are fewer)."""

    queries: NDArray[np.int64]
    nearest: NDArray[np.int64]
    by_others: NDArray[np.int64]


def search_all(index: Index, truth: GroundTruth, queries: NDArray[np.int64]) -> Lists:
    """Search for tracks of the catalogue by their own vectors, each left out of its own list."""
    return lists_of((ranked(index, query).tracks for query in queries.tolist()), truth, queries)


def ranked(index: Index, query: int) -> Ranking:
    """Search by the vectors of the track at place ``query``."""
    return index.rank(index.embeddings[query].astype(np.float32), np.asarray(index.segments[query]))


def lists_of(found: Iterable[NDArray[np.int64]], truth: GroundTruth, queries: NDArray[np.int64]) -> Lists:
    """Return the lists of tracks ``found`` for each query, best first."""
    nearest = np.full((len(queries), TOP), -1, dtype=np.int64)
    by_others = nearest.copy()
    for row, (query, tracks) in enumerate(zip(queries, found, strict=True)):
        rest = tracks[tracks != query]
        others = rest[truth.artists[rest] != truth.artists[query]]
        nearest[row, : min(TOP, len(rest))] = rest[:TOP]
        by_others[row, : min(TOP, len(others))] = others[:TOP]
    return Lists(queries, nearest, by_others)


def measure_lists(lists: Lists, truth: GroundTruth) -> RecommenderMetrics:
    """Measure lists by contract: hit@10 over queries that have another track of their artist, precision over all."""
    artist = truth.artists[lists.queries][:, None]
    songs = np.bincount(truth.artists)
    has_another = songs[truth.artists[lists.queries]] > 1
    hits = ((truth.artists[lists.nearest] == artist) & (lists.nearest >= 0)).any(axis=1)[has_another]
    genre = truth.genres[lists.queries][:, None]
    shared = (truth.genres[lists.by_others] == genre) & (lists.by_others >= 0)
    return RecommenderMetrics(
        hit_at_10=float(hits.mean()) if len(hits) else 0.0,
        hit_queries=int(has_another.sum()),
        genre_precision_at_10=float(shared.mean()) if len(shared) else 0.0,
        precision_queries=len(lists.queries),
    )


def measure_replies(catalog: Catalog, truth: GroundTruth, queries: NDArray[np.int64]) -> RecommenderMetrics:
    """Measure the replies that people see: the first ten after the artist cap and without near-duplicates.

    Genre precision counts what is by other artists; a reply has few songs of the query's own.
    """
    places = {track.track_id: place for place, track in enumerate(catalog.tracks)}
    songs = np.bincount(truth.artists)
    hits: list[bool] = []
    shares: list[float] = []
    for query in queries.tolist():
        reply = catalog.like(catalog.tracks[query].track_id, TOP)
        found = np.array([places[song.track_id] for song in reply], dtype=np.int64)
        same = truth.artists[found] == truth.artists[query]
        if songs[truth.artists[query]] > 1:
            hits.append(bool(same.any()))
        shared = truth.genres[found[~same]] == truth.genres[query]
        shares.append(float(shared.mean()) if len(shared) else 0.0)
    mean_hit = float(np.mean(hits)) if hits else 0.0
    return RecommenderMetrics(mean_hit, len(hits), float(np.mean(shares)), len(shares))


@dataclass(frozen=True, slots=True)
class Variety:
    """``intra_list_distance``: mean cosine distance within lists. ``coverage``: share of tracks in any list.

    ``most_frequent``: the share of the lists that the single most recommended track appears in.
    """

    intra_list_distance: float
    coverage: float
    most_frequent: float


def measure_variety(lists: Lists, index: Index) -> Variety:
    """Measure how different the songs of the lists are."""
    distances = []
    for row in lists.nearest:
        vectors = index.embeddings[row[row >= 0]].astype(np.float32)
        upper = np.triu_indices(len(vectors), 1)
        distances.append(float(1 - (vectors @ vectors.T)[upper].mean()) if len(upper[0]) else 0.0)
    counts = Counter(lists.nearest[lists.nearest >= 0].tolist())
    most = max(counts.values(), default=0) / max(len(lists.queries), 1)
    return Variety(float(np.mean(distances)), len(counts) / max(len(index.embeddings), 1), most)
