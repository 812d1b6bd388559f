"""Members' corrections of genres beside the models' input, for training."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._tables import AnalysisRow, FeedbackRow, SongRow

_BLOCK = 64


@dataclass(frozen=True, slots=True)
class GenreCorrection:
    """One correction, without its member; the arrays as the database has them (``SongRow`` and ``AnalysisRow``)."""

    sha256: str
    genre: str
    answered_genre: str
    model_version: str
    duration_s: float
    images: bytes
    segments: bytes | None
    tagger: bytes | None


class Corrections:
    """The corrections of all members."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def all(self) -> AsyncIterator[GenreCorrection]:
        """Yield every correction, songs in the order of their hashes, with the newest analysis of each song."""
        newest = (
            select(AnalysisRow.sha256, func.max(AnalysisRow.analysed).label("analysed"))
            .group_by(AnalysisRow.sha256)
            .subquery()
        )
        query = (
            select(FeedbackRow, SongRow.duration_s, SongRow.images, AnalysisRow.segments, AnalysisRow.tagger)
            .join(SongRow, SongRow.sha256 == FeedbackRow.sha256)
            .outerjoin(newest, newest.c.sha256 == FeedbackRow.sha256)
            .outerjoin(
                AnalysisRow, (AnalysisRow.sha256 == newest.c.sha256) & (AnalysisRow.analysed == newest.c.analysed)
            )
            .order_by(FeedbackRow.sha256, FeedbackRow.given)
            .execution_options(yield_per=_BLOCK)
        )
        async with self._sessions() as session:
            async for row, duration_s, images, segments, tagger in await session.stream(query):
                yield GenreCorrection(
                    row.sha256,
                    row.genre,
                    row.answered_genre,
                    row.model_version,
                    duration_s,
                    images,
                    segments,
                    tagger,
                )
