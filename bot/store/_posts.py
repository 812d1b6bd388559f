"""Which posts were accepted and what became of them, so that a restart forgets none."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._inserting import insert_once
from bot.store._tables import PostRow


class PostState(StrEnum):
    """Where a post stands; only ``accepted`` ones still wait for an answer."""

    ACCEPTED = "accepted"
    ANSWERED = "answered"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Post:
    """A message that the bot promised to answer."""

    message_id: int
    channel_id: int
    guild_id: int | None
    author_id: int
    attempts: int
    accepted: datetime


class Posts:
    """The accepted posts."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def accept(self, message_id: int, channel_id: int, guild_id: int | None, author_id: int) -> bool:
        """Promise an answer to a message; False where it was promised before, by this process or by another."""
        values = {
            "message_id": message_id,
            "channel_id": channel_id,
            "guild_id": guild_id,
            "author_id": author_id,
            "state": PostState.ACCEPTED,
        }
        async with self._sessions.begin() as session:
            return await insert_once(session, PostRow, values)

    async def settle(self, message_id: int, state: PostState, reply_id: int | None = None) -> None:
        """Write down what became of a post, and which message answered it."""
        await self._change(message_id, state=state, reply_id=reply_id)

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
            row = await session.get(PostRow, message_id)
            return PostState(row.state) if row else None

    async def unfinished(self) -> list[Post]:
        """Return the posts that were promised an answer and got none, oldest first."""
        query = select(PostRow).where(PostRow.state == PostState.ACCEPTED).order_by(PostRow.message_id)
        async with self._sessions() as session:
            return [_post(row) for row in await session.scalars(query)]

    async def _change(self, message_id: int, **values: object) -> None:
        async with self._sessions.begin() as session:
            await session.execute(update(PostRow).where(PostRow.message_id == message_id).values(**values))


def _post(row: PostRow) -> Post:
    return Post(row.message_id, row.channel_id, row.guild_id, row.author_id, row.attempts, row.accepted)
