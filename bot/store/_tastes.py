"""Members' tastes, by the songs that they posted: of those only who want to be found by it."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._members import PastSong, past_song
from bot.store._posted import Posted
from bot.store._tables import AnalysisRow, HearingRow, MemberRow, SongFeatureRow, SongRow

_MOST_SONGS = 100
"""A taste's sound is that of a member's newest songs."""


@dataclass(frozen=True, slots=True)
class Taste:
    """A member, and how many songs of each genre they posted."""

    user_id: int
    genres: dict[str, int] = field(default_factory=dict)

    def shared(self, other: "Taste") -> dict[str, float]:
        """Return the genres that both post, with how much of both tastes lies on each, 0 to 1, most first."""
        mine, theirs = sum(self.genres.values()), sum(other.genres.values())
        both = self.genres.keys() & other.genres.keys()
        shares = {genre: min(self.genres[genre] / mine, other.genres[genre] / theirs) for genre in both}
        return dict(sorted(shares.items(), key=lambda each: (-each[1], each[0])))


class Tastes:
    """The tastes of members."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def of_members(self, posted: Posted, asker_id: int) -> dict[int, Taste]:
        """Return the tastes of the members who want to be found, and of who asks, by some posts."""
        findable = select(MemberRow.user_id).where(MemberRow.findable)
        query = (
            select(HearingRow.user_id, SongFeatureRow.genre, func.count(HearingRow.sha256.distinct()))
            .join(SongFeatureRow, SongFeatureRow.sha256 == HearingRow.sha256)
            .where(posted.condition, SongFeatureRow.genre.is_not(None))
            .where((HearingRow.user_id == asker_id) | HearingRow.user_id.in_(findable))
            .group_by(HearingRow.user_id, SongFeatureRow.genre)
        )
        tastes: dict[int, Taste] = {}
        async with self._sessions() as session:
            for user_id, genre, songs in await session.execute(query):
                tastes.setdefault(user_id, Taste(user_id)).genres[genre or ""] = songs
        return tastes

    async def sounds(
        self, posted: Posted, user_ids: Collection[int], model_version: str
    ) -> dict[int, NDArray[np.float32]]:
        """Return the mean embedding, float32 [d], of the newest songs of members, as far as these models know them."""
        sounds: dict[int, NDArray[np.float32]] = {}
        async with self._sessions() as session:
            for user_id in user_ids:
                query = (
                    select(AnalysisRow.embedding)
                    .join(HearingRow, HearingRow.sha256 == AnalysisRow.sha256)
                    .where(posted.condition, HearingRow.user_id == user_id, AnalysisRow.model_version == model_version)
                    .order_by(HearingRow.id.desc())
                    .limit(_MOST_SONGS)
                )
                vectors = [np.frombuffer(kept, "<f4") for kept in await session.scalars(query)]
                if vectors:
                    sounds[user_id] = np.stack(vectors).mean(axis=0).astype(np.float32)
        return sounds

    async def unposted(self, posted: Posted, user_id: int, asker_id: int, limit: int) -> list[PastSong]:
        """Return the newest songs of a member that who asks has not posted, each by its first post."""
        own = select(HearingRow.sha256).where(HearingRow.user_id == asker_id)
        theirs = select(func.min(HearingRow.id)).where(posted.condition, HearingRow.user_id == user_id)
        firsts = theirs.where(HearingRow.sha256.not_in(own)).group_by(HearingRow.sha256)
        query = (
            select(HearingRow, SongRow)
            .join(SongRow, SongRow.sha256 == HearingRow.sha256)
            .join(SongFeatureRow, SongFeatureRow.sha256 == HearingRow.sha256)
            .where(HearingRow.id.in_(firsts), SongFeatureRow.genre.is_not(None))
            .order_by(HearingRow.id.desc())
            .limit(limit)
        )
        async with self._sessions() as session:
            return [past_song(post, song) for post, song in await session.execute(query)]
