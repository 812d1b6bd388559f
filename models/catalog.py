"""The catalogue: songs that sound like a song, and songs found by name or by genre.

``similarity`` is the measured chance, 0 to 1, that two songs this close in the catalogue's space share their genre: a
monotone curve fitted on queries that no model was trained on. 0.5 is close, 0.8 is very close.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from models.analysis import Recommendation
from models.catalog_guests import Guests
from models.catalog_half import single
from models.catalog_reasons import Reason, Reasons
from models.catalog_reply import Choice, arranged, same_name
from models.catalog_search import Index, Ranking, SearchSettings
from models.catalog_space import Space, unit
from models.catalog_titles import TitleIndex
from models.catalog_tracks import Track, read_tracks
from models.errors import ArtifactError
from models.manifest import Artifacts
from models.segments import PROJECTION_FILE, Images, SegmentProjection, own_maximum
from models.statistics import song_statistics

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
    """Tracks with their vectors, the arrays memory-mapped; safe to share between threads."""

    tracks: tuple[Track, ...]
    index: Index
    space: Space
    reasons: Reasons | None = None
    _places: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", {track.track_id: place for place, track in enumerate(self.tracks)})

    @classmethod
    def load(cls, artifacts: Artifacts) -> "Catalog":
        """Open the catalogue's files; raise ArtifactError naming one that does not fit the others."""
        tracks = read_tracks(artifacts.path(TRACKS_FILE))
        index = Index(
            np.load(artifacts.path(EMBEDDING_FILE), mmap_mode="r", allow_pickle=False),
            np.load(artifacts.path(SEGMENTS_FILE), mmap_mode="r", allow_pickle=False),
            np.load(artifacts.path(PENALTY_FILE), allow_pickle=False).astype(np.float32),
            SearchSettings.load(artifacts.path(SEARCH_FILE)),
            _taggers(artifacts),
        )
        for name, rows in (
            (EMBEDDING_FILE, index.embeddings),
            (SEGMENTS_FILE, index.segments),
            (PENALTY_FILE, index.penalty),
            (TAGGERS_FILE, index.taggers),
        ):
            if rows is not None and len(rows) != len(tracks):
                raise ArtifactError(f"{artifacts.path(name)} has {len(rows)} rows for {len(tracks)} tracks")
        projection = SegmentProjection.load(artifacts.path(PROJECTION_FILE))
        reasons = Reasons(projection, tracks, index.embeddings, index.segments)
        return cls(tracks, index, Space.load(artifacts.path(SPACE_FILE)), reasons)

    def __len__(self) -> int:
        """Count the tracks."""
        return len(self.tracks)

    @property
    def genres(self) -> tuple[str, ...]:
        """The genres of the tracks, in alphabetical order."""
        return tuple(sorted(self._members))

    def embed(self, heard: NDArray[np.float32], images: Images) -> NDArray[np.float32]:
        """Return a song's embedding, float32 [d] of length 1.

        ``heard``: [e + labels], the ``embedding`` of a GenreVerdict. ``images``: float32 [n, 128, 128] in dB.
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
        guests: Guests | None = None,
        archive: bool = True,
        tagger: NDArray[np.float32] | None = None,
    ) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like one with this ``embedding`` [d] and ``segments`` [10, 100].

        Never a track in ``exclude``, never one with the song's own ``title`` and ``artist``, never a near-duplicate of
        the song or of a better one, and not too much of one artist (``models.catalog_reply``). ``genre`` is the song's
        own, for the reasons. ``guests`` are songs beside the catalogue's; without ``archive`` they stand alone.
        ``tagger`` [200], the tagger's embedding of the song, counts towards tracks that the tagger heard
        (``models.likeness``); the chances that ``similarity`` tells were measured without it.
        """
        ranking = self.index.rank(unit(np.asarray(embedding, dtype=np.float32)), segments, guests, tagger)
        choices = [
            choice
            for choice in self._choices(ranking, guests)
            if choice.track.track_id not in exclude
            and (archive or choice.track.track_id not in self._places)
            and not (title and artist and same_name(title, artist, choice.track))
        ]
        chosen = arranged(choices, count)
        return tuple(
            _recommendation(choice.track, choice.similarity, reason)
            for choice, reason in zip(chosen, self._reasons(chosen, segments, genre), strict=True)
        )

    def like(
        self, track_id: int, count: int, *, guests: Guests | None = None, archive: bool = True
    ) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like a track of the catalogue; raise KeyError if there is no such track."""
        track = self.tracks[self._places[track_id]]
        return self.recommend(
            self.vector(track_id),
            self.segments(track_id),
            count,
            exclude={track_id},
            artist=track.artist,
            title=track.title,
            genre=track.genre,
            guests=guests,
            archive=archive,
            tagger=self.tagger(track_id),
        )

    def tagger(self, track_id: int) -> NDArray[np.float32] | None:
        """Return the tagger's embedding of a track, float32 [200], or None where it never heard it; raise KeyError."""
        place, rows = self._places[track_id], self.index.taggers
        return rows[place].astype(np.float32) if rows is not None and rows[place].any() else None

    def vector(self, track_id: int) -> NDArray[np.float32]:
        """Return a track's embedding, float32 [d] of length 1; raise KeyError if there is no such track."""
        return unit(self.index.embeddings[self._places[track_id]].astype(np.float32))

    def segments(self, track_id: int) -> NDArray[np.float16]:
        """Return a track's segments, float16 [10, 100]; raise KeyError if there is no such track."""
        return np.array(self.index.segments[self._places[track_id]])

    def by_genre(self, genre: str, count: int, *, seed: int | None = None) -> tuple[Recommendation, ...]:
        """Return ``count`` songs drawn from the half of a genre that is most typical of it, one of an artist.

        Another draw each time unless ``seed`` is given; the most typical of them comes first. Nothing for an unknown
        genre.
        """
        members = self._members.get(genre)
        if members is None:
            return ()
        vectors = single(self.index.embeddings[members])
        typical = vectors @ unit(vectors.mean(axis=0))
        best = np.argsort(-typical, kind="stable")[: max(count, int(len(members) * TYPICAL_SHARE))]
        drawn: dict[str, tuple[float, Track]] = {}
        for place in random.Random(seed).sample(best.tolist(), len(best)):  # noqa: S311 - a draw, no secret
            track = self.tracks[members[place]]
            drawn.setdefault(track.artist.casefold(), (float(typical[place]), track))
        chosen = sorted(list(drawn.values())[:count], key=lambda pair: -pair[0])
        similarities = self.index.settings.similarity(np.array([score for score, _ in chosen], dtype=np.float32))
        return tuple(
            _recommendation(track, float(similarity), Reason())
            for (_, track), similarity in zip(chosen, similarities, strict=True)
        )

    def search_titles(self, text: str, limit: int) -> tuple[Track, ...]:
        """Return at most ``limit`` tracks whose title and artist hold words that begin like those of ``text``."""
        return tuple(self.tracks[place] for place in self._titles.find(text, limit))

    def track(self, track_id: int) -> Track | None:
        """Return a track of the catalogue, or None."""
        place = self._places.get(track_id)
        return None if place is None else self.tracks[place]

    def _choices(self, ranking: Ranking, guests: Guests | None) -> Iterator[Choice]:
        similarities = self.index.settings.similarity(ranking.scores)
        for row, place in enumerate(ranking.tracks.tolist()):
            yield Choice(
                self.tracks[place] if place < len(self.tracks) or not guests else guests.tracks[place - len(self)],
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


def _taggers(artifacts: Artifacts) -> NDArray[np.float16] | None:
    if not artifacts.has(TAGGERS_FILE):
        return None
    rows: NDArray[np.float16] = np.load(artifacts.path(TAGGERS_FILE), mmap_mode="r", allow_pickle=False)
    return rows


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
