"""Opening the database and moving its schema."""

import os
import sys
from asyncio import create_subprocess_exec
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import bot
from bot.settings import StoreSettings
from bot.store import Store
from bot.store._database import downgrade, upgrade
from bot.store._schema import known, migrations, revision_of
from bot.store._tables import Table

_OPEN = """
import asyncio, sys
from bot.settings import StoreSettings
from bot.store import Store
asyncio.run(Store.open(StoreSettings()))
sys.exit('alembic' in sys.modules)
"""
TABLES = {"songs", "analyses", "posts", "facts"}


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), Table.metadata))


def _schema(connection: Connection) -> dict[str, Any]:
    looked = inspect(connection)
    return {
        name: {
            "columns": {
                each["name"]: (str(each["type"]), each["nullable"], each["default"])
                for each in looked.get_columns(name)
            },
            "key": looked.get_pk_constraint(name),
            "references": sorted(map(str, looked.get_foreign_keys(name))),
            "indexes": sorted(map(str, looked.get_indexes(name))),
            "unique": sorted(map(str, looked.get_unique_constraints(name))),
        }
        for name in looked.get_table_names()
    }


async def test_a_new_database_is_exactly_what_all_the_migrations_come_to() -> None:
    store = await Store.open(StoreSettings())
    async with store.connection() as connection:
        made = await connection.run_sync(_schema)
        await downgrade(connection)
        await upgrade(connection)
        assert await connection.run_sync(_schema) == made
        assert await connection.run_sync(_differences) == []
        assert await connection.run_sync(revision_of) == known()[-1]
    await store.close()


def test_the_revisions_are_those_that_alembic_finds() -> None:
    found = ScriptDirectory.from_config(migrations()).walk_revisions()
    assert known() == [each.revision for each in found][::-1]


@pytest.mark.sqlite
async def test_a_new_database_and_one_that_needs_no_migration_open_without_alembic(tmp_path: Path) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path / 'new.sqlite3'}"
    surroundings = {"PYTHONPATH": str(Path(bot.__file__).parents[1]), "CRATEDIGGER_STORE_URL": address}
    for _ in range(2):
        process = await create_subprocess_exec(sys.executable, "-c", _OPEN, env=surroundings)
        assert await process.wait() == 0


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
