"""Inserting what somebody else may be inserting at the same moment."""

from functools import cache
from typing import Any

from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store._tables import Table, table_of


async def insert_once(session: AsyncSession, table: type[Table], values: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its key, which the database itself decides; return whether it did."""
    connection = await session.connection()
    result: Any = await connection.execute(inserting(table, connection.dialect.name), values)
    return bool(result.rowcount)


@cache
def inserting(table: type[Table], dialect: str) -> SqliteInsert | PostgresqlInsert:
    """Return the statement that inserts rows but those whose key is there already."""
    insert = sqlite_insert if dialect == "sqlite" else postgresql_insert
    return insert(table_of(table)).on_conflict_do_nothing()
