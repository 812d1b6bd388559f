"""Servers' libraries: posted songs that may be found and recommended in their own server, and nowhere else.

Every question names the server and the channels that the requester may read, and no other row is looked at. Vectors are
read in blocks, so that a search takes the same memory in a server with a hundred songs as in one with a million.
"""

import asyncio
import heapq
from collections import Counter
from collections.abc import AsyncGenerator, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._song_tags import sounds_like
from bot.store._songs import SEGMENTS_SHAPE
from bot.store._tables import AnalysisRow, HearingRow, SongRow
from bot.store._title_index import IndexedPost, SongFilter, TitleIndex
from models.analysis import Key, Tempo
from models.catalog.similarity_fusion import fused_similarities
from models.codec import decode

T = TypeVar("T")

_BLOCK = 1024
_MOST_READS = 3
# Databases take some 32,000 values in one statement.
_MOST_IDS = 8192


@dataclass(frozen=True, slots=True)
class Scope:
    """A server's library, as far as the requester may read its channels; with a ``tag`` what sounds like it."""

    guild_id: int
    channel_ids: frozenset[int]
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class LibrarySong:
    """A song of a library, by the first of its posts that the requester may see; ``genre`` is the most probable one."""

    id: int
    sha256: str
    title: str
    artist: str | None
    genre: str
    user_id: int
    guild_id: int
    channel_id: int
    message_id: int
    posted: datetime
    tempo: Tempo | None = None
    key: Key | None = None

    @property
    def jump_url(self) -> str:
        """Return the link to the post."""
        return f"https://discord.com/channels/{self.guild_id}/{self.channel_id}/{self.message_id}"


@dataclass(frozen=True, slots=True, eq=False)
class PlacedSong:
    """A song of a library with its vectors: ``embedding`` float32 [d], ``segments`` float16 [10, 100].

    ``tagger``: float32 [200], the tagger's embedding, or None where it did not run.
    """

    song: LibrarySong
    embedding: NDArray[np.float32]
    segments: NDArray[np.float16]
    tagger: NDArray[np.float32] | None


class Library:
    """The libraries of all servers."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions
        self._titles = TitleIndex(sessions)

    async def nearest(
        self,
        scope: Scope,
        model_version: str,
        embedding: NDArray[np.float32],
        limit: int,
        *,
        tagger: NDArray[np.float32] | None = None,
    ) -> list[PlacedSong]:
        """Return the ``limit`` songs nearest to a unit ``embedding`` [d], nearest first.

        With ``tagger``, the embedding [200] that the tagger gave the song, by both together
        (``models.catalog.similarity_fusion``).
        """
        best: list[tuple[float, int]] = []
        columns = (HearingRow.id, AnalysisRow.embedding, AnalysisRow.tagger)
        query = _first_posts(scope, model_version).with_only_columns(*columns)
        # What cannot be compared must not spoil the search.
        query = query.where(func.length(AnalysisRow.embedding) == 4 * len(embedding))
        async for block in self._blocks(query):
            vectors = np.array([np.frombuffer(row.embedding, "<f4") for row in block])
            taggers = [_tagger(row.tagger) for row in block]
            nearness = fused_similarities(embedding, tagger, vectors, taggers)
            pairs = zip(nearness.tolist(), (row.id for row in block), strict=True)
            best = heapq.nlargest(limit, [*best, *pairs])
        placed = await self.placed(scope, model_version, [number for _, number in best])
        return [placed[number] for _, number in best if number in placed]

    async def placed(self, scope: Scope, model_version: str, ids: Collection[int]) -> dict[int, PlacedSong]:
        """Return songs by their ids, with their vectors, as far as the requester may see them."""
        query = _first_posts(scope, model_version).where(HearingRow.id.in_(ids))
        async with self._sessions() as session:
            return {row.HearingRow.id: _placed(row) for row in await session.execute(query)}

    async def songs(self, scope: Scope, model_version: str, ids: Collection[int]) -> dict[int, LibrarySong]:
        """Return songs by their ids, as far as the requester may see them."""
        return {number: placed.song for number, placed in (await self.placed(scope, model_version, ids)).items()}

    async def search(
        self,
        scope: Scope,
        model_version: str,
        wanted: SongFilter,
        limit: int,
        offset: int = 0,
    ) -> list[LibrarySong]:
        """Return the songs that are looked for, newest first."""
        # An index that names posts which are gone is read anew; other processes may delete posts at any time.
        for _ in range(_MOST_READS):
            candidates = await self._titles.matching(scope.guild_id, scope.channel_ids, wanted)
            found, gone = await self._visible(candidates, scope, model_version, offset + limit, wanted.genre)
            if not gone:
                break
            self._titles.forget(scope.guild_id)
        return found[offset : offset + limit]

    async def genres(self, scope: Scope) -> Counter[str]:
        """Count the genres of a library's visible posts."""
        return await self._titles.genres(scope.guild_id, scope.channel_ids)

    async def _visible(
        self, candidates: Iterator[IndexedPost], scope: Scope, model_version: str, most: int, genre: str | None
    ) -> tuple[list[LibrarySong], bool]:
        """Return the first ``most`` songs of the candidates, and whether any of those no longer exists."""
        found: list[LibrarySong] = []
        size = most
        while block := await asyncio.to_thread(list, islice(candidates, size)):
            rows = await self._rows_of(block, scope, model_version)
            if any(post.id not in rows or rows[post.id].HearingRow.sha256 != post.sha256 for post in block):
                return found, True
            found += [
                _library_song(row.HearingRow, row.title, row.artist, row.genre)
                for row in (rows[post.id] for post in block)
                if row.genre is not None and row.sounds and (genre is None or row.genre == genre)
            ]
            if len(found) >= most:
                break
            size = min(4 * size, _MOST_IDS)
        return found, False

    async def _rows_of(self, posts: Sequence[IndexedPost], scope: Scope, model_version: str) -> dict[int, Any]:
        same = (AnalysisRow.sha256 == HearingRow.sha256) & (AnalysisRow.model_version == model_version)
        query = (
            select(
                HearingRow,
                SongRow.title,
                SongRow.artist,
                AnalysisRow.answer["genres"][0]["genre"].as_string().label("genre"),
                sounds_like(HearingRow.sha256, scope.tag).label("sounds"),
            )
            .join(SongRow, SongRow.sha256 == HearingRow.sha256)
            .outerjoin(AnalysisRow, same)
            .where(HearingRow.id.in_([post.id for post in posts]))
            .where(HearingRow.in_library, HearingRow.guild_id == scope.guild_id)
        )
        async with self._sessions() as session:
            return {row.HearingRow.id: row for row in await session.execute(query)}

    async def remove(self, guild_id: int, sha256: str, user_id: int | None = None) -> int:
        """Take a song's posts, or a member's posts of it, out of a library; return how many there were."""
        posts = update(HearingRow).where(
            HearingRow.guild_id == guild_id, HearingRow.sha256 == sha256, HearingRow.in_library
        )
        if user_id is not None:
            posts = posts.where(HearingRow.user_id == user_id)
        async with self._sessions.begin() as session:
            taken: Any = await session.execute(posts.values(in_library=False))
            return int(taken.rowcount)

    async def _blocks(self, query: Select[*tuple[Any, ...]]) -> AsyncGenerator[Sequence[Any], None]:
        async with self._sessions() as session:
            rows = await session.stream(query.execution_options(yield_per=_BLOCK))
            async for block in rows.partitions():
                yield block


