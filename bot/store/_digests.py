"""What a digest counts: who found new ground, and songs of the library that nobody has liked yet."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._members import PastSong, past_song
from bot.store._posted import Posted
from bot.store._reactions import likes_of
from bot.store._tables import HearingRow, SongFeatureRow, SongRow


@dataclass(frozen=True, slots=True)
class Explorer:
    """A member, and the genres that they posted for the first time."""

    user_id: int
    genres: tuple[str, ...]


class Digests:
    """Counts that only digests need."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def totals(self, posted: Posted) -> tuple[int, int]:
        """Return how many songs some posts hold, and how many members posted them."""
        counts = select(func.count(HearingRow.sha256.distinct()), func.count(HearingRow.user_id.distinct()))
        async with self._sessions() as session:
            songs, members = (await session.execute(counts.where(posted.condition))).one()
            return songs, members

    async def explorers(self, posted: Posted, since: datetime, limit: int) -> list[Explorer]:
        """Return the members who since a moment posted genres that they never had, most genres first.

        ``posted``: their posts of all time. Members who posted nothing before are not looked for.
        """
        before = select(HearingRow.user_id).where(replace(posted, until=since).condition)
        first = func.min(HearingRow.heard)
        pairs = (
            select(HearingRow.user_id, SongFeatureRow.genre)
            .join(SongFeatureRow, SongFeatureRow.sha256 == HearingRow.sha256)
            .where(posted.condition, SongFeatureRow.genre.is_not(None), HearingRow.user_id.in_(before))
            .group_by(HearingRow.user_id, SongFeatureRow.genre)
            .having(first >= since)
            .order_by(HearingRow.user_id, SongFeatureRow.genre)
        )
        found: dict[int, list[str]] = {}
        async with self._sessions() as session:
            for user_id, genre in await session.execute(pairs):
                found.setdefault(user_id, []).append(genre or "")
        explorers = [Explorer(user_id, tuple(genres)) for user_id, genres in found.items()]
        return sorted(explorers, key=lambda each: (-len(each.genres), each.user_id))[:limit]

    async def library_songs(
        self, posted: Posted, limit: int, *, liked: bool = True, without: Collection[str] = ()
    ) -> list[PastSong]:
        """Draw songs of the library by chance, each by its first post; unless ``liked`` only those that nobody likes.

        ``without``: the SHA-256 of songs that are not wanted.
        """
        firsts = (
            select(func.min(HearingRow.id))
            .where(posted.condition, HearingRow.in_library, HearingRow.sha256.not_in(without))
            .group_by(HearingRow.sha256)
        )
        if not liked:
            firsts = firsts.where(HearingRow.sha256.not_in(select(likes_of(posted).subquery().c.sha256)))
        drawn = firsts.order_by(func.random()).limit(limit)
        query = select(HearingRow, SongRow).join(SongRow, SongRow.sha256 == HearingRow.sha256)
        async with self._sessions() as session:
            ids = [*await session.scalars(drawn)]
            return [past_song(post, song) for post, song in await session.execute(query.where(HearingRow.id.in_(ids)))]
