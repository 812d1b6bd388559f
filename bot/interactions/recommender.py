"""A server's library beside the archive: songs out of both, as far as whoever reads the answer may see them."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import discord
import numpy as np
from numpy.typing import NDArray

from bot.core.services import Services
from bot.errors import NoLibraryError, OnlyInServersError
from bot.interactions.visibility import readable_channels, shared_channels
from bot.store import LibrarySong, PlacedSong, Scope
from models.analysis import Analysis, Recommendation
from models.catalog.external_candidates import ExternalCandidates
from models.catalog.similarity_fusion import fused_similarities
from models.catalog.space import unit
from models.catalog.tracks import Track

# As many as come out of the archive's first search.
_CANDIDATES = 200


class Origin(StrEnum):
    """Where recommended songs may come from."""

    BOTH = "both"
    ARCHIVE = "archive"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class SearchScope:
    """What may be recommended: the archive or not, and a server's library as far as ``scope`` reaches."""

    archive: bool
    scope: Scope | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A place in the space of songs that something near is wanted for; ``genre`` is the song's own, where sure.

    ``embedding``: float32 [d]. ``segments``: [n, 100] of the song or songs. ``tagger``: float32 [200] or None.
    ``exclude``: ids of what must not come, a library's negative.
    """

    embedding: NDArray[np.float32]
    segments: NDArray[np.floating] | None = None
    tagger: NDArray[np.float32] | None = None
    artist: str | None = None
    title: str | None = None
    genre: str | None = None
    exclude: frozenset[int] = frozenset()


ARCHIVE_ONLY = SearchScope(archive=True)


async def search_scope_for(
    interaction: discord.Interaction,
    services: Services,
    origin: Origin | None,
    *,
    private: bool,
    tag: str | None = None,
) -> SearchScope:
    """Return what an answer to an interaction may name; ``private`` says that nobody else will read it.

    With a ``tag`` the server's songs alone are wanted that sound like it, for the archive's were never heard. Raises
    NoLibraryError, or OnlyInServersError in private, where the server's songs alone are wanted.
    """
    origin = Origin.SERVER if tag else origin
    if origin is Origin.ARCHIVE:
        return ARCHIVE_ONLY
    guild_id = interaction.guild_id
    if guild_id is None or not await services.store.servers.keeps_library(guild_id):
        if origin is Origin.SERVER:
            raise OnlyInServersError if guild_id is None else NoLibraryError
        return ARCHIVE_ONLY
    return SearchScope(origin is not Origin.SERVER, replace(scope_of(interaction, private=private), tag=tag))


def scope_of(interaction: discord.Interaction, *, private: bool) -> Scope:
    """Return how far an answer to an interaction may reach into the server's library."""
    guild, requester = interaction.guild, interaction.user
    channels = (
        readable_channels(guild, requester) if private else shared_channels(guild, requester, interaction.channel)
    )
    return Scope(interaction.guild_id or 0, frozenset(channels))


async def recommend_near(
    services: Services, search_scope: SearchScope, place: Query, count: int
) -> tuple[Recommendation, ...]:
    """Return ``count`` songs near a place; the library's have the negative of their id and link to their post."""
    embedding = unit(place.embedding)
    alone = not search_scope.archive
    # Beside the archive, whose songs were never tagged, the library's must be compared as those are.
    found = await _candidates(services, search_scope, embedding, place.tagger if alone else None)
    songs = await asyncio.to_thread(
        services.catalog.recommend,
        embedding,
        place.segments,
        max(count, len(found)) if alone else count,
        exclude=place.exclude,
        artist=place.artist,
        title=place.title,
        genre=place.genre,
        external_candidates=external_candidates(found),
        archive=search_scope.archive,
        tagger=place.tagger,
    )
    return _by_likeness(place, found, songs)[:count] if alone else songs


async def of_genre(services: Services, search_scope: SearchScope, genre: str, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs of a genre; of two sources up to half from the library, newest first."""
    ours: Sequence[LibrarySong] = ()
    if search_scope.scope:
        most = count // 2 if search_scope.archive else count
        ours = await services.store.library.search(search_scope.scope, services.model_version, "", most, genre=genre)
    rest = count - len(ours) if search_scope.archive else 0
    drawn = await asyncio.to_thread(services.catalog.by_genre, genre, rest)
    return (*(as_recommendation(song) for song in ours), *drawn)


async def visible(services: Services, scope: Scope | None, songs: Collection[Recommendation]) -> list[Recommendation]:
    """Return songs without those of a library that ``scope`` does not reach, or that have left it."""
    ids = [-song.track_id for song in songs if song.track_id < 0]
    if scope and not await services.store.servers.keeps_library(scope.guild_id):
        scope = None
    kept = await services.store.library.songs(scope, services.model_version, ids) if scope and ids else {}
    return [song for song in songs if song.track_id >= 0 or -song.track_id in kept]


def query_for(analysis: Analysis) -> Query:
    """Return where a heard song lies."""
    vectors = analysis.vectors
    if vectors is None:
        raise ValueError("a song without its vectors cannot be placed")
    genre = analysis.genres[0].genre if analysis.confident else None
    return Query(vectors.embedding, vectors.segments, vectors.tagger, analysis.artist, analysis.title, genre)


def as_recommendation(song: LibrarySong, similarity: float = 1.0) -> Recommendation:
    """Return a library's song as a list has it."""
    track = _track(song)
    return Recommendation(track.track_id, track.title, track.artist, track.genre, similarity, track.url)


def external_candidates(found: Sequence[PlacedSong]) -> ExternalCandidates | None:
    """Return songs of a library as external candidates of the archive's search."""
    if not found:
        return None
    tracks = tuple(_track(placed.song) for placed in found)
    vectors = np.stack([placed.embedding for placed in found])
    return ExternalCandidates(tracks, vectors, np.stack([placed.segments for placed in found]))


async def _candidates(
    services: Services, search_scope: SearchScope, embedding: NDArray[np.float32], tagger: NDArray[np.float32] | None
) -> list[PlacedSong]:
    if search_scope.scope is None:
        return []
    return await services.store.library.nearest(
        search_scope.scope, services.model_version, embedding, _CANDIDATES, tagger=tagger
    )


def _track(song: LibrarySong) -> Track:
    return Track(-song.id, song.title, song.artist or "", song.genre, song.jump_url)


def _by_likeness(
    place: Query, found: Sequence[PlacedSong], songs: Sequence[Recommendation]
) -> tuple[Recommendation, ...]:
    """Order a library's songs by how alike they are to the tagger too, which has heard them all."""
    if place.tagger is None or not songs:
        return tuple(songs)
    vectors = np.stack([placed.embedding for placed in found])
    likeness = fused_similarities(unit(place.embedding), place.tagger, vectors, [each.tagger for each in found])
    order = {-placed.song.id: float(value) for placed, value in zip(found, likeness, strict=True)}
    return tuple(sorted(songs, key=lambda song: -order[song.track_id]))
