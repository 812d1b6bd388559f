"""Songs that nobody has in a history, saved or corrected any more."""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store._tables import FeedbackRow, HearingRow, SavedRow, SongRow

# Databases take only so many values in one statement.
_AT_ONCE = 500


async def delete_orphans(session: AsyncSession, hashes: Collection[str]) -> None:
    """Delete those of some songs that nobody has in a history, saved or corrected, with their analyses."""
    kept = [select(table.sha256) for table in (HearingRow, SavedRow, FeedbackRow)]
    alone = [SongRow.sha256.not_in(query) for query in kept]
    left = sorted(hashes)
    for start in range(0, len(left), _AT_ONCE):
        some = SongRow.sha256.in_(left[start : start + _AT_ONCE])
        await session.execute(delete(SongRow).where(some, *alone))
