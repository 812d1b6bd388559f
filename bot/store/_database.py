"""The database: opened at start, migrated to the newest schema, closed at the end."""

from contextlib import AbstractAsyncContextManager
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.settings import StoreSettings
from bot.store._charts import Counts
from bot.store._corrections import Corrections
from bot.store._digests import Digests
from bot.store._facts import Facts
from bot.store._library import Library
from bot.store._members import Members
from bot.store._posts import Posts
from bot.store._reactions import Reactions
from bot.store._repeats import Repeats
from bot.store._scheduled import ScheduledPosts
from bot.store._schema import is_empty, known, make_newest, migrate, revision_of
from bot.store._servers import Servers
from bot.store._song_lists import SongLists
from bot.store._song_tags import SongTags
from bot.store._songs import Songs
from bot.store._sqlite import connect
from bot.store._stale_analyses import Outdated
from bot.store._tastes import Tastes
from bot.store._waiting_commands import WaitingCommands

# Any number that nobody else locks: "crate" in ASCII.
_MIGRATING = 0x6372617465


class Store:
    """Everything that is kept, by subject: ``songs``, ``library``, ``posts``, ``members``, ``servers`` and so on."""

    def __init__(self, engine: AsyncEngine) -> None:
        """Wrap an engine whose schema is up to date."""
        self._engine = engine
        sessions = async_sessionmaker(engine, expire_on_commit=False)
        self.songs = Songs(sessions)
        self.outdated = Outdated(sessions)
        self.posts = Posts(sessions)
        self.members = Members(sessions)
        self.servers = Servers(sessions)
        self.counts = Counts(sessions)
        self.reactions = Reactions(sessions)
        self.digests = Digests(sessions)
        self.scheduled = ScheduledPosts(sessions)
        self.corrections = Corrections(sessions)
        self.library = Library(sessions)
        self.repeats = Repeats(sessions)
        self.song_lists = SongLists(sessions)
        self.tags = SongTags(sessions)
        self.tastes = Tastes(sessions)
        self.facts = Facts(sessions)
        self.waiting_commands = WaitingCommands(sessions)

    @classmethod
    async def open(cls, settings: StoreSettings) -> Self:
        """Connect, bring the schema up to date and return the store."""
        engine = engine_of(settings)
        async with engine.begin() as connection:
            # Of several processes that start at once, one changes the schema and the others wait for it.
            if connection.dialect.name == "postgresql":
                await connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
            else:
                await connection.exec_driver_sql("BEGIN IMMEDIATE")
            if await connection.run_sync(is_empty):
                await connection.run_sync(make_newest)
            elif await connection.run_sync(revision_of) != known()[-1]:
                await upgrade(connection)
        return cls(engine)

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Return a transaction on a bare connection, for what knows no subject."""
        return self._engine.begin()

    async def answers(self) -> bool:
        """Return whether the database answers a question."""
        try:
            async with self._engine.connect() as connection:
                return (await connection.execute(select(1))).scalar() == 1
        except (SQLAlchemyError, OSError):
            return False

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


async def upgrade(connection: AsyncConnection, revision: str = "head") -> None:
    """Bring the schema up to ``revision``."""
    await connection.run_sync(migrate, "upgrade", revision)


async def downgrade(connection: AsyncConnection, revision: str = "base") -> None:
    """Take the schema down to ``revision``."""
    await connection.run_sync(migrate, "downgrade", revision)


def engine_of(settings: StoreSettings) -> AsyncEngine:
    """Return an engine, which connects when it is first used."""
    # Parameters hold people's texts, and errors end up in the log: hence hide_parameters.
    url = make_url(settings.url)
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
    options = {"timeout": settings.busy_timeout_s, "async_creator_fn": connect}
    return create_async_engine(url, connect_args=options, hide_parameters=True)


__all__ = ["AsyncSession", "Store", "downgrade", "upgrade"]
