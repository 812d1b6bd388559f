"""What the bot posts by itself at set times: each is claimed before it is sent, so that none is sent twice."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._inserting import insert_once
from bot.store._tables import ScheduledPostRow

_KEPT = timedelta(days=90)


class ScheduledState(StrEnum):
    """What became of a post; only ``claimed`` ones are not settled."""

    CLAIMED = "claimed"
    POSTED = "posted"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Due:
    """A post of a ``kind`` in a server, due at an aware moment by a schedule that is written as ``schedule``."""

    guild_id: int
    kind: str
    due: datetime
    schedule: str


@dataclass(frozen=True, slots=True)
class ScheduledPost:
    """A due post, how often it was tried, and when it was first."""

    due: Due
    state: ScheduledState
    attempts: int
    claimed: datetime


class ScheduledPosts:
    """The posts that were due in the last ninety days."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def known(self) -> frozenset[tuple[int, str]]:
        """Return the servers and kinds of which there is any."""
        query = select(ScheduledPostRow.guild_id, ScheduledPostRow.kind).distinct()
        async with self._sessions() as session:
            return frozenset((row[0], row[1]) for row in await session.execute(query))

    async def newest(self, guild_id: int, kind: str, until: datetime) -> ScheduledPost | None:
        """Return the post of a kind that was due last in a server at an aware moment.

        Later ones are there where the clock was ahead for a while.
        """
        past = _of(guild_id, kind) & (ScheduledPostRow.due <= until)
        query = select(ScheduledPostRow).where(past).order_by(ScheduledPostRow.due.desc()).limit(1)
        async with self._sessions() as session:
            row = await session.scalar(query)
            if row is None:
                return None
            # SQLite keeps no time zone; what is written is UTC.
            due = Due(row.guild_id, row.kind, row.due.replace(tzinfo=UTC), row.schedule)
            return ScheduledPost(due, ScheduledState(row.state), row.attempts, row.claimed.replace(tzinfo=UTC))

    async def begin(self, due: Due, when: datetime) -> None:
        """Begin a schedule at the moment ``when``: what was due until then is settled, the next post is the first."""
        async with self._sessions.begin() as session:
            later = ScheduledPostRow.due >= due.due
            await session.execute(delete(ScheduledPostRow).where(_of(due.guild_id, due.kind), later))
            await insert_once(session, ScheduledPostRow, _values(due, ScheduledState.SKIPPED, when))

    async def claim(self, due: Due, when: datetime) -> bool:
        """Claim a post at the moment ``when``; False where it was claimed before, by this process or by another."""
        async with self._sessions.begin() as session:
            old, ahead = ScheduledPostRow.due < due.due - _KEPT, ScheduledPostRow.due > due.due
            await session.execute(delete(ScheduledPostRow).where(_of(due.guild_id, due.kind), old | ahead))
            return await insert_once(session, ScheduledPostRow, _values(due, ScheduledState.CLAIMED, when))

    async def retry(self, post: ScheduledPost) -> bool:
        """Count one more attempt at a claimed post; False where somebody else began one since it was read."""
        same = (ScheduledPostRow.attempts == post.attempts) & (ScheduledPostRow.state == ScheduledState.CLAIMED)
        async with self._sessions.begin() as session:
            attempt = update(ScheduledPostRow).where(_is(post.due), same).values(attempts=post.attempts + 1)
            result: Any = await session.execute(attempt)
            return bool(result.rowcount)

    async def settle(
        self, due: Due, state: ScheduledState, message_id: int | None = None, subject: str | None = None
    ) -> None:
        """Note what became of a post; ``subject`` is the song that it is about, if any."""
        values = {"state": state, "message_id": message_id, "subject": subject}
        async with self._sessions.begin() as session:
            await session.execute(update(ScheduledPostRow).where(_is(due)).values(values))

    async def subjects(self, guild_id: int, kind: str) -> frozenset[str]:
        """Return the songs that posts of a kind were about."""
        query = select(ScheduledPostRow.subject).where(_of(guild_id, kind))
        async with self._sessions() as session:
            return frozenset(subject for subject in await session.scalars(query) if subject)

    async def forget(self, guild_id: int, kind: str) -> None:
        """Forget a kind that a server's admins switched off."""
        async with self._sessions.begin() as session:
            await session.execute(delete(ScheduledPostRow).where(_of(guild_id, kind)))


def _values(due: Due, state: ScheduledState, when: datetime) -> dict[str, Any]:
    return {
        "guild_id": due.guild_id,
        "kind": due.kind,
        "due": due.due,
        "schedule": due.schedule,
        "state": state,
        "attempts": 1,
        "claimed": when,
    }


def _of(guild_id: int, kind: str) -> ColumnElement[bool]:
    return (ScheduledPostRow.guild_id == guild_id) & (ScheduledPostRow.kind == kind)


def _is(due: Due) -> ColumnElement[bool]:
    return _of(due.guild_id, due.kind) & (ScheduledPostRow.due == due.due)
