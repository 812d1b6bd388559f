"""The connections to SQLite: rows of any number, and errors and lost connections as SQLAlchemy expects them."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.store import Store

pytestmark = pytest.mark.sqlite

_NUMBERS = "with recursive n(i) as (select 1 union all select i + 1 from n where i < :most) select i from n"


@pytest.mark.parametrize("most", [1, 255, 256, 257, 1000])
async def test_all_rows_come_however_many_there_are(store: Store, most: int) -> None:
    async with store.connection() as connection:
        rows = await connection.execute(text(_NUMBERS), {"most": most})
        assert rows.scalars().all() == list(range(1, most + 1))


async def test_rows_can_be_streamed_and_left_midway(store: Store) -> None:
    async with store.connection() as connection:
        rows = await connection.stream(text(_NUMBERS), {"most": 1000})
        assert [row.i for row in await rows.fetchmany(300)] == list(range(1, 301))
        assert (await rows.fetchone()).i == 301  # type: ignore[union-attr]
        await rows.close()
        rows = await connection.stream(text(_NUMBERS), {"most": 1000})
        assert [row.i async for row in rows] == list(range(1, 1001))


async def test_what_failed_is_not_written_and_the_connection_goes_on(store: Store) -> None:
    async def fail() -> None:
        async with store.connection() as connection:
            await connection.execute(text("insert into facts values ('lost', '1')"))
            await connection.execute(text("insert into nowhere values (1)"))

    with pytest.raises(OperationalError, match="no such table"):
        await fail()
    assert await store.facts.get("lost") is None
    assert await store.answers()


async def test_who_is_cancelled_midway_leaves_a_database_that_works(store: Store) -> None:
    async def long() -> None:
        async with store.connection() as connection:
            await connection.execute(text("insert into facts values ('half', '1')"))
            await connection.execute(text(_NUMBERS), {"most": 300_000})

    task = asyncio.create_task(long())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await store.facts.set("whole", "1")
    assert await store.facts.get("whole") == "1"
    assert await store.facts.get("half") is None
