"""Songs that only earlier models have analysed: their stored images are enough to classify them again."""

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import undefer

from bot.store._songs import analysis_of
from bot.store._tables import AnalysisRow, SongRow
from models.analysis import Analysis

log = structlog.get_logger(__name__)


class Outdated:
    """The songs that a version of the models has not analysed, in the order of their hashes."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def following(self, sha256: str, model_version: str) -> Analysis | None:
        """Return what other models last made of the next such song after a hash, or None after the last one.

        A song that cannot be read is passed over, with a line in the log.
        """
        while row := await self._next(sha256, model_version):
            song, analysis = row
            try:
                return analysis_of(song, analysis)
            except ValueError as error:
                log.warning("song_unreadable", sha256=song.sha256[:12], cause=str(error))
                sha256 = song.sha256
        return None

    async def _next(self, sha256: str, model_version: str) -> tuple[SongRow, AnalysisRow] | None:
        analysed = select(AnalysisRow.sha256).where(AnalysisRow.sha256 == SongRow.sha256)
        never_by_these = ~analysed.where(AnalysisRow.model_version == model_version).exists()
        songs = select(SongRow).where(SongRow.sha256 > sha256, analysed.exists(), never_by_these)
        async with self._sessions() as session:
            song = await session.scalar(songs.order_by(SongRow.sha256).limit(1).options(undefer(SongRow.images)))
            if song is None:
                return None
            rows = select(AnalysisRow).where(AnalysisRow.sha256 == song.sha256)
            row = await session.scalar(rows.order_by(AnalysisRow.analysed.desc()).limit(1))
        return (song, row) if row else None
