"""Inserting what somebody else may be inserting at the same moment."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store._tables import Table


async def insert_once(session: AsyncSession, table: type[Table], values: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its key, which the database itself decides; return whether it did."""
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    result: Any = await session.execute(insert(table).values(**values).on_conflict_do_nothing())
    return bool(result.rowcount)
