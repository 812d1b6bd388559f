"""What was posted most, counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._song_tags import sounds_like
from bot.store._tables import AnalysisRow, HearingRow
from models.content import MUSIC


@dataclass(frozen=True, slots=True)
class Charts:
    """Genres with how many posted songs they had, and posters with how many songs they posted; most first."""

    genres: tuple[tuple[str, int], ...]
    posters: tuple[tuple[int, int], ...]


class Counts:
    """Counts over posted songs."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def charts(
        self,
        guild_id: int,
        channel_ids: Sequence[int],
        since: datetime | None,
        model_version: str,
        limit: int,
        *,
        tag: str | None = None,
    ) -> Charts:
        """Count what was posted in some channels of a server since a moment, or ever; with a ``tag`` what sounds so."""
        posted: ColumnElement[bool] = (
            (HearingRow.guild_id == guild_id)
            & HearingRow.message_id.is_not(None)
            & HearingRow.channel_id.in_(channel_ids)
            & sounds_like(HearingRow.sha256, tag)
        )
        # Answers of releases that did not tell speech and noise from music have no such key.
        is_music = func.coalesce(AnalysisRow.answer["content"].as_string(), MUSIC) == MUSIC
        if since is not None:
            posted &= HearingRow.heard >= since
        genre = AnalysisRow.answer["genres"][0]["genre"].as_string()
        same = (AnalysisRow.sha256 == HearingRow.sha256) & (AnalysisRow.model_version == model_version)
        number = func.count()
        joined = select(genre, number).select_from(HearingRow).join(AnalysisRow, same)
        genres = joined.where(posted, is_music).group_by(genre)
        posters = select(HearingRow.user_id, number).where(posted).group_by(HearingRow.user_id)
        async with self._sessions() as session:
            return Charts(
                tuple((row[0], row[1]) for row in await session.execute(genres.order_by(number.desc()).limit(limit))),
                tuple((row[0], row[1]) for row in await session.execute(posters.order_by(number.desc()).limit(limit))),
            )

    async def best_genres(self, hashes: Collection[str], model_version: str) -> dict[str, str]:
        """Return the most probable genre of songs by their SHA-256, without those that these models did not analyse."""
        analysed = AnalysisRow.sha256.in_(hashes) & (AnalysisRow.model_version == model_version)
        genre = AnalysisRow.answer["genres"][0]["genre"].as_string()
        async with self._sessions() as session:
            return {row[0]: row[1] for row in await session.execute(select(AnalysisRow.sha256, genre).where(analysed))}
