"""What was posted most, counted."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._posted import Posted
from bot.store._reactions import likes_of
from bot.store._tables import AnalysisRow, HearingRow
from models.content import MUSIC

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

    async def genres(self, posted: Posted, model_version: str, limit: int) -> GenreCounts:
        """Count the genres of some posts."""
        # Answers of releases that did not tell speech and noise from music have no such key.
        is_music = func.coalesce(AnalysisRow.answer["content"].as_string(), MUSIC) == MUSIC
        genre = AnalysisRow.answer["genres"][0]["genre"].as_string()
        same = (AnalysisRow.sha256 == HearingRow.sha256) & (AnalysisRow.model_version == model_version)
        number = func.count()
        joined = select(genre, number).select_from(HearingRow).join(AnalysisRow, same)
        counted = joined.where(posted.condition, is_music).group_by(genre).order_by(number.desc()).limit(limit)
        async with self._sessions() as session:
            return tuple((row[0], row[1]) for row in await session.execute(counted))

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

    async def best_genres(self, hashes: Collection[str], model_version: str) -> dict[str, str]:
        """Return the most probable genre of songs by their SHA-256, without those that these models did not analyse."""
        analysed = AnalysisRow.sha256.in_(hashes) & (AnalysisRow.model_version == model_version)
        genre = AnalysisRow.answer["genres"][0]["genre"].as_string()
        async with self._sessions() as session:
            return {row[0]: row[1] for row in await session.execute(select(AnalysisRow.sha256, genre).where(analysed))}
