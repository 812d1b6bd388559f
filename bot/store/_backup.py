"""A copy of a SQLite database while it is in use, and its restoring, with SQLite's own backup interface."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.settings import StoreSettings
from bot.store._database import Store
from bot.store._readiness import StoreError, condition

_IN_USE_S = 60.0
_ALONE_S = 2.0


async def back_up(settings: StoreSettings, target: Path) -> None:
    """Write the database as it is at one moment to ``target``, whatever is written meanwhile; raise StoreError."""
    await asyncio.to_thread(_back_up, _file_of(settings), target)


async def restore(settings: StoreSettings, backup: Path) -> Path | None:
    """Put a backup in the database's place, and bring its schema up to date.

    Returns where what was there before is kept, None where nothing was. Raises StoreError before anything is changed,
    also where a bot runs on the database: what it writes meanwhile would be lost.
    """
    target = _file_of(settings)
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        await asyncio.to_thread(_copy_aside, backup, fresh)
        own = settings.model_copy(update={"url": f"sqlite+aiosqlite:///{fresh}"})
        await condition(own)
        await (await Store.open(own)).close()
        return await asyncio.to_thread(_replace, fresh, target)
    finally:
        _remove(fresh)


def _back_up(source: Path, target: Path) -> None:
    if target.exists():
        raise StoreError(f"There is a file at {target} already. Name another.")
    _copy_aside(source, target)


def _file_of(settings: StoreSettings) -> Path:
    url = make_url(settings.url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise StoreError("This is for SQLite files. A database server has tools of its own, as pg_dump and pg_restore.")
    return Path(url.database)


def _replace(fresh: Path, target: Path) -> Path | None:
    if not target.is_file():
        _copy(fresh, target)
        return None
    kept = target.with_name(f"{target.name}.before-restore")
    with closing(_opened(target, "rw", _ALONE_S)) as own:
        _lock(own, target)
        try:
            _create_private(kept)
            with closing(_opened(kept, "rw")) as copy, closing(_opened(fresh, "ro")) as source_db:
                own.backup(copy)
                source_db.backup(own)
        except sqlite3.Error as error:
            raise StoreError(f"{target} cannot be replaced ({error}).") from error
    return kept


def _lock(connection: sqlite3.Connection, file: Path) -> None:
    """Keep everybody else out until the connection is closed; raise StoreError where somebody has the database open."""
    try:
        # A bot holds a connection for as long as it runs, and with it a shared lock on the file.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.commit()
    except sqlite3.OperationalError as error:
        raise StoreError(f"A bot runs on {file}, or another program has it open. Stop it first ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{file} cannot be opened ({error}). Move it away to restore beside it.") from error


def _copy_aside(source: Path, target: Path) -> None:
    """Copy into a file of our own, and show it under its name only when it is whole."""
    if not source.is_file():
        raise StoreError(f"There is no database at {source}.")
    part = target.with_name(f"{target.name}.part")
    _create_private(part)
    try:
        _copy(source, part)
        part.replace(target)
    finally:
        _remove(part)


def _create_private(file: Path) -> None:
    """Create an empty file in the place of an older one; personal data is for the bot's own user alone."""
    _remove(file)
    os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(_opened(source, "ro")) as source_db, closing(_opened(target, "rwc")) as target_db:
            # All pages in one step: in between nobody else's write can begin the copy anew.
            source_db.backup(target_db)
            if target_db.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise StoreError(f"{source} is damaged: SQLite's own check finds errors in it.")
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be copied to {target} ({error}).") from error


def _opened(file: Path, mode: str, timeout_s: float = _IN_USE_S) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, timeout=timeout_s)


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)
