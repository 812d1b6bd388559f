"""Opening the database and moving its schema."""

import os
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.settings import StoreSettings
from bot.store import Store
from bot.store._database import downgrade, upgrade
from bot.store._tables import Table

TABLES = {"songs", "analyses", "posts", "facts"}


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Table.metadata))


async def test_the_migrations_build_exactly_the_tables_that_the_code_expects() -> None:
    store = await Store.open(StoreSettings())
    async with store.connection() as connection:
        assert await connection.run_sync(_differences) == []
    await store.close()


async def test_the_schema_goes_down_to_nothing_and_up_again() -> None:
    store = await Store.open(StoreSettings())
    async with store.connection() as connection:
        await downgrade(connection)
        assert await connection.run_sync(_tables) == set()
        await upgrade(connection)
        assert await connection.run_sync(_tables) >= TABLES
    await store.close()


@pytest.mark.sqlite
async def test_readers_do_not_wait_for_writers_and_foreign_keys_hold() -> None:
    store = await Store.open(StoreSettings())
    async with store.connection() as connection:
        assert (await connection.execute(text("pragma journal_mode"))).scalar() == "wal"
        assert (await connection.execute(text("pragma foreign_keys"))).scalar() == 1
        assert (await connection.execute(text("pragma busy_timeout"))).scalar() == 10_000
    await store.close()


async def test_what_was_written_is_there_after_reopening() -> None:
    first = await Store.open(StoreSettings())
    await first.facts.set("name", "old")
    await first.facts.set("name", "new")
    await first.close()
    second = await Store.open(StoreSettings())
    assert await second.facts.get("name") == "new"
    assert await second.facts.get("other") is None
    await second.close()


@pytest.mark.sqlite
async def test_nothing_is_written_beside_the_database(tmp_path: Path) -> None:
    store = await Store.open(StoreSettings())
    await store.close()
    assert {name.removesuffix("-wal").removesuffix("-shm") for name in os.listdir(tmp_path)} == {
        "cratedigger.sqlite3",
        "temporary",
    }


@pytest.mark.sqlite
@pytest.mark.parametrize("url", ["sqlite+aiosqlite:///missing/folder/x.sqlite3"])
async def test_a_database_that_cannot_be_opened_says_so(url: str) -> None:
    with pytest.raises(Exception, match="unable to open database file"):
        await Store.open(StoreSettings(url=url))
