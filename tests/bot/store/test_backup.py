"""Copies of a database that is being written to, and the way back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app.operator_commands import back_up_to, restore_from
from bot.settings import StoreSettings
from bot.store import Store, StoreError, back_up, restore
from bot.store._database import downgrade

pytestmark = pytest.mark.sqlite


@asynccontextmanager
async def _writing(store: Store) -> AsyncIterator[list[int]]:
    """Accept post after post for as long as the context lasts; the list holds what was written."""
    written: list[int] = []
    done = asyncio.Event()

    async def write() -> None:
        while not done.is_set():
            await store.posts.accept(len(written), 1, 1, 1)
            written.append(len(written))

    task = asyncio.create_task(write())
    yield written
    done.set()
    await task


async def test_a_backup_made_while_writes_go_on_is_whole_and_hinders_none(store: Store, tmp_path: Path) -> None:
    async with _writing(store) as written:
        for number in range(5):
            await _until_longer(written, 20 * (number + 1))
            before = len(written)
            copy = tmp_path / f"copy{number}.sqlite3"
            await back_up(StoreSettings(), copy)
            rows = _ids(copy)
            # What was written before is in it, and without a gap.
            assert rows == list(range(len(rows)))
            assert before <= len(rows) <= len(written) + 1
    assert _lies_private_and_alone(tmp_path / "copy0.sqlite3")


def _lies_private_and_alone(copy: Path) -> bool:
    return copy.stat().st_mode & 0o077 == 0 and not list(copy.parent.glob("*.part*"))


async def _until_longer(written: list[int], length: int) -> None:
    while len(written) < length:  # noqa: ASYNC110 - as fast as the writer writes
        await asyncio.sleep(0)


def _ids(file: Path) -> list[int]:
    connection = sqlite3.connect(file)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("select message_id from posts order by message_id")]
    finally:
        connection.close()


async def test_a_backup_is_restored_and_what_was_there_before_is_kept(store: Store, tmp_path: Path) -> None:
    await store.facts.set("name", "then")
    await back_up(StoreSettings(), tmp_path / "copy.sqlite3")
    await store.facts.set("name", "now")
    await store.close()
    kept = await restore(StoreSettings(), tmp_path / "copy.sqlite3")
    assert kept is not None
    assert kept.stat().st_mode & 0o077 == 0
    assert await _name() == "then"
    await restore(StoreSettings(), kept)
    assert await _name() == "now"


async def _name() -> str | None:
    store = await Store.open(StoreSettings())
    try:
        return await store.facts.get("name")
    finally:
        await store.close()


async def test_a_restore_while_a_bot_runs_is_refused_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    await store.posts.accept(10**6, 1, 1, 1)
    await back_up(StoreSettings(), tmp_path / "copy.sqlite3")
    # Also by a bot that only waits.
    with pytest.raises(StoreError, match="Stop it first"):
        await restore(StoreSettings(), tmp_path / "copy.sqlite3")
    async with _writing(store) as written:
        await _until_longer(written, 20)
        with pytest.raises(StoreError, match="Stop it first"):
            await restore(StoreSettings(), tmp_path / "copy.sqlite3")
        await _until_longer(written, len(written) + 20)
    assert _ids(tmp_path / "cratedigger.sqlite3") == [*written, 10**6]


async def test_an_older_backup_is_brought_up_to_date_on_its_way_back(store: Store, tmp_path: Path) -> None:
    await store.posts.accept(1, 2, 3, 4)
    async with store.connection() as connection:
        await downgrade(connection, "0001")
    await back_up(StoreSettings(), tmp_path / "old.sqlite3")
    await store.close()
    await restore(StoreSettings(), tmp_path / "old.sqlite3")
    newest = await Store.open(StoreSettings())
    assert await newest.members.answers_posts_of(4)
    assert [post.message_id for post in await newest.posts.unfinished()] == [1]
    await newest.close()


async def test_a_damaged_backup_changes_nothing(store: Store, tmp_path: Path) -> None:
    await store.facts.set("name", "now")
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
    with pytest.raises(StoreError):
        await restore(StoreSettings(), broken)
    assert await store.facts.get("name") == "now"


async def test_the_commands_say_what_they_did_and_what_they_could_not(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"
    assert await back_up_to(copy) == 0
    assert f"copied to {copy}." in capsys.readouterr().out
    assert await back_up_to(copy) == 1
    assert "already" in capsys.readouterr().err
    assert await restore_from(copy) == 1
    assert "Stop it first" in capsys.readouterr().err
    await store.close()
    assert await restore_from(copy) == 0
    assert "before-restore" in capsys.readouterr().out
    assert await restore_from(tmp_path / "missing") == 1
    assert "There is no database at" in capsys.readouterr().err
    monkeypatch.setenv("CRATEDIGGER_STORE_URL", "postgresql+asyncpg://bot:hunter2@db/bot")
    assert await back_up_to(tmp_path / "x") == 1
    assert "pg_dump" in capsys.readouterr().err
