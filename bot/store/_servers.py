"""What servers set, with every change written down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._orphans import delete_orphans
from bot.store._tables import (
    DepartureRow,
    HearingRow,
    PostRow,
    ReactionRow,
    SavedRow,
    ScheduledPostRow,
    ServerSettingRow,
    SettingChangeRow,
    SongListRow,
    WaitingCommandRow,
)

LIBRARY = "library"
"""The setting that says whether a server keeps a library; only this value says that it does."""
LIBRARY_KEPT = "on"

_OF_SERVERS: tuple[Any, ...] = (
    PostRow,
    HearingRow,
    ReactionRow,
    ScheduledPostRow,
    SongListRow,
    ServerSettingRow,
    SettingChangeRow,
    DepartureRow,
    WaitingCommandRow,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a setting; ``old`` is None where nothing was set before."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class NewestChange:
    """The newest change of a server's settings that was not taken back: of what, whose and when (aware)."""

    name: str
    user_id: int
    when: datetime


class Servers:
    """Servers' settings."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def settings(self, guild_id: int) -> dict[str, Any]:
        """Return what a server set, by name; what it never set is absent."""
        query = select(ServerSettingRow).where(ServerSettingRow.guild_id == guild_id)
        async with self._sessions() as session:
            return {row.name: row.value for row in await session.scalars(query)}

    async def keeps_library(self, guild_id: int) -> bool:
        """Return whether a server's admins switched its library on."""
        async with self._sessions() as session:
            row = await session.get(ServerSettingRow, (guild_id, LIBRARY))
            return row is not None and row.value == LIBRARY_KEPT

    async def setting_of_all(self, names: Collection[str]) -> dict[tuple[int, str], Any]:
        """Return some settings of all servers, by server and name."""
        query = select(ServerSettingRow).where(ServerSettingRow.name.in_(names))
        async with self._sessions() as session:
            return {(row.guild_id, row.name): row.value for row in await session.scalars(query)}

    async def set(self, guild_id: int, user_id: int, name: str, value: Any) -> None:
        """Set one thing and note who did."""
        async with self._sessions.begin() as session:
            row = await session.get(ServerSettingRow, (guild_id, name))
            old = row.value if row else None
            session.add(SettingChangeRow(guild_id=guild_id, user_id=user_id, name=name, old=old, new=value))
            await session.merge(ServerSettingRow(guild_id=guild_id, name=name, value=value))

    async def newest_change(self, guild_id: int) -> NewestChange | None:
        """Return who changed what last, None where nobody did."""
        changes = select(SettingChangeRow).where(SettingChangeRow.guild_id == guild_id)
        async with self._sessions() as session:
            row = await session.scalar(changes.order_by(SettingChangeRow.id.desc()).limit(1))
            # SQLite keeps no time zone; what is written is UTC.
            return NewestChange(row.name, row.user_id, row.changed.replace(tzinfo=UTC)) if row else None

    async def undo(self, guild_id: int) -> Change | None:
        """Take the newest change back and return it, None where there is none."""
        newest = select(SettingChangeRow).where(SettingChangeRow.guild_id == guild_id)
        async with self._sessions.begin() as session:
            row = await session.scalar(newest.order_by(SettingChangeRow.id.desc()).limit(1))
            if row is None:
                return None
            change = Change(row.name, row.old, row.new)
            await session.delete(row)
            if change.old is None:
                await session.execute(_setting(guild_id, change.name))
            else:
                await session.merge(ServerSettingRow(guild_id=guild_id, name=change.name, value=change.old))
            return change

    async def note_departure(self, guild_id: int, when: datetime) -> None:
        """Write down that a server removed the bot."""
        async with self._sessions.begin() as session:
            await session.merge(DepartureRow(guild_id=guild_id, left=when))

    async def known(self) -> frozenset[int]:
        """Return the servers that had posts answered or set something, and so had the bot as a member."""
        async with self._sessions() as session:
            posted = await session.scalars(select(PostRow.guild_id).distinct())
            configured = await session.scalars(select(ServerSettingRow.guild_id).distinct())
            return frozenset(guild_id for guild_id in (*posted, *configured) if guild_id is not None)

    async def departed(self) -> frozenset[int]:
        """Return the servers that removed the bot."""
        async with self._sessions() as session:
            return frozenset(await session.scalars(select(DepartureRow.guild_id)))

    async def note_return(self, guild_id: int) -> None:
        """Forget that a server removed the bot."""
        async with self._sessions.begin() as session:
            await session.execute(delete(DepartureRow).where(DepartureRow.guild_id == guild_id))

    async def departed_before(self, when: datetime) -> list[int]:
        """Return the servers that removed the bot before a moment."""
        async with self._sessions() as session:
            return list(await session.scalars(select(DepartureRow.guild_id).where(DepartureRow.left < when)))

    async def erase(self, guild_id: int) -> None:
        """Delete everything that is kept of a server, and the songs that were posted nowhere else."""
        async with self._sessions.begin() as session:
            analysed = set(await session.scalars(select(HearingRow.sha256).where(HearingRow.guild_id == guild_id)))
            for table in _OF_SERVERS:
                await session.execute(delete(table).where(table.guild_id == guild_id))
            # What somebody saved is theirs.
            await session.execute(update(SavedRow).where(SavedRow.guild_id == guild_id).values(guild_id=None))
            await delete_orphans(session, analysed)


def _setting(guild_id: int, name: str) -> Any:
    return delete(ServerSettingRow).where(ServerSettingRow.guild_id == guild_id, ServerSettingRow.name == name)
