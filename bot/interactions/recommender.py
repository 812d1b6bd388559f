"""Recommenders: a query in, ranked songs with reasons out, from the archive, a server's library, or both together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from bot.core.services import Services
from bot.interactions.search_scope import SearchScope
from bot.store import Library, LibrarySong, PlacedSong, Scope, SongFilter
from models.analysis import HEADLINE_MODEL, Analysis, Origin, Recommendation
from models.catalog.catalog import Catalog
from models.catalog.external_candidates import ExternalCandidates
from models.catalog.query import Query
from models.catalog.similarity_fusion import fused_similarities
from models.catalog.space import unit
from models.catalog.tracks import Track

# As many as the archive's first search gives.
_CANDIDATES = 200


class Recommender(Protocol):
    """Anything that recommends songs."""

    async def recommend(self, query: Query, count: int) -> tuple[Recommendation, ...]:
        """Return at most ``count`` songs like what the query stands for, best first, each with its reasons."""


@dataclass(frozen=True, slots=True, eq=False)
class _CatalogRecommender:
    """Songs of the archive, or of the catalogue that an operator made in its place."""

    catalog: Catalog

    async def recommend(self, query: Query, count: int) -> tuple[Recommendation, ...]:
        """Return the catalogue's songs, by ``Catalog.recommend``."""
        return await asyncio.to_thread(self.catalog.recommend, query, count)


@dataclass(frozen=True, slots=True, eq=False)
class _LibraryRecommender:
    """Songs of one server's library, as far as ``scope`` reaches; each links to its post.

    All of them were analysed with their sound, so the tagger's embeddings count fully.
    """

    catalog: Catalog
    libraries: Library
    model_version: str
    scope: Scope

    async def recommend(self, query: Query, count: int) -> tuple[Recommendation, ...]:
        """Return the library's songs, by the fused similarity (``models.catalog.similarity_fusion``)."""
        embedding = unit(query.embedding)
        found = await self.libraries.nearest(
            self.scope, self.model_version, embedding, _CANDIDATES, tagger=query.tagger
        )
        if not found:
            return ()
        songs = await asyncio.to_thread(
            self.catalog.recommend,
            query,
            max(count, len(found)),
            external_candidates=_external_candidates(found),
            include_catalog=False,
        )
        return _with_tempo_and_key(query, _by_fused_similarity(query, found, songs)[:count], found)


@dataclass(frozen=True, slots=True, eq=False)
class _CombinedRecommender:
    """Songs of the catalogue and of one server's library in one ranking, by the measure that they have in common."""

    catalog: Catalog
    libraries: Library
    model_version: str
    scope: Scope

    async def recommend(self, query: Query, count: int) -> tuple[Recommendation, ...]:
        """Return songs of both, by ``Catalog.recommend``."""
        # The archive's songs have no tagger embeddings, so both are compared by the catalogue's space.
        found = await self.libraries.nearest(self.scope, self.model_version, unit(query.embedding), _CANDIDATES)
        candidates = _external_candidates(found) if found else None
        songs = await asyncio.to_thread(self.catalog.recommend, query, count, external_candidates=candidates)
        return _with_tempo_and_key(query, songs, found)


async def recommend_near(
    services: Services, search_scope: SearchScope, query: Query, count: int
) -> tuple[Recommendation, ...]:
    """Return ``count`` songs for a query, from what an answer may name."""
    recommender: Recommender = _CatalogRecommender(services.catalog)
    if search_scope.scope is not None:
        of_library = _CombinedRecommender if search_scope.archive else _LibraryRecommender
        recommender = of_library(services.catalog, services.store.library, services.model_version, search_scope.scope)
    return await recommender.recommend(query, count)


async def of_genre(services: Services, search_scope: SearchScope, genre: str, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs of a genre; of two sources up to half from the library, newest first."""
    ours: Sequence[LibrarySong] = ()
    if search_scope.scope:
        most = count // 2 if search_scope.archive else count
        wanted = SongFilter(genre=genre)
        ours = await services.store.library.search(search_scope.scope, services.model_version, wanted, most)
    rest = count - len(ours) if search_scope.archive else 0
    drawn = await asyncio.to_thread(services.catalog.by_genre, genre, rest)
    return (*(as_recommendation(song) for song in ours), *drawn)


def query_for(analysis: Analysis) -> Query:
    """Return the query for songs like an analysed one; raise ValueError where its vectors were not kept."""
    vectors = analysis.vectors
    if vectors is None:
        raise ValueError("a song without its vectors cannot be searched for")
    genre = analysis.genres[0].genre if analysis.confident else None
    has_headline = HEADLINE_MODEL in analysis.models
    genres = {each.genre: each.probability for each in analysis.genres} if has_headline else None
    return Query(
        vectors.embedding,
        vectors.segments,
        vectors.tagger,
        analysis.artist,
        analysis.title,
        genre,
        analysis.tempo,
        analysis.key,
        genres=genres,
    )


def library_query(placed: PlacedSong) -> Query:
    """Return the query for songs like one of a library."""
    song = placed.song
    return Query(
        placed.embedding,
        placed.segments,
        placed.tagger,
        song.artist,
        song.title,
        song.genre,
        song.tempo,
        song.key,
        exclude=frozenset({(Origin.LIBRARY, song.id)}),
    )


def as_recommendation(song: LibrarySong, similarity: float = 1.0) -> Recommendation:
    """Return a library's song as a list has it."""
    return replace(_track(song).recommended(similarity), tempo=song.tempo, key=song.key)


def _external_candidates(found: Sequence[PlacedSong]) -> ExternalCandidates:
    """Return songs of a library, at least one, as candidates beside the catalogue's."""
    tracks = tuple(_track(placed.song) for placed in found)
    vectors = np.stack([placed.embedding for placed in found])
    return ExternalCandidates(tracks, vectors, np.stack([placed.segments for placed in found]))


def _track(song: LibrarySong) -> Track:
    return Track(song.id, song.title, song.artist or "", song.genre, song.jump_url, origin=Origin.LIBRARY)


def _with_tempo_and_key(
    query: Query, songs: Sequence[Recommendation], found: Sequence[PlacedSong]
) -> tuple[Recommendation, ...]:
    """Return the songs, those of a library with tempo and key, and with whether the query's song has them too."""
    known = {placed.song.id: placed.song for placed in found}
    wanted = query.key.camelot if query.key and query.key.is_sure else None
    described = []
    for song in songs:
        ours = known[song.track_id] if song.origin is Origin.LIBRARY else None
        tempo, key = (ours.tempo, ours.key) if ours else (None, None)
        near = bool(tempo and query.tempo and tempo.is_near(query.tempo.bpm))
        same = bool(key and key.is_sure and key.camelot == wanted)
        described.append(replace(song, tempo=tempo, key=key, shares_tempo=near, shares_key=same))
    return tuple(described)


def _by_fused_similarity(
    query: Query, found: Sequence[PlacedSong], songs: Sequence[Recommendation]
) -> tuple[Recommendation, ...]:
    if query.tagger is None:
        return tuple(songs)
    vectors = np.stack([placed.embedding for placed in found])
    taggers = [placed.tagger for placed in found]
    similarities = fused_similarities(unit(query.embedding), query.tagger, vectors, taggers).tolist()
    order = dict(zip((placed.song.id for placed in found), similarities, strict=True))
    return tuple(sorted(songs, key=lambda song: -order[song.track_id]))
