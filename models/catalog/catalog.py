"""The catalogue: songs that sound like a song, and songs found by name or by genre.

``similarity`` is the measured chance, 0 to 1, that two songs this close in the catalogue's space share their genre: a
monotone curve fitted on queries that no model was trained on. 0.5 is close, 0.8 is very close.
"""

import json
import random
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import Recommendation
from models.catalog.diversification import Choice, diversified, same_name
from models.catalog.external_candidates import ExternalCandidates
from models.catalog.half import single
from models.catalog.reasons import Reason, Reasons
from models.catalog.search import Index, Ranking, SearchSettings
from models.catalog.shards import LOT_FILE, Shards
from models.catalog.space import Space, unit
from models.catalog.titles import TitleIndex
from models.catalog.tracks import Track, read_tracks
from models.errors import ArtifactError
from models.genres.segments import PROJECTION_FILE, Images, SegmentProjection, own_maximum
from models.genres.statistics import song_statistics
from models.manifest import Artifacts, open_artifacts

TRACKS_FILE = "catalog/tracks.csv"
EMBEDDING_FILE = "catalog/embedding.npy"
SEGMENTS_FILE = "catalog/segments.npy"
PENALTY_FILE = "catalog/penalty.npy"
SPACE_FILE = "catalog/space.npz"
SEARCH_FILE = "catalog/search.json"
TAGGERS_FILE = "catalog/tagger.npy"
TYPICAL_SHARE = 0.5


