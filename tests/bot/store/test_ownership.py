"""What belongs to a person or a server, in every table that there is."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import JSON, BigInteger, Boolean, Column, DateTime, Float, Integer, LargeBinary, String, func, select
from sqlalchemy import Table as SqlTable

from bot.settings import StoreSettings
from bot.store import Store
from bot.store._tables import Table

ALICE, BOB, HERE, THERE = 11, 12, 21, 22
OF_ALICE, OF_BOB = "a" * 64, "b" * 64
PERSON = ("user_id", "author_id")
# Every other column that holds one of Discord's ids.
OTHER_IDS = {"guild_id", "channel_id", "message_id", "reply_id", "post_id", "interaction_id"}
TABLES = Table.metadata.sorted_tables


def _person(table: SqlTable) -> Column[Any] | None:
    return next((table.columns[name] for name in PERSON if name in table.columns), None)


def _value(column: Column[Any], owner: int, server: int, sha256: str) -> object:
    known = {**dict.fromkeys(PERSON, owner), "guild_id": server, "sha256": sha256}
    if column.name in known:
        return known[column.name]
    kinds: tuple[tuple[type, object], ...] = (
        (Boolean, True),
        (DateTime, datetime(2026, 1, 1, tzinfo=UTC)),
        (Float, 1.0),
        (LargeBinary, b""),
        (JSON, {}),
        (Integer, owner * 1000 + server),
        (String, f"{column.name} of {owner}"[: getattr(column.type, "length", None) or 12]),
    )
    return next(value for kind, value in kinds if isinstance(column.type, kind))


def _row(table: SqlTable, owner: int, server: int, sha256: str) -> dict[str, object]:
    return {column.name: _value(column, owner, server, sha256) for column in table.columns}


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    """A database in which every table holds something of Alice here and of Bob there."""
    opened = await Store.open(StoreSettings())
    async with opened.connection() as connection:
        for table in TABLES:
            await connection.execute(
                table.insert(), [_row(table, ALICE, HERE, OF_ALICE), _row(table, BOB, THERE, OF_BOB)]
            )
    yield opened
    await opened.close()


async def _left(store: Store, column_of: Any, value: object) -> list[str]:
    """Return the tables that still hold something with ``value`` in the column that ``column_of`` finds."""
    found = []
    async with store.connection() as connection:
        for table in TABLES:
            column = column_of(table)
            if column is not None:
                query = select(func.count()).select_from(table).where(column == value)
                found += [table.name] * bool((await connection.execute(query)).scalar_one())
    return found


def _server(table: SqlTable) -> Column[Any] | None:
    return table.columns.get("guild_id")


def _song(table: SqlTable) -> Column[Any] | None:
    return table.columns.get("sha256")


def test_every_id_in_every_table_is_known_to_be_somebodys_or_some_places() -> None:
    ids = {
        column.name
        for table in TABLES
        for column in table.columns
        if isinstance(column.type, BigInteger) or column.name.endswith("_id")
    }
    assert ids <= {*PERSON, *OTHER_IDS}


async def test_deleting_a_persons_data_leaves_it_in_no_table_and_touches_nobody_elses(store: Store) -> None:
    personal = await _left(store, _person, ALICE)
    await store.members.erase(ALICE)
    assert await _left(store, _person, ALICE) == []
    assert await _left(store, _song, OF_ALICE) == []
    assert await _left(store, _person, BOB) == personal


async def test_the_export_holds_every_table_with_something_of_the_person_and_nothing_of_others(store: Store) -> None:
    exported = await store.members.export(ALICE)
    assert set(await _left(store, _person, ALICE)) <= set(exported)
    owners = {row[name] for rows in exported.values() for row in rows for name in PERSON if name in row}
    assert owners == {ALICE}


async def test_deleting_a_servers_data_leaves_it_in_no_table_and_touches_no_other_servers(store: Store) -> None:
    of_servers = await _left(store, _server, HERE)
    await store.servers.erase(HERE)
    assert await _left(store, _server, HERE) == []
    assert await _left(store, _server, THERE) == of_servers
    assert await _left(store, _song, OF_BOB) != []


async def test_a_servers_songs_go_with_it_unless_somebody_saved_or_corrected_them(store: Store) -> None:
    await store.servers.erase(HERE)
    assert "songs" in await _left(store, _song, OF_ALICE)
    async with store.connection() as connection:
        for name in ("saved", "feedback"):
            await connection.execute(Table.metadata.tables[name].delete())
        await connection.execute(
            Table.metadata.tables["hearings"].insert(),
            [{**_row(Table.metadata.tables["hearings"], ALICE, HERE, OF_ALICE), "id": 1}],
        )
    await store.servers.erase(HERE)
    assert await _left(store, _song, OF_ALICE) == []