def _first_posts(scope: Scope, model_version: str) -> Select[HearingRow, SongRow, AnalysisRow]:
    """Select the first visible post of each song of a library, with the song and its analysis by the present models."""
    seen = (
        (HearingRow.guild_id == scope.guild_id)
        & HearingRow.in_library
        & HearingRow.message_id.is_not(None)
        & HearingRow.channel_id.in_(scope.channel_ids)
        & sounds_like(HearingRow.sha256, scope.tag)
    )
    first = select(func.min(HearingRow.id)).where(seen).group_by(HearingRow.sha256)
    same = (AnalysisRow.sha256 == HearingRow.sha256) & (AnalysisRow.model_version == model_version)
    return (
        select(HearingRow, SongRow, AnalysisRow)
        .join(SongRow, SongRow.sha256 == HearingRow.sha256)
        .join(AnalysisRow, same)
        .where(HearingRow.id.in_(first))
    )


def _library_song(post: HearingRow, title: str | None, artist: str | None, genre: str) -> LibrarySong:
    # Rows of a library have the channel and the message of a post in a server.
    assert post.guild_id is not None  # noqa: S101
    assert post.channel_id is not None  # noqa: S101
    assert post.message_id is not None  # noqa: S101
    return LibrarySong(
        post.id,
        post.sha256,
        title or post.name,
        artist,
        genre,
        post.user_id,
        post.guild_id,
        post.channel_id,
        post.message_id,
        # SQLite keeps no time zone; what is written is UTC.
        post.heard.replace(tzinfo=UTC),
    )


def _placed(row: Any) -> PlacedSong:
    post, song, analysis = row.HearingRow, row.SongRow, row.AnalysisRow
    answer = analysis.answer
    plain = _library_song(post, song.title, song.artist, answer["genres"][0]["genre"])
    return PlacedSong(
        replace(plain, tempo=_stored(Tempo, answer.get("tempo")), key=_stored(Key, answer.get("key"))),
        np.frombuffer(analysis.embedding, "<f4"),
        np.frombuffer(analysis.segments, "<f2").reshape(SEGMENTS_SHAPE),
        _tagger(analysis.tagger),
    )


def _stored(kind: type[T], kept: Any) -> T | None:
    # Analyses of earlier releases have neither.
    return None if kept is None else decode(kind, kept, stored=True)


def _tagger(kept: bytes | None) -> NDArray[np.float32] | None:
    return None if kept is None else np.frombuffer(kept, "<f4")