@dataclass(frozen=True, eq=False)
class Catalog:
    """Tracks with their vectors, the arrays memory-mapped; safe to share between threads.

    ``lots`` are songs added since (``models.catalog.shards``): part of every answer as soon as they are there, and of
    the length, but not of ``tracks`` and ``index``.
    """

    tracks: tuple[Track, ...]
    index: Index
    space: Space
    reasons: Reasons | None = None
    lots: Shards["Catalog"] | None = None
    _places: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {track.track_id: place for place, track in enumerate(self.tracks)})

    @classmethod
    def load(cls, artifacts: Artifacts) -> "Catalog":
        """Open the catalogue's files; raise ArtifactError naming one that does not fit the others."""
        tracks = read_tracks(artifacts.path(TRACKS_FILE))
        penalty = np.load(artifacts.path(PENALTY_FILE), allow_pickle=False).astype(np.float32)
        space = Space.load(artifacts.path(SPACE_FILE))
        index = _index(artifacts, tracks, space, penalty, SearchSettings.load(artifacts.path(SEARCH_FILE)))
        projection = SegmentProjection.load(artifacts.path(PROJECTION_FILE))
        reasons = Reasons(projection, tracks, index.embeddings, index.segments)
        read = partial(_lot, index, space, artifacts.entries[SPACE_FILE].sha256)
        return cls(tracks, index, space, reasons, Shards(artifacts.folder, read))

    def __len__(self) -> int:
        """Count the tracks."""
        return sum(len(part.tracks) for part in self.parts)

    @property
    def genres(self) -> tuple[str, ...]:
        """The genres of the tracks, in alphabetical order."""
        return tuple(sorted(set().union(*(part._members for part in self.parts))))

    def embed(self, heard: NDArray[np.float32], images: Images) -> NDArray[np.float32]:
        """Return a song's embedding, float32 [d] of length 1.

        ``heard``: [e + labels], the ``embedding`` of a GenrePrediction. ``images``: float32 [n, 128, 128] in dB.
        """
        return self.place(heard, song_statistics(own_maximum(np.asarray(images, dtype=np.float32))).mean(axis=0))

    def place(self, heard: NDArray[np.float32], statistics: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return a song's embedding by its song statistics [1496], the mean over its images."""
        embedded: NDArray[np.float32] = self.space.embed(views(heard[None], statistics[None], self.space))[0]
        return embedded

    def recommend(
        self,
        embedding: NDArray[np.float32],
        segments: NDArray[np.floating] | None,
        count: int,
        *,
        exclude: Collection[int] = (),
        artist: str | None = None,
        title: str | None = None,
        genre: str | None = None,
        external_candidates: ExternalCandidates | None = None,
        archive: bool = True,
        tagger: NDArray[np.float32] | None = None,
    ) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like one with this ``embedding`` [d] and ``segments`` [10, 100].

        Never a track in ``exclude``, never one with the song's own ``title`` and ``artist``, never a near-duplicate of
        the song or of a better one, and not too much of one artist (``models.catalog.diversification``). ``genre`` is
        the song's own, for the reasons. ``external_candidates`` are songs beside the catalogue's; without ``archive``
        they stand alone. ``tagger`` [200], the tagger's embedding of the song, counts towards tracks that the tagger
        heard (``models.catalog.similarity_fusion``); the chances that ``similarity`` tells were measured without it.
        """
        parts = self.parts
        query = unit(np.asarray(embedding, dtype=np.float32))
        ranking = self.index.rank(query, segments, external_candidates, tagger, [part.index for part in parts[1:]])
        choices = [
            choice
            for choice in self._choices(ranking, parts, external_candidates)
            if choice.track.track_id not in exclude
            and (archive or not any(choice.track.track_id in part._places for part in parts))
            and not (title and artist and same_name(title, artist, choice.track))
        ]
        chosen = diversified(choices, count)
        return tuple(
            _recommendation(choice.track, choice.similarity, reason)
            for choice, reason in zip(chosen, self._reasons(chosen, segments, genre), strict=True)
        )

    def like(
        self, track_id: int, count: int, *, external_candidates: ExternalCandidates | None = None, archive: bool = True
    ) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like a track of the catalogue; raise KeyError if there is no such track."""
        home, place = self._home(track_id)
        track = home.tracks[place]
        return self.recommend(
            self.vector(track_id),
            self.segments(track_id),
            count,
            exclude={track_id},
            artist=track.artist,
            title=track.title,
            genre=track.genre,
            external_candidates=external_candidates,
            archive=archive,
            tagger=self.tagger(track_id),
        )

    def tagger(self, track_id: int) -> NDArray[np.float32] | None:
        """Return the tagger's embedding of a track, float32 [200], or None where it never heard it; raise KeyError."""
        home, place = self._home(track_id)
        rows = home.index.taggers
        return rows[place].astype(np.float32) if rows is not None and rows[place].any() else None

    def vector(self, track_id: int) -> NDArray[np.float32]:
        """Return a track's embedding, float32 [d] of length 1; raise KeyError if there is no such track."""
        home, place = self._home(track_id)
        return unit(single(home.index.embeddings[place]))

    def segments(self, track_id: int) -> NDArray[np.float16]:
        """Return a track's segments, float16 [10, 100]; raise KeyError if there is no such track."""
        home, place = self._home(track_id)
        return np.array(home.index.segments[place])

    def by_genre(self, genre: str, count: int, *, seed: int | None = None) -> tuple[Recommendation, ...]:
        """Return ``count`` songs drawn from the half of a genre that is most typical of it, one of an artist.

        Another draw each time unless ``seed`` is given; the most typical of them comes first. Nothing for an unknown
        genre.
        """
        members = [(part, part._members[genre]) for part in self.parts if genre in part._members]
        if not members:
            return ()
        tracks = [part.tracks[place] for part, places in members for place in places]
        vectors = np.concatenate([single(part.index.embeddings[places]) for part, places in members])
        typical = vectors @ unit(vectors.mean(axis=0))
        best = np.argsort(-typical, kind="stable")[: max(count, int(len(tracks) * TYPICAL_SHARE))]
        drawn: dict[str, tuple[float, Track]] = {}
        for place in random.Random(seed).sample(best.tolist(), len(best)):  # noqa: S311 - a draw, no secret
            drawn.setdefault(tracks[place].artist_key, (float(typical[place]), tracks[place]))
        chosen = sorted(list(drawn.values())[:count], key=lambda pair: -pair[0])
        similarities = self.index.settings.similarity(np.array([score for score, _ in chosen], dtype=np.float32))
        return tuple(
            _recommendation(track, float(similarity), Reason())
            for (_, track), similarity in zip(chosen, similarities, strict=True)
        )

    def search_titles(self, text: str, limit: int) -> tuple[Track, ...]:
        """Return at most ``limit`` tracks whose title and artist hold words that begin like those of ``text``."""
        found = [(rank, part.tracks[place]) for part in self.parts for rank, place in part._titles.ranked(text, limit)]
        return tuple(track for _, track in sorted(found, key=lambda pair: pair[0])[:limit])

    def track(self, track_id: int) -> Track | None:
        """Return a track of the catalogue, or None."""
        try:
            home, place = self._home(track_id)
        except KeyError:
            return None
        return home.tracks[place]

    @property
    def parts(self) -> tuple["Catalog", ...]:
        """The catalogue without its lots, then each of them, as they are now."""
        return (self, *self.lots.present()) if self.lots else (self,)

    def _home(self, track_id: int) -> tuple["Catalog", int]:
        if track_id in self._places:
            return self, self._places[track_id]
        for part in self.parts:
            if track_id in part._places:
                return part, part._places[track_id]
        raise KeyError(track_id)

    def _choices(
        self, ranking: Ranking, parts: Sequence["Catalog"], external_candidates: ExternalCandidates | None
    ) -> Iterator[Choice]:
        shelves = [part.tracks for part in parts] + ([external_candidates.tracks] if external_candidates else [])
        starts = [0, *accumulate(map(len, shelves))]
        similarities = self.index.settings.similarity(ranking.scores)
        for row, place in enumerate(ranking.tracks.tolist()):
            shelf = bisect_right(starts, place) - 1
            yield Choice(
                shelves[shelf][place - starts[shelf]],
                ranking.embeddings[row],
                float(ranking.cosines[row]),
                float(similarities[row]),
                ranking.segments[row],
            )

    def _reasons(
        self, chosen: Sequence[Choice], segments: NDArray[np.floating] | None, genre: str | None
    ) -> Sequence[Reason]:
        if self.reasons is None or not chosen:
            return [Reason()] * len(chosen)
        alike_in: Sequence[tuple[str, ...]] = [()] * len(chosen)
        if segments is not None:
            alike_in = self.reasons.alike_in(segments, np.stack([choice.segments for choice in chosen]))
        corners = [self.reasons.in_same_corner(genre, choice.track, choice.cosine) for choice in chosen]
        return [Reason(alike, genre if corner else None) for alike, corner in zip(alike_in, corners, strict=True)]

    @cached_property
    def _titles(self) -> TitleIndex:
        return TitleIndex((track.title, track.artist) for track in self.tracks)

    @cached_property
    def _members(self) -> dict[str, NDArray[np.int64]]:
        places: dict[str, list[int]] = {}
        for place, track in enumerate(self.tracks):
            places.setdefault(track.genre, []).append(place)
        return {genre: np.array(members, dtype=np.int64) for genre, members in places.items()}


def _index(
    artifacts: Artifacts, tracks: Sequence[Track], space: Space, penalty: NDArray[np.float32], settings: SearchSettings
) -> Index:
    taggers = _mapped(artifacts, TAGGERS_FILE) if artifacts.has(TAGGERS_FILE) else None
    index = Index(_mapped(artifacts, EMBEDDING_FILE), _mapped(artifacts, SEGMENTS_FILE), penalty, settings, taggers)
    _check(artifacts, tracks, index)
    return index.shelved(space.axes, (track.genre for track in tracks))


def _mapped(artifacts: Artifacts, name: str) -> NDArray[np.float16]:
    rows: NDArray[np.float16] = np.load(artifacts.path(name), mmap_mode="r", allow_pickle=False)
    return rows


def _check(artifacts: Artifacts, tracks: Sequence[Track], index: Index) -> None:
    for name, rows in (
        (EMBEDDING_FILE, index.embeddings),
        (SEGMENTS_FILE, index.segments),
        (PENALTY_FILE, index.penalty),
        (TAGGERS_FILE, index.taggers),
    ):
        if rows is not None and len(rows) != len(tracks):
            raise ArtifactError(f"{artifacts.path(name)} has {len(rows)} rows for {len(tracks)} tracks")


def _lot(beside: Index, space: Space, fingerprint: str, folder: Path) -> Catalog:
    """Open a lot; what is a hub among its tracks shows only when the catalogue is built anew."""
    artifacts = open_artifacts(folder)
    if json.loads(artifacts.path(LOT_FILE).read_text(encoding="utf-8")).get("space") != fingerprint:
        raise ArtifactError(f"the songs in {folder} were heard by other models; add them again")
    tracks = read_tracks(artifacts.path(TRACKS_FILE))
    return Catalog(tracks, _index(artifacts, tracks, space, np.zeros(len(tracks), np.float32), beside.settings), space)


def views(heard: NDArray[np.float32], statistics: NDArray[np.float32], space: Space) -> dict[str, NDArray[np.float32]]:
    """Return the rows of the space's parts for songs' ``heard`` [n, e + labels] and ``statistics`` [n, f].

    ``pooled`` are the first numbers of the network's embedding. ``genres`` are the square roots of the probabilities:
    their product is the Bhattacharyya coefficient of two verdicts.
    """
    labels = len(space.parts["genres"].mean)
    return {
        "pooled": heard[:, : len(space.parts["pooled"].mean)],
        "genres": np.exp(heard[:, -labels:] / 2),
        "statistics": statistics,
    }


def _recommendation(track: Track, similarity: float, reason: Reason) -> Recommendation:
    return Recommendation(
        track.track_id,
        track.title,
        track.artist,
        track.genre,
        similarity,
        track.url,
        licence=track.licence,
        alike_in=reason.alike_in,
        corner=reason.corner,
    )
