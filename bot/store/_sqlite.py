"""SQLite behind SQLAlchemy with one call into the connection's thread a statement.

aiosqlite's own cursors take four, and a statement with them 2.5 times the processor time (430 against 170 us). Its
public functions offer no way to run several steps in one call, hence ``_execute`` and ``_conn``; SQLAlchemy itself sets
``_thread.daemon``. The version is pinned in constraints.txt, and tests/bot/store/test_sqlite.py notices a change.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, Self

import aiosqlite

# So many rows come with the statement itself, and more when they are asked for: whole tables are streamed.
_BLOCK = 256
# WAL lets readers go on while one writer writes; without the last pragma SQLite ignores foreign keys.
_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON"


async def connect(file: str, **options: Any) -> aiosqlite.Connection:
    """Open ``file`` in a thread of its own, prepared for the bot's tables; ``options`` are those of ``sqlite3``."""

    def opened() -> sqlite3.Connection:
        connection: sqlite3.Connection = sqlite3.connect(file, **options)
        connection.executescript(_PRAGMAS)
        return connection

    connection = _Connection(opened, _BLOCK)
    # As SQLAlchemy has it: a process that ends does not wait for a connection that nobody closed.
    connection._thread.daemon = True
    await connection
    return connection


class _Connection(aiosqlite.Connection):
    def cursor(self) -> "_Cursor":  # type: ignore[override]
        return _Cursor(self)

    async def rollback(self) -> None:
        # SQLAlchemy asks for it whenever a connection goes back to the pool, after a commit and after mere reading too.
        if self.in_transaction:
            await super().rollback()

    async def close(self) -> None:
        # Without it, a statement that was cancelled and not read to its end keeps the lock of a closed connection.
        if self._connection is not None:
            await super().rollback()
        await super().close()

    async def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        """Return what a function returns in the connection's thread."""
        return await self._execute(function, *arguments)  # type: ignore[no-untyped-call]


class _Cursor:
    """What SQLAlchemy asks of a cursor; it goes to the connection's thread for statements, and for rows not yet here.

    It counts on SQLAlchemy to use one cursor for one statement.
    """

    arraysize = 1

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: list[Any] = []
        self._is_read = True

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid if self._cursor else None

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        await self._connection.run(self._run, sql, parameters)

    async def executemany(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._cursor = await self._connection.run(self._connection._conn.executemany, sql, parameters)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        wanted = self.arraysize if size is None else size
        if len(self._rows) < wanted and not self._is_read:
            await self._connection.run(self._fetch, max(wanted, _BLOCK))
        taken, self._rows = self._rows[:wanted], self._rows[wanted:]
        return taken

    async def fetchall(self) -> list[Any]:
        while not self._is_read:
            await self._connection.run(self._fetch, len(self._rows))
        taken, self._rows = self._rows, []
        return taken

    async def close(self) -> None:
        if self._cursor is not None and not self._is_read:
            await self._connection.run(self._cursor.close)

    def _run(self, sql: str, parameters: Sequence[Any]) -> None:
        self._cursor = self._connection._conn.execute(sql, parameters)
        self._is_read = self._cursor.description is None
        if not self._is_read:
            self._fetch(_BLOCK)

    def _fetch(self, size: int) -> None:
        assert self._cursor is not None  # noqa: S101 - rows come after a statement
        found = self._cursor.fetchmany(size)
        self._is_read = len(found) < size
        self._rows += found
