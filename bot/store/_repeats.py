"""Songs that were posted before: the same bytes, or the same recording in another file."""

from collections.abc import Collection

import numpy as np
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._members import PastSong, past_song
from bot.store._songs import SEGMENTS_SHAPE
from bot.store._tables import AnalysisRow, HearingRow, SongRow
from models.analysis import Analysis
from models.catalog.same_recording import LONGEST_DIFFERENCE_S, course, is_repeat

_MOST_COMPARED = 2000


class Repeats:
    """Earlier posts of a song."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def earlier(
        self, analysis: Analysis, guild_id: int, channel_ids: Collection[int], message_id: int | None
    ) -> PastSong | None:
        """Return the first post of a song in some channels of a server, another message than ``message_id``, or None.

        The same bytes count first; then songs of nearly the same length that sound the same
        (``models.catalog.same_recording``).
        """
        around = (analysis.duration_s - LONGEST_DIFFERENCE_S, analysis.duration_s + LONGEST_DIFFERENCE_S)
        same = (AnalysisRow.sha256 == HearingRow.sha256) & (AnalysisRow.model_version == analysis.model_version)
        query = (
            select(HearingRow, SongRow, AnalysisRow.embedding, AnalysisRow.segments)
            .join(SongRow, SongRow.sha256 == HearingRow.sha256)
            .join(AnalysisRow, same)
            .where(
                HearingRow.guild_id == guild_id,
                HearingRow.channel_id.in_(channel_ids),
                HearingRow.message_id.is_not(None),
                HearingRow.message_id != (message_id or 0),
                SongRow.duration_s.between(*around),
            )
            .order_by(HearingRow.sha256 != analysis.sha256, HearingRow.id)
            .limit(_MOST_COMPARED)
        )
        async with self._sessions() as session:
            for post, song, embedding, segments in await session.execute(query):
                if song.sha256 == analysis.sha256 or _sounds_the_same(analysis, song.duration_s, embedding, segments):
                    return past_song(post, song)
        return None


def _sounds_the_same(analysis: Analysis, duration_s: float, embedding: bytes, segments: bytes) -> bool:
    vectors = analysis.vectors
    if vectors is None or analysis.uncertain or len(embedding) != vectors.embedding.nbytes:
        return False
    earlier = np.frombuffer(segments, "<f2").reshape(SEGMENTS_SHAPE)
    return is_repeat(
        float(course(vectors.segments) @ course(earlier)),
        float(vectors.embedding @ np.frombuffer(embedding, "<f4")),
        analysis.duration_s - duration_s,
    )
