"""Lists of songs that were asked for, kept for a while so that their pages can be turned after a restart too."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._tables import SongListRow

_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list: who asked for it, in which server (None in private), and its content as JSON has it."""

    user_id: int
    guild_id: int | None
    content: dict[str, Any]


class SongLists:
    """The kept lists."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def keep(self, kept: KeptList) -> int:
        """Keep a list and return its number; those older than thirty days go."""
        row = SongListRow(user_id=kept.user_id, guild_id=kept.guild_id, content=kept.content)
        async with self._sessions.begin() as session:
            await session.execute(delete(SongListRow).where(SongListRow.made < datetime.now(UTC) - _KEPT))
            session.add(row)
            await session.flush()
            return row.id

    async def get(self, number: int) -> KeptList | None:
        """Return a kept list, or None."""
        async with self._sessions() as session:
            row = await session.get(SongListRow, number)
            return KeptList(row.user_id, row.guild_id, row.content) if row else None
