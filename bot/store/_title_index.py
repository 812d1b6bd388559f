"""The titles of servers' libraries in memory, with genre, tempo, key and poster, for searches while a person types.

Only posts are found here; whoever shows them reads them from the database, which decides whether they still exist.
"""

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._tables import HearingRow, SongFeatureRow, SongRow
from models.catalog.titles import folded

_MOST_POSTS = 250_000
"""Posts in memory over all servers, about 100 MB."""
_MAX_AGE_S = 3600.0
_BLOCK = 1000


class _Row(NamedTuple):
    id: int
    sha256: str
    channel_id: int
    name: str
    title: str | None
    artist: str | None
    user_id: int
    genre: str | None
    bpm: float | None
    camelot: str | None


@dataclass(frozen=True, slots=True)
class SongFilter:
    """What songs are looked for: each of ``words`` begins a word of title, artist or file name; all where none is set.

    ``bpm``: from one tempo to another; ``camelot``: a key's code on the Camelot wheel; ``user_id``: whose posts.
    """

    words: str = ""
    genre: str | None = None
    bpm: tuple[float, float] | None = None
    camelot: str | None = None
    user_id: int | None = None


class IndexedPost(NamedTuple):
    """A post in a library; ``words`` are the folded words of its title and artist, each after a space."""

    id: int
    sha256: str
    channel_id: int
    words: str
    user_id: int
    genre: str | None
    bpm: float | None
    camelot: str | None

    def fits(self, wanted: SongFilter) -> bool:
        """Return whether all but the words of a filter fit."""
        return (
            (wanted.genre is None or self.genre == wanted.genre)
            and (wanted.bpm is None or (self.bpm is not None and wanted.bpm[0] <= self.bpm <= wanted.bpm[1]))
            and (wanted.camelot is None or self.camelot == wanted.camelot)
            and (wanted.user_id is None or self.user_id == wanted.user_id)
        )


class _ServerTitles:
    """The posts of one library in the order of their ids."""

    def __init__(self) -> None:
        self.loaded = time.monotonic()
        self.lock = asyncio.Lock()
        self.posts: list[IndexedPost] = []
        self._words: list[str] = []
        self._of_song: dict[str, list[IndexedPost]] = {}

    def add(self, rows: Iterable[_Row]) -> None:
        for row in rows:
            words = f" {folded(f'{row.title or row.name} {row.artist or str()}')}"
            features = (row.genre and intern(row.genre), row.bpm, row.camelot and intern(row.camelot))
            post = IndexedPost(row.id, row.sha256, row.channel_id, words, row.user_id, *features)
            self.posts.append(post)
            self._words.append(words)
            self._of_song.setdefault(row.sha256, []).append(post)

    def matching(self, wanted: SongFilter, channel_ids: Collection[int]) -> Iterator[IndexedPost]:
        """Yield the first visible post of each song that matches, newest first."""
        starts = [f" {start}" for start in folded(wanted.words).split()]
        posts = self.posts
        if starts:
            # Most posts are ruled out here, in a loop without attributes and calls.
            longest = max(starts, key=len)
            posts = [post for post, words in zip(self.posts, self._words, strict=True) if longest in words]
        for post in reversed(posts):
            if post.channel_id in channel_ids and post.fits(wanted) and all(start in post.words for start in starts):
                same_song = self._of_song[post.sha256]
                # Somebody's song may have been posted by others before.
                if post is next(each for each in same_song if each.channel_id in channel_ids and each.fits(wanted)):
                    yield post


class TitleIndex:
    """The titles of the libraries that were searched lately; an index is read anew after an hour."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        """Read nothing yet."""
        self._sessions = sessions
        self._servers: OrderedDict[int, _ServerTitles] = OrderedDict()

    async def genres(self, guild_id: int, channel_ids: Collection[int]) -> Counter[str]:
        """Count the genres of a library's visible posts."""
        titles = await self._up_to_date(guild_id)
        return await asyncio.to_thread(
            lambda: Counter(post.genre for post in titles.posts if post.genre and post.channel_id in channel_ids)
        )

    async def matching(self, guild_id: int, channel_ids: Collection[int], wanted: SongFilter) -> Iterator[IndexedPost]:
        """Return a library's songs that are looked for, newest first, by their first visible post.

        Iterate in a thread: a library of 50,000 songs takes 10 ms.
        """
        titles = await self._up_to_date(guild_id)
        return titles.matching(wanted, channel_ids)

    def forget(self, guild_id: int) -> None:
        """Read a server's library anew at its next search."""
        self._servers.pop(guild_id, None)

    async def _up_to_date(self, guild_id: int) -> _ServerTitles:
        for old in [key for key, each in self._servers.items() if time.monotonic() - each.loaded > _MAX_AGE_S]:
            del self._servers[old]
        titles = self._servers.setdefault(guild_id, _ServerTitles())
        self._servers.move_to_end(guild_id)
        async with titles.lock:
            if not await self._read_new(guild_id, titles):
                self._servers[guild_id] = titles = _ServerTitles()
                await self._read_new(guild_id, titles)
        while len(self._servers) > 1 and sum(len(each.posts) for each in self._servers.values()) > _MOST_POSTS:
            self._servers.popitem(last=False)
        return titles

    async def _read_new(self, guild_id: int, titles: _ServerTitles) -> bool:
        """Add posts since the newest known one; return False where that one is gone, and its id may be another's."""
        newest = titles.posts[-1] if titles.posts else None
        columns = (HearingRow.id, HearingRow.sha256, HearingRow.channel_id, HearingRow.name)
        features = (SongFeatureRow.genre, SongFeatureRow.bpm, SongFeatureRow.camelot)
        query = (
            select(*columns, SongRow.title, SongRow.artist, HearingRow.user_id, *features)
            .join(SongRow, SongRow.sha256 == HearingRow.sha256)
            .outerjoin(SongFeatureRow, SongFeatureRow.sha256 == HearingRow.sha256)
            .where(HearingRow.guild_id == guild_id, HearingRow.in_library, HearingRow.message_id.is_not(None))
            .where(HearingRow.id >= (newest.id if newest else 0))
            .order_by(HearingRow.id)
        )
        is_known = newest is None
        async with self._sessions() as session:
            # A block at a time: all at once would stop the event loop for a fifth of a second.
            found = await session.stream(query.execution_options(yield_per=_BLOCK))
            async for block in found.partitions():
                rows = [_Row._make(row) for row in block]
                if newest is not None and not is_known:
                    is_known = rows.pop(0)[:2] == newest[:2]
                    if not is_known:
                        break
                await asyncio.to_thread(titles.add, rows)
        return is_known
