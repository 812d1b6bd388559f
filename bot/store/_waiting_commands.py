"""Commands that show that an answer will come, kept until it is there, so that a killed bot leaves none waiting."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._group_commit import GroupCommit
from bot.store._inserting import inserting
from bot.store._tables import WaitingCommandRow, now


@dataclass(frozen=True, slots=True)
class WaitingCommand:
    """A command that waits; its ``token`` lets whoever has it answer for fifteen minutes."""

    interaction_id: int
    guild_id: int | None
    locale: str
    token: str
    accepted: datetime = field(default_factory=now)


class WaitingCommands:
    """The commands that wait for their answer; those of one moment are written in one transaction."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions
        self._added = GroupCommit(self._add_all)
        self._removed = GroupCommit(self._remove_all)

    async def add(self, command: WaitingCommand) -> None:
        """Keep a command until it is removed."""
        await self._added.add(command)

    async def remove(self, interaction_id: int) -> None:
        """Forget a command, and its token."""
        await self._removed.add(interaction_id)

    async def all(self) -> list[WaitingCommand]:
        """Return the commands that wait, oldest first."""
        query = select(WaitingCommandRow).order_by(WaitingCommandRow.interaction_id)
        async with self._sessions() as session:
            return [
                # SQLite keeps no time zone; what is written is UTC.
                WaitingCommand(
                    row.interaction_id, row.guild_id, row.locale, row.token, row.accepted.replace(tzinfo=UTC)
                )
                for row in await session.scalars(query)
            ]

    async def _add_all(self, commands: Sequence[WaitingCommand]) -> list[None]:
        async with self._sessions.begin() as session:
            connection = await session.connection()
            insert = inserting(WaitingCommandRow, connection.dialect.name)
            await connection.execute(insert, [asdict(command) for command in commands])
        return [None] * len(commands)

    async def _remove_all(self, ids: Sequence[int]) -> list[None]:
        async with self._sessions.begin() as session:
            await session.execute(delete(WaitingCommandRow).where(WaitingCommandRow.interaction_id.in_(ids)))
        return [None] * len(ids)
