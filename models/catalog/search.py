"""The search for similar songs: exact cosine over all tracks, then a vote of segments over the best of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalog.external_candidates import ExternalCandidates
from models.catalog.genre_axes import GenreAxes, GenreIndex
from models.catalog.headline_genres import AGREEMENT_WEIGHT, HeadlineGenres
from models.catalog.similarity_fusion import fused
from models.catalog.space import unit
from models.errors import ArtifactError

_VOTES = 10
_BLOCK_ROWS = 16_384

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How songs are ranked, chosen on validation queries.

    ``candidates`` tracks come out of the first search, re-ranked by ``cosine - penalty + genre_weight * projection +
    segment_weight * vote``, the song being projected on the axis of the track's genre (``models.catalog.genre_axes``).
    ``chance_scores`` (ascending) and ``chances`` (0 to 1) are the measured curve from such a score to the chance that
    two songs share their genre.
    """

    candidates: int
    segment_weight: float
    chance_scores: tuple[float, ...]
    chances: tuple[float, ...]
    genre_weight: float = 0.0

    @classmethod
    def load(cls, path: Path) -> "SearchSettings":
        """Read ``search.json``; raise ArtifactError if something is missing in it."""
        try:
            values: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            curve = values["similarity"]
            return cls(
                int(values["candidates"]),
                float(values["segment_weight"]),
                tuple(map(float, curve["score"])),
                tuple(map(float, curve["chance_of_same_genre"])),
                # Catalogues built before genres counted have no such key.
                float(values.get("genre_weight", 0.0)),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ArtifactError(f"{path} does not describe a search: {error!r}") from error

    def as_json(self) -> dict[str, Any]:
        """Return the content of ``search.json``."""
        return {
            "candidates": self.candidates,
            "segment_weight": self.segment_weight,
            "genre_weight": self.genre_weight,
            "similarity": {"score": list(self.chance_scores), "chance_of_same_genre": list(self.chances)},
        }

    def similarity(self, scores: Rows) -> Rows:
        """Return the chance of a shared genre, 0 to 1, of scores [n]."""
        return np.interp(scores, self.chance_scores, self.chances).astype(np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidates, best first: ``tracks`` (positions) [k], ``scores`` [k], ``cosines`` [k], ``embeddings`` [k, d].

    ``segments``: [k, 10, 100]. ``agreement`` [k]: what their headline genres add to the scores that they are ranked by.
    Positions from the catalogue's length on are those of external candidates.
    """

    tracks: NDArray[np.int64]
    scores: Rows
    cosines: Rows
    embeddings: Rows
    segments: NDArray[np.floating]
    agreement: Rows

    def only(self, rows: NDArray[np.int64]) -> "Ranking":
        """Return the candidates at ``rows``, in that order."""
        return Ranking(*(values[rows] for values in self._values()))

    def _values(self) -> tuple[NDArray[Any], ...]:
        return self.tracks, self.scores, self.cosines, self.embeddings, self.segments, self.agreement


@dataclass(frozen=True, eq=False)
class Index:
    """Vectors as they are stored: ``embeddings`` float16 [tracks, d], ``segments`` float16 [tracks, 10, 100].

    A search keeps the embeddings in memory as float32, 512 bytes a track, for numpy converts float16 slowly; the
    segments stay memory-mapped. ``penalty`` float32 [tracks] is taken from the cosine of tracks that would otherwise
    turn up in far more lists than their share (hubs: Radovanovic, Nanopoulos and Ivanovic, "Hubs in Space", JMLR 2010);
    most have none. ``taggers`` float16 [tracks, 200] are the tagger's embeddings, zeros for tracks that it did not run
    on; None where it ran on none. ``genres`` [tracks] are the positions of the tracks' genres among ``axes``;
    ``headline`` are their predicted headline genres, where there are some.
    """

    embeddings: NDArray[np.float16]
    segments: NDArray[np.float16]
    penalty: Rows
    settings: SearchSettings
    taggers: NDArray[np.float16] | None = None
    axes: GenreAxes | None = None
    genres: GenreIndex | None = None
    headline: HeadlineGenres | None = None

    def with_genres(self, axes: GenreAxes | None, genres: Iterable[str]) -> "Index":
        """Return the index with the tracks' ``genres`` counting by a space's ``axes``."""
        return self if axes is None else replace(self, axes=axes, genres=axes.indices(genres))

    def rank(
        self,
        embedding: Rows,
        segments: NDArray[np.floating] | None,
        external_candidates: ExternalCandidates | None = None,
        tagger: Rows | None = None,
        added: Sequence["Index"] = (),
        genres: Mapping[str, float] | None = None,
    ) -> Ranking:
        """Return the candidates for a song's ``embedding`` [d] and, where known, its ``segments`` [10, 100].

        ``tagger`` [200]: the tagger's embedding of the song, fused in where the tagger ran on the catalogue too.
        ``genres``: the song's headline genres; tracks that are likely of the same are ranked higher.

        The tracks of ``added`` indexes are candidates as this one's are, their positions after them. All
        ``external_candidates`` are among the results, ranked beside the catalogue's by the same measure.
        """
        found = self._candidates(embedding, tagger, genres)
        offset = len(self.embeddings)
        for index in added:
            more = index._candidates(embedding, tagger, genres)
            found = _concatenated(found, replace(more, tracks=offset + more.tracks))
            offset += len(index.embeddings)
        if added:
            found = found.only(_highest(found.scores + found.agreement, self.settings.candidates))
        if external_candidates:
            vectors = external_candidates.embeddings.astype(np.float32)
            cosines = vectors @ embedding
            scores = cosines.copy()
            theirs = [track.genre for track in external_candidates.tracks]
            self._add_genre_scores(scores, embedding, self.axes.indices(theirs) if self.axes else None)
            places = offset + np.arange(len(external_candidates))
            known = genres or {}
            agreement = np.array([AGREEMENT_WEIGHT * known.get(genre, 0.0) for genre in theirs], np.float32)
            more = Ranking(places, scores, cosines, vectors, external_candidates.segments, agreement)
            found = _concatenated(found, more)
        scores = found.scores
        if segments is not None and self.settings.segment_weight > 0:
            scores = scores + np.float32(self.settings.segment_weight) * segment_votes(segments, found.segments)
        return replace(found, scores=scores).only(np.argsort(-(scores + found.agreement), kind="stable"))

    @cached_property
    def vectors(self) -> Rows:
        """The embeddings in memory, float32 [tracks, d]."""
        return self.embeddings.astype(np.float32)

    def _candidates(self, embedding: Rows, tagger: Rows | None, genres: Mapping[str, float] | None) -> Ranking:
        """Return the best tracks in the catalogue's order, by everything but the segments' vote."""
        scores = self.vectors @ embedding
        if tagger is not None and self._tagger_vectors is not None:
            rows, is_tagged = self._tagger_vectors
            scores = fused(scores, rows @ unit(tagger.astype(np.float32)), is_tagged)
        scores -= self.penalty
        self._add_genre_scores(scores, embedding, self.genres)
        if genres and self.headline is not None:
            agreement = np.float32(AGREEMENT_WEIGHT) * self.headline.agreement(genres)
            found = _highest(scores + agreement, self.settings.candidates)
            agreed = agreement[found]
        else:
            found = _highest(scores, self.settings.candidates)
            agreed = np.zeros(len(found), np.float32)
        vectors, segments = self.vectors[found], np.asarray(self.segments[found])
        return Ranking(found, scores[found], vectors @ embedding, vectors, segments, agreed)

    def _add_genre_scores(self, scores: Rows, embedding: Rows, genres: GenreIndex | None) -> None:
        if self.axes is None or genres is None or not self.settings.genre_weight:
            return
        weighted = np.float32(self.settings.genre_weight) * self.axes.projections(embedding)
        # A whole catalogue at a time would be memory that the system has to find and clear first.
        for start in range(0, len(scores), _BLOCK_ROWS):
            block = slice(start, start + _BLOCK_ROWS)
            scores[block] += np.take(weighted, genres[block], mode="clip")

    @cached_property
    def _tagger_vectors(self) -> tuple[Rows, NDArray[np.bool_]] | None:
        """The tagger's embeddings in memory at length 1, float32 [tracks, 200], and which tracks have one [tracks]."""
        if self.taggers is None:
            return None
        rows = unit(self.taggers.astype(np.float32))
        return rows, np.asarray(rows.any(axis=1))


def _concatenated(one: Ranking, other: Ranking) -> Ranking:
    return Ranking(*(np.concatenate(pair) for pair in zip(one._values(), other._values(), strict=True)))


def _highest(scores: Rows, count: int) -> NDArray[np.int64]:
    """Return the positions of the highest scores, ascending, so that of two equal ones the first stays the first."""
    others = max(len(scores) - count, 0)
    return np.sort(np.argpartition(scores, others)[others:]).astype(np.int64)


def segment_votes(query: NDArray[np.floating], candidates: NDArray[np.floating]) -> Rows:
    """Return [n] the votes, 0 to 1, for candidates' segments [n, 10, 100] by a query's segments [10, 100].

    Each of the query's segments gives its cosine to its ten nearest segments; a song gets the sum over them, as a share
    of the most that it could get.
    """
    count, per_song, size = candidates.shape
    ours = unit(query.astype(np.float32))
    theirs = candidates.astype(np.float32).reshape(-1, size)
    cosines = (ours @ theirs.T) / np.maximum(np.sqrt(np.einsum("ij,ij->i", theirs, theirs)), 1e-12)
    votes = min(_VOTES, cosines.shape[1])
    nearest = np.argpartition(cosines, -votes, axis=1)[:, -votes:]
    weights = np.take_along_axis(cosines, nearest, axis=1)
    songs = nearest // per_song
    summed = np.bincount(songs.ravel(), weights=weights.ravel(), minlength=count)
    shares: Rows = np.maximum(summed / (len(ours) * votes), 0).astype(np.float32)
    return shares
