"""Servers' libraries: posted songs that may be found and recommended in their own server, and nowhere else.

Every question names the server and the channels that the requester may read, and no other row is looked at. Vectors are
read in blocks, so that a search takes the same memory in a server with a hundred songs as in one with a million.
"""

import heapq
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._song_tags import sounds_like
from bot.store._songs import SEGMENTS_SHAPE
from bot.store._tables import AnalysisRow, HearingRow, SongRow
from models.catalog.similarity_fusion import fused_similarities
from models.catalog.titles import folded

_BLOCK = 1024


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
        words: str,
        limit: int,
        offset: int = 0,
        *,
        genre: str | None = None,
    ) -> list[LibrarySong]:
        """Return songs in whose title, artist or file name every word begins a word, newest first; all for no words.

        ``genre``: only those that the models think of that genre.
        """
        wanted = folded(words).split()
        found: list[int] = []
        query = _first_posts(scope, model_version).with_only_columns(
            HearingRow.id, HearingRow.name, SongRow.title, SongRow.artist
        )
        if genre is not None:
            query = query.where(AnalysisRow.answer["genres"][0]["genre"].as_string() == genre)
        # Closed at once where it is left early, which returns its connection.
        async with aclosing(self._blocks(query.order_by(HearingRow.id.desc()))) as blocks:
            async for block in blocks:
                found += [row.id for row in block if _matches(wanted, row.title or row.name, row.artist)]
                if len(found) >= offset + limit:
                    break
        page = found[offset : offset + limit]
        songs = await self.songs(scope, model_version, page)
        return [songs[number] for number in page if number in songs]

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


def _matches(wanted: Sequence[str], title: str, artist: str | None) -> bool:
    words = folded(f"{title} {artist or ''}").split()
    return all(any(word.startswith(start) for word in words) for start in wanted)


def _placed(row: Any) -> PlacedSong:
    post, song, analysis = row.HearingRow, row.SongRow, row.AnalysisRow
    return PlacedSong(
        LibrarySong(
            post.id,
            post.sha256,
            song.title or post.name,
            song.artist,
            analysis.answer["genres"][0]["genre"],
            post.user_id,
            post.guild_id,
            post.channel_id,
            post.message_id,
            # SQLite keeps no time zone; what is written is UTC.
            post.heard.replace(tzinfo=UTC),
        ),
        np.frombuffer(analysis.embedding, "<f4"),
        np.frombuffer(analysis.segments, "<f2").reshape(SEGMENTS_SHAPE),
        _tagger(analysis.tagger),
    )


def _tagger(kept: bytes | None) -> NDArray[np.float32] | None:
    return None if kept is None else np.frombuffer(kept, "<f4")
