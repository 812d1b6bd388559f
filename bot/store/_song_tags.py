"""The tags of analysed songs, kept to find and to count songs by them."""

from typing import Any

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._inserting import insert_once
from bot.store._tables import HearingRow, SavedRow, SongTagRow
from models.analysis import Analysis
from models.taggers.tag_selection import named_tags

TagCounts = tuple[tuple[str, int], ...]
"""Tags with how many songs sound like them, most first."""


class SongTags:
    """The tags of analysed songs."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def of_member(self, user_id: int, limit: int) -> TagCounts:
        """Count the tags of the songs that a member had analysed or saved, each song once."""
        analysed = select(HearingRow.sha256).where(HearingRow.user_id == user_id)
        saved = select(SavedRow.sha256).where(SavedRow.user_id == user_id)
        async with self._sessions() as session:
            return await counted(session, SongTagRow.sha256.in_(analysed) | SongTagRow.sha256.in_(saved), limit)


async def counted(session: AsyncSession, which: ColumnElement[bool], limit: int) -> TagCounts:
    """Count the tags of some songs, each song once."""
    number = func.count()
    query = select(SongTagRow.tag, number).where(which).group_by(SongTagRow.tag)
    rows = await session.execute(query.order_by(number.desc(), SongTagRow.tag).limit(limit))
    return tuple((row[0], row[1]) for row in rows)


def sounds_like(sha256: Any, tag: str | None) -> ColumnElement[bool]:
    """Return the condition that the song in a column sounds like ``tag``; any song does where that is None."""
    if tag is None:
        return sha256.is_not(None)  # type: ignore[no-any-return]
    return sha256.in_(select(SongTagRow.sha256).where(SongTagRow.tag == tag))  # type: ignore[no-any-return]


async def note_tags(session: AsyncSession, analysis: Analysis) -> None:
    """Keep the tags above their levels; an analysis without a tagger leaves those of an earlier one."""
    if not analysis.tags:
        return
    await session.execute(delete(SongTagRow).where(SongTagRow.sha256 == analysis.sha256))
    for tag in named_tags(analysis.tags):
        await insert_once(session, SongTagRow, {"sha256": analysis.sha256, "tag": tag.tag, "score": tag.score})
