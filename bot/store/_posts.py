"""Which posts were accepted and what became of them, so that a restart forgets none."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._group_commit import GroupCommit
from bot.store._inserting import inserting
from bot.store._tables import PostRow, table_of

_STANDING = select(PostRow.state, PostRow.attempts).where(PostRow.message_id == bindparam("message"))
_SETTLE = update(table_of(PostRow)).where(PostRow.message_id == bindparam("message"))


class PostState(StrEnum):
    """Where a post stands; only ``accepted`` ones still wait for an answer."""

    ACCEPTED = "accepted"
    ANSWERED = "answered"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Post:
    """A message that the bot promised to answer; ``note_id`` is its note about the queue, where it has one."""

    message_id: int
    channel_id: int
    guild_id: int | None
    author_id: int
    attempts: int
    accepted: datetime
    note_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Promise:
    message_id: int
    channel_id: int
    guild_id: int | None
    author_id: int
    state: PostState = PostState.ACCEPTED


@dataclass(frozen=True, slots=True)
class _Outcome:
    message: int
    state: PostState
    reply_id: int | None


class Posts:
    """The accepted posts; those of one moment are written in one transaction."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions
        self._promises = GroupCommit(self._accept_all)
        self._outcomes = GroupCommit(self._settle_all)

    async def accept(self, message_id: int, channel_id: int, guild_id: int | None, author_id: int) -> bool:
        """Promise an answer to a message; False where it was promised before, by this process or by another."""
        return await self._promises.add(_Promise(message_id, channel_id, guild_id, author_id))

    async def settle(self, message_id: int, state: PostState, reply_id: int | None = None) -> None:
        """Note what became of a post, and which message answered it."""
        await self._outcomes.add(_Outcome(message_id, state, reply_id))

    async def note(self, message_id: int, note_id: int | None) -> None:
        """Remember the note about the queue under a post that still waits, so that a restart can remove it."""
        waiting = (PostRow.message_id == message_id) & (PostRow.state == PostState.ACCEPTED)
        async with self._sessions.begin() as session:
            await session.execute(update(PostRow).where(waiting).values(reply_id=note_id))

    async def retry(self, post: Post) -> bool:
        """Count one more attempt at a post; False where somebody else began one since it was read."""
        same = (PostRow.message_id == post.message_id) & (PostRow.attempts == post.attempts)
        waiting = PostRow.state == PostState.ACCEPTED
        async with self._sessions.begin() as session:
            attempt = update(PostRow).where(same, waiting).values(attempts=post.attempts + 1)
            result: Any = await session.execute(attempt)
            return bool(result.rowcount)

    async def state(self, message_id: int) -> PostState | None:
        """Return where a post stands, None for a message that was never accepted."""
        async with self._sessions() as session:
            state = await session.scalar(_STANDING, {"message": message_id})
            return PostState(state) if state else None

    async def is_in_hand(self, message_id: int, attempt: int) -> bool:
        """Return whether a post still waits for the answer of this attempt, and nobody has begun another since."""
        async with self._sessions() as session:
            found = (await session.execute(_STANDING, {"message": message_id})).one_or_none()
            return found is not None and tuple(found) == (PostState.ACCEPTED, attempt)

    async def unfinished(self) -> list[Post]:
        """Return the posts that were promised an answer and got none, oldest first."""
        query = select(PostRow).where(PostRow.state == PostState.ACCEPTED).order_by(PostRow.message_id)
        async with self._sessions() as session:
            return [_post(row) for row in await session.scalars(query)]

    async def _accept_all(self, promises: Sequence[_Promise]) -> list[bool]:
        # In the same order everywhere, so that two processes with the same posts never wait for each other.
        posts = sorted({each.message_id: each for each in promises}.values(), key=lambda each: each.message_id)
        async with self._sessions.begin() as session:
            connection = await session.connection()
            insert = inserting(PostRow, connection.dialect.name).returning(PostRow.message_id)
            new = set(await connection.scalars(insert, [asdict(post) for post in posts]))
        accepted = []
        for each in promises:
            accepted.append(each.message_id in new)
            new.discard(each.message_id)
        return accepted

    async def _settle_all(self, outcomes: Sequence[_Outcome]) -> list[None]:
        async with self._sessions.begin() as session:
            await (await session.connection()).execute(_SETTLE, [asdict(outcome) for outcome in outcomes])
        return [None] * len(outcomes)


def _post(row: PostRow) -> Post:
    return Post(row.message_id, row.channel_id, row.guild_id, row.author_id, row.attempts, row.accepted, row.reply_id)
