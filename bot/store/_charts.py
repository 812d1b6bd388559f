"""What was posted most, counted."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._posted import Posted
from bot.store._reactions import likes_of
from bot.store._song_tags import TagCounts, counted
from bot.store._tables import HearingRow, SongFeatureRow, SongTagRow

GenreCounts = tuple[tuple[str, int], ...]
"""Genres with how many posted songs they had, most first."""


@dataclass(frozen=True, slots=True)
class Poster:
    """A member, how many songs they posted, and how many likes those got."""

    user_id: int
    songs: int
    likes: int


class Counts:
    """Counts over posted songs."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def genres(self, posted: Posted, limit: int) -> GenreCounts:
        """Count the genres of some posts."""
        number = func.count()
        joined = select(SongFeatureRow.genre, number).join(HearingRow, HearingRow.sha256 == SongFeatureRow.sha256)
        music = joined.where(posted.condition, SongFeatureRow.genre.is_not(None)).group_by(SongFeatureRow.genre)
        async with self._sessions() as session:
            rows = await session.execute(music.order_by(number.desc(), SongFeatureRow.genre).limit(limit))
            return tuple((row[0] or "", row[1]) for row in rows)

    async def tags(self, posted: Posted, limit: int) -> TagCounts:
        """Count the tags of the songs of some posts, each song once; those that they have besides ``posted.tag``."""
        which: ColumnElement[bool] = SongTagRow.sha256.in_(select(HearingRow.sha256).where(posted.condition))
        if posted.tag is not None:
            which &= SongTagRow.tag != posted.tag
        async with self._sessions() as session:
            return await counted(session, which, limit)

    async def posters(self, posted: Posted, limit: int) -> tuple[Poster, ...]:
        """Count the songs of the members who posted most, and the likes that these songs got."""
        number = func.count()
        most = (
            select(HearingRow.user_id, number.label("songs"))
            .where(posted.condition)
            .group_by(HearingRow.user_id)
            .order_by(number.desc(), HearingRow.user_id)
            .limit(limit)
        )
        votes = likes_of(posted).subquery()
        theirs = select(HearingRow.user_id, HearingRow.sha256).where(posted.condition).distinct().subquery()
        likes = (
            select(theirs.c.user_id, func.count())
            .join(votes, (votes.c.sha256 == theirs.c.sha256) & (votes.c.user_id != theirs.c.user_id))
            .group_by(theirs.c.user_id)
        )
        async with self._sessions() as session:
            ranked = (await session.execute(most)).all()
            liked = {row[0]: row[1] for row in await session.execute(likes)}
        return tuple(Poster(user_id, songs, liked.get(user_id, 0)) for user_id, songs in ranked)

    async def best_genres(self, hashes: Collection[str]) -> dict[str, str]:
        """Return the most probable genre of songs by their SHA-256, without those that are no music."""
        query = select(SongFeatureRow.sha256, SongFeatureRow.genre).where(
            SongFeatureRow.sha256.in_(hashes), SongFeatureRow.genre.is_not(None)
        )
        async with self._sessions() as session:
            return {row[0]: row[1] or "" for row in await session.execute(query)}
