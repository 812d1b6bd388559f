"""Inserting what somebody else may be inserting at the same moment."""

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store._tables import Table, table_of


async def insert_once(session: AsyncSession, table: type[Table], values: dict[str, Any]) -> bool:
    """Insert a row unless there is one with its key, which the database itself decides; return whether it did."""
    connection = await session.connection()
    result: Any = await connection.execute(inserting(table, connection.dialect.name), values)
    return bool(result.rowcount)


@cache
def inserting(table: type[Table], dialect: str) -> Insert:
    """Return the statement that inserts rows but those whose key is there already; SQLite's or PostgreSQL's."""
    # Each dialect takes megabytes, and a bot has one database.
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert
    statement: Insert = insert(table_of(table)).on_conflict_do_nothing()
    return statement
