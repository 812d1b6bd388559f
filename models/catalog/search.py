"""Finding the songs that sound alike: exact cosine over all tracks, then a vote of segments over the best of them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalog.external_candidates import ExternalCandidates
from models.catalog.genre_axes import GenreAxes, Places
from models.catalog.half import lengths, products, single
from models.catalog.similarity_fusion import joined
from models.catalog.space import unit
from models.errors import ArtifactError

VOTES = 10
_LEANT_AT_ONCE = 16_384

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """How songs are ranked, chosen on validation queries.

    ``candidates`` tracks come out of the first search, re-ranked by ``cosine - penalty + genre_weight * leaning +
    segment_weight * vote``, the leaning being the song's towards the track's genre (``models.catalog.genre_axes``).
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
                # What was built before genres counted says nothing of them.
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

    ``segments``: [k, 10, 100]. Positions from the catalogue's length on are those of external candidates.
    """

    tracks: NDArray[np.int64]
    scores: Rows
    cosines: Rows
    embeddings: Rows
    segments: NDArray[np.floating]

    def only(self, rows: NDArray[np.int64]) -> "Ranking":
        """Return the candidates at ``rows``, in that order."""
        return Ranking(*(values[rows] for values in self._values()))

    def _values(self) -> tuple[NDArray[Any], ...]:
        return self.tracks, self.scores, self.cosines, self.embeddings, self.segments


@dataclass(frozen=True, eq=False)
class Index:
    """Memory-mapped vectors: ``embeddings`` float16 [tracks, d], ``segments`` float16 [tracks, 10, 100].

    ``penalty`` float32 [tracks] is taken from the cosine of tracks that would otherwise turn up in far more lists than
    their share (hubs: Radovanovic, Nanopoulos and Ivanovic, "Hubs in Space", JMLR 2010); most have none. ``taggers``
    float16 [tracks, 200] are the tagger's embeddings, zeros for tracks that it never heard; None where it heard none.
    ``shelves`` [tracks] are the places of the tracks' genres among ``axes``.
    """

    embeddings: NDArray[np.float16]
    segments: NDArray[np.float16]
    penalty: Rows
    settings: SearchSettings
    taggers: NDArray[np.float16] | None = None
    axes: GenreAxes | None = None
    shelves: Places | None = None

    def shelved(self, axes: GenreAxes | None, genres: Iterable[str]) -> "Index":
        """Return the index with the tracks' ``genres`` counting by a space's ``axes``."""
        return self if axes is None else replace(self, axes=axes, shelves=axes.places(genres))

    def rank(
        self,
        embedding: Rows,
        segments: NDArray[np.floating] | None,
        external_candidates: ExternalCandidates | None = None,
        tagger: Rows | None = None,
        added: Sequence["Index"] = (),
    ) -> Ranking:
        """Return the candidates for a song's ``embedding`` [d] and, where known, its ``segments`` [10, 100].

        ``tagger`` [200]: the tagger's embedding of the song, joined in where the catalogue was heard by the tagger too.
        The tracks of ``added`` indexes are candidates as this one's are, their positions after them. All
        ``external_candidates`` are among them, ranked beside the catalogue's by the same measure.
        """
        found = self._candidates(embedding, tagger)
        places = len(self.embeddings)
        for index in added:
            more = index._candidates(embedding, tagger)
            found = _together(found, replace(more, tracks=places + more.tracks))
            places += len(index.embeddings)
        if added:
            found = found.only(_highest(found.scores, self.settings.candidates))
        if external_candidates:
            vectors = external_candidates.embeddings.astype(np.float32)
            cosines = vectors @ embedding
            tracks = places + np.arange(len(external_candidates))
            scores = cosines.copy()
            self._lean(scores, embedding, self._guests_shelves(external_candidates))
            found = _together(found, Ranking(tracks, scores, cosines, vectors, external_candidates.segments))
        scores = found.scores
        if segments is not None and self.settings.segment_weight > 0:
            scores = scores + np.float32(self.settings.segment_weight) * segment_votes(segments, found.segments)
        return replace(found, scores=scores).only(np.argsort(-scores, kind="stable"))

    def _candidates(self, embedding: Rows, tagger: Rows | None) -> Ranking:
        """Return the best tracks in the catalogue's order, by everything but the segments' vote."""
        scores = self._with_words(products(self.embeddings, embedding), tagger)
        scores -= self.penalty
        self._lean(scores, embedding, self.shelves)
        found = _highest(scores, self.settings.candidates)
        vectors = single(self.embeddings[found])
        return Ranking(found, scores[found], vectors @ embedding, vectors, np.asarray(self.segments[found]))

    def _guests_shelves(self, external_candidates: ExternalCandidates) -> Places | None:
        return self.axes.places(track.genre for track in external_candidates.tracks) if self.axes else None

    def _lean(self, scores: Rows, embedding: Rows, shelves: Places | None) -> None:
        """Add to the scores what the tracks' genres, at ``shelves``, count for a song."""
        if self.axes is None or shelves is None or not self.settings.genre_weight:
            return
        leanings = np.float32(self.settings.genre_weight) * self.axes.leanings(embedding)
        # A whole catalogue at a time would be memory that the system has to find and clear first.
        for start in range(0, len(scores), _LEANT_AT_ONCE):
            part = slice(start, start + _LEANT_AT_ONCE)
            scores[part] += np.take(leanings, shelves[part], mode="clip")

    def _with_words(self, cosines: Rows, tagger: Rows | None) -> Rows:
        if tagger is None or self.taggers is None:
            return cosines
        heard = self._heard
        words = products(self.taggers, unit(tagger.astype(np.float32)))
        words /= np.maximum(heard, 1e-12)
        return joined(cosines, words, heard > 0)

    @cached_property
    def _heard(self) -> Rows:
        """How long the tagger's embeddings are; 0 for tracks that it never heard."""
        return lengths(self.taggers) if self.taggers is not None else np.zeros(len(self.embeddings), np.float32)


def _together(one: Ranking, other: Ranking) -> Ranking:
    return Ranking(*(np.concatenate(pair) for pair in zip(one._values(), other._values(), strict=True)))


def _highest(scores: Rows, count: int) -> NDArray[np.int64]:
    """Return the places of the highest scores, in order of place: of two equal ones the first stays the first."""
    others = max(len(scores) - count, 0)
    return np.sort(np.argpartition(scores, others)[others:]).astype(np.int64)


def segment_votes(query: NDArray[np.floating], candidates: NDArray[np.floating]) -> Rows:
    """Return [n] the votes, 0 to 1, for candidates' segments [n, 10, 100] by a query's segments [10, 100].

    Each of the query's segments gives its cosine to its ten nearest segments; a song gets the sum over them, as a share
    of the most that it could get.
    """
    count, per_song, size = candidates.shape
    ours = unit(query.astype(np.float32))
    theirs = single(candidates).reshape(-1, size)
    cosines = (ours @ theirs.T) / np.maximum(np.sqrt(np.einsum("ij,ij->i", theirs, theirs)), 1e-12)
    votes = min(VOTES, cosines.shape[1])
    nearest = np.argpartition(cosines, -votes, axis=1)[:, -votes:]
    weights = np.take_along_axis(cosines, nearest, axis=1)
    songs = nearest // per_song
    summed = np.bincount(songs.ravel(), weights=weights.ravel(), minlength=count)
    shares: Rows = np.maximum(summed / (len(ours) * votes), 0).astype(np.float32)
    return shares
