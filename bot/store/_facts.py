"""Small facts that the bot keeps about itself."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._inserting import insert_once
from bot.store._tables import FactRow


class Facts:
    """Named strings."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def get(self, name: str) -> str | None:
        """Return the fact called ``name``, None where it was never set."""
        async with self._sessions() as session:
            row = await session.get(FactRow, name)
            return row.value if row else None

    async def set(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``."""
        async with self._sessions.begin() as session:
            if not await insert_once(session, FactRow, {"name": name, "value": value}):
                await session.execute(update(FactRow).where(FactRow.name == name).values(value=value))
