"""The catalogue: songs that are similar to a song, and songs found by name or by genre.

``similarity`` is the measured chance, 0 to 1, that two songs this close in the catalogue's space share their genre: a
monotone curve fitted on queries that no model was trained on. 0.5 is close, 0.8 is very close.
"""

import json
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import Origin, Recommendation
from models.catalog.diversification import Candidate, diversified, same_name
from models.catalog.external_candidates import ExternalCandidates
from models.catalog.files import PENALTY_FILE, SEARCH_FILE, SPACE_FILE, TRACKS_FILE, open_index
from models.catalog.query import Query
from models.catalog.reasons import Reasons
from models.catalog.search import Index, Ranking, SearchSettings
from models.catalog.shards import SHARD_FILE, Shards
from models.catalog.space import Space, song_views, unit
from models.catalog.titles import TitleIndex
from models.catalog.tracks import Reason, Track, read_tracks
from models.errors import ArtifactError
from models.genres.segments import PROJECTION_FILE, SegmentProjection
from models.manifest import Artifacts, open_artifacts

_TYPICAL_SHARE = 0.5


@dataclass(frozen=True, eq=False)
class Catalog:
    """Tracks with their vectors, the arrays memory-mapped; safe to share between threads.

    ``shards`` are songs added since (``models.catalog.shards``): part of every answer as soon as they are there, and of
    the length, but not of ``tracks`` and ``index``.
    """

    tracks: tuple[Track, ...]
    index: Index
    space: Space
    reasons: Reasons | None = None
    shards: Shards["Catalog"] | None = None
    _positions: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        positions = {track.track_id: position for position, track in enumerate(self.tracks)}
        object.__setattr__(self, "_positions", positions)

    @classmethod
    def load(cls, artifacts: Artifacts) -> "Catalog":
        """Open the catalogue's files; raise ArtifactError naming one that does not fit the others."""
        tracks = read_tracks(artifacts.path(TRACKS_FILE))
        penalty = np.load(artifacts.path(PENALTY_FILE), allow_pickle=False).astype(np.float32)
        space = Space.load(artifacts.path(SPACE_FILE))
        index = open_index(artifacts, tracks, space, penalty, SearchSettings.load(artifacts.path(SEARCH_FILE)))
        projection = SegmentProjection.load(artifacts.path(PROJECTION_FILE))
        reasons = Reasons(projection, tracks, index.embeddings, index.segments)
        read = partial(_open_shard, index, space, artifacts.entries[SPACE_FILE].sha256)
        return cls(tracks, index, space, reasons, Shards(artifacts.folder, read))

    def __len__(self) -> int:
        """Count the tracks."""
        return sum(len(part.tracks) for part in self.parts)

    @property
    def genres(self) -> tuple[str, ...]:
        """The genres of the tracks, in alphabetical order."""
        return tuple(sorted(set().union(*(part._members for part in self.parts))))

    @property
    def all_genres(self) -> tuple[str, ...]:
        """The genres of the tracks, and those that were predicted for them, in alphabetical order."""
        predicted = self.index.headline.labels if self.index.headline else ()
        return tuple(sorted({*self.genres, *predicted}))

    def embed(self, predicted: NDArray[np.float32], statistics: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return a song's embedding, float32 [d] of length 1.

        ``predicted`` [e + labels] and ``statistics`` [1496]: ``embedding`` and ``statistics`` of a GenrePrediction.
        """
        # The first numbers of the prediction are the network's pooled embedding, the last its log-probabilities.
        pooled, labels = len(self.space.parts["pooled"].mean), len(self.space.parts["genres"].mean)
        views = song_views(predicted[None, :pooled], predicted[None, -labels:], statistics[None])
        embedded: NDArray[np.float32] = self.space.embed(views)[0]
        return embedded

    def recommend(
        self,
        query: Query,
        count: int,
        *,
        external_candidates: ExternalCandidates | None = None,
        include_catalog: bool = True,
    ) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like what ``query`` stands for, best first, with reasons.

        Never a song that the query excludes, never one with its title and artist, never a near-duplicate of it or of a
        better one, and not too much of one artist (``models.catalog.diversification``). ``external_candidates`` are
        ranked beside the catalogue's tracks; without ``include_catalog`` they are the only ones. The query's tagger
        embedding counts towards tracks that the tagger ran on (``models.catalog.similarity_fusion``), and its headline
        genres towards tracks that are likely of the same; the chances that ``similarity`` gives were measured without.
        """
        parts = self.parts
        embedding = unit(np.asarray(query.embedding, dtype=np.float32))
        added = [part.index for part in parts[1:]]
        ranking = self.index.rank(embedding, query.segments, external_candidates, query.tagger, added, query.genres)
        candidates = [
            candidate
            for candidate in self._candidates(ranking, parts, external_candidates)
            if candidate.track.key not in query.exclude
            and (include_catalog or candidate.track.origin is not Origin.CATALOG)
            and not (query.title and query.artist and same_name(query.title, query.artist, candidate.track))
        ]
        chosen = diversified(candidates, count)
        return tuple(
            candidate.track.recommended(candidate.similarity, reason)
            for candidate, reason in zip(chosen, self._reasons(chosen, query.segments, query.genre), strict=True)
        )

    def like(
        self,
        track_id: int,
        count: int,
        *,
        external_candidates: ExternalCandidates | None = None,
        include_catalog: bool = True,
    ) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like a track of the catalogue; raise KeyError if there is no such track."""
        query = self.query(track_id)
        return self.recommend(query, count, external_candidates=external_candidates, include_catalog=include_catalog)

    def query(self, track_id: int) -> Query:
        """Return the query for songs like a track of the catalogue; raise KeyError if there is no such track."""
        part, position = self._find(track_id)
        track = part.tracks[position]
        return Query(
            self.vector(track_id),
            self.segments(track_id),
            self.tagger(track_id),
            track.artist,
            track.title,
            track.genre,
            exclude=frozenset({track.key}),
        )

    def tagger(self, track_id: int) -> NDArray[np.float32] | None:
        """Return the tagger's embedding of a track, float32 [200], or None where it did not run on it.

        Raises KeyError if there is no such track.
        """
        part, position = self._find(track_id)
        rows = part.index.taggers
        return rows[position].astype(np.float32) if rows is not None and rows[position].any() else None

    def vector(self, track_id: int) -> NDArray[np.float32]:
        """Return a track's embedding, float32 [d] of length 1; raise KeyError if there is no such track."""
        part, position = self._find(track_id)
        return unit(part.index.embeddings[position].astype(np.float32))

    def segments(self, track_id: int) -> NDArray[np.float16]:
        """Return a track's segments, float16 [10, 100]; raise KeyError if there is no such track."""
        part, position = self._find(track_id)
        return np.array(part.index.segments[position])

    def by_genre(self, genre: str, count: int, *, seed: int | None = None) -> tuple[Recommendation, ...]:
        """Return ``count`` songs drawn from the half of a genre that is most typical of it, one of an artist.

        Another draw each time unless ``seed`` is given; the most typical of them comes first. Nothing for an unknown
        genre.
        """
        members = [(part, part._members[genre]) for part in self.parts if genre in part._members]
        if not members:
            return ()
        tracks = [part.tracks[position] for part, positions in members for position in positions]
        vectors = np.concatenate([part.index.embeddings[positions].astype(np.float32) for part, positions in members])
        typical = vectors @ unit(vectors.mean(axis=0))
        best = np.argsort(-typical, kind="stable")[: max(count, int(len(tracks) * _TYPICAL_SHARE))]
        drawn: dict[str, tuple[float, Track]] = {}
        for position in random.Random(seed).sample(best.tolist(), len(best)):  # noqa: S311 - a draw, no secret
            drawn.setdefault(tracks[position].artist_key, (float(typical[position]), tracks[position]))
        chosen = sorted(list(drawn.values())[:count], key=lambda pair: -pair[0])
        similarities = self.index.settings.similarity(np.array([score for score, _ in chosen], dtype=np.float32))
        return tuple(
            track.recommended(float(similarity)) for (_, track), similarity in zip(chosen, similarities, strict=True)
        )

    def search_titles(self, text: str, limit: int) -> tuple[Track, ...]:
        """Return at most ``limit`` tracks whose title and artist hold words that begin like those of ``text``.

        Where no track does, words may have typing errors.
        """
        for tolerant in (False, True):
            found = [
                (rank, part.tracks[position])
                for part in self.parts
                for rank, position in part._titles.ranked(text, limit, tolerant=tolerant)
            ]
            if found:
                break
        return tuple(track for _, track in sorted(found, key=lambda pair: pair[0])[:limit])

    def track(self, track_id: int) -> Track | None:
        """Return a track of the catalogue, or None."""
        try:
            part, position = self._find(track_id)
        except KeyError:
            return None
        return part.tracks[position]

    @property
    def parts(self) -> tuple["Catalog", ...]:
        """The catalogue without its shards, then each of them, as they are now."""
        return (self, *self.shards.present()) if self.shards else (self,)

    def _find(self, track_id: int) -> tuple["Catalog", int]:
        """Return the part that holds a track, and the track's position in it; raise KeyError if there is none."""
        for part in self.parts:
            if track_id in part._positions:
                return part, part._positions[track_id]
        raise KeyError(track_id)

    def _candidates(
        self, ranking: Ranking, parts: Sequence["Catalog"], external_candidates: ExternalCandidates | None
    ) -> Iterator[Candidate]:
        lists = [part.tracks for part in parts] + ([external_candidates.tracks] if external_candidates else [])
        starts = [0, *accumulate(map(len, lists))]
        similarities = self.index.settings.similarity(ranking.scores)
        for row, position in enumerate(ranking.tracks.tolist()):
            which = bisect_right(starts, position) - 1
            yield Candidate(
                lists[which][position - starts[which]],
                ranking.embeddings[row],
                float(ranking.cosines[row]),
                float(similarities[row]),
                ranking.segments[row],
            )

    def _reasons(
        self, chosen: Sequence[Candidate], segments: NDArray[np.floating] | None, genre: str | None
    ) -> Sequence[Reason]:
        if self.reasons is None or not chosen:
            return [Reason()] * len(chosen)
        alike_in: Sequence[tuple[str, ...]] = [()] * len(chosen)
        if segments is not None:
            alike_in = self.reasons.alike_in(segments, np.stack([candidate.segments for candidate in chosen]))
        corners = [self.reasons.in_same_corner(genre, candidate.track, candidate.cosine) for candidate in chosen]
        return [Reason(alike, genre if corner else None) for alike, corner in zip(alike_in, corners, strict=True)]

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex((track.title, track.artist) for track in self.tracks)

    @cached_property
    def _members(self) -> dict[str, NDArray[np.int64]]:
        positions: dict[str, list[int]] = {}
        for position, track in enumerate(self.tracks):
            positions.setdefault(track.genre, []).append(position)
        return {genre: np.array(members, dtype=np.int64) for genre, members in positions.items()}


def _open_shard(beside: Index, space: Space, fingerprint: str, folder: Path) -> Catalog:
    """Open a shard; which of its tracks are hubs is known only once the catalogue is built anew."""
    artifacts = open_artifacts(folder)
    if json.loads(artifacts.path(SHARD_FILE).read_text(encoding="utf-8")).get("space") != fingerprint:
        raise ArtifactError(f"the songs in {folder} were analysed by other models; add them again")
    tracks = read_tracks(artifacts.path(TRACKS_FILE))
    penalty = np.zeros(len(tracks), np.float32)
    return Catalog(tracks, open_index(artifacts, tracks, space, penalty, beside.settings), space)
