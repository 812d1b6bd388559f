"""Reactions on posts with songs, and the songs that were liked most by them and by *Save*.

Each member likes a song once, however many reactions they gave; what people do with their own posts does not count.
"""

from dataclasses import dataclass

from sqlalchemy import CompoundSelect, and_, delete, exists, func, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import aliased

from bot.store._inserting import insert_once
from bot.store._members import PastSong, past_song
from bot.store._posted import Posted, takes_part
from bot.store._tables import HearingRow, PostRow, ReactionRow, SavedRow, SongRow, now


@dataclass(frozen=True, slots=True)
class Reaction:
    """One emoji of one member on one message of a server."""

    message_id: int
    guild_id: int
    user_id: int
    emoji: str


@dataclass(frozen=True, slots=True)
class LikedSong:
    """A song, by the first of its posts that are counted, and how many members like it."""

    song: PastSong
    likes: int


class Reactions:
    """The reactions that are counted."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def post_of(self, reaction: Reaction) -> int | None:
        """Return the post with songs that a reaction is about; None where it is about none, or about one's own."""
        about = or_(PostRow.message_id == reaction.message_id, PostRow.reply_id == reaction.message_id)
        query = select(PostRow.message_id).where(
            about, PostRow.guild_id == reaction.guild_id, PostRow.author_id != reaction.user_id
        )
        async with self._sessions() as session:
            return await session.scalar(query.limit(1))

    async def add(self, reaction: Reaction, post_id: int) -> None:
        """Count a reaction about a post, which may have been counted before."""
        values = {
            "message_id": reaction.message_id,
            "user_id": reaction.user_id,
            "emoji": reaction.emoji,
            "post_id": post_id,
            "guild_id": reaction.guild_id,
            "given": now(),
        }
        async with self._sessions.begin() as session:
            await insert_once(session, ReactionRow, values)

    async def remove(self, message_id: int, *, user_id: int | None = None, emoji: str | None = None) -> None:
        """Take a message's reactions off: a member's, those of one emoji, both, or all."""
        gone = delete(ReactionRow).where(ReactionRow.message_id == message_id)
        if user_id is not None:
            gone = gone.where(ReactionRow.user_id == user_id)
        if emoji is not None:
            gone = gone.where(ReactionRow.emoji == emoji)
        async with self._sessions.begin() as session:
            await session.execute(gone)

    async def most_liked(self, posted: Posted, limit: int) -> list[LikedSong]:
        """Return the songs among some posts that most members like, the newest first of those liked alike."""
        votes = likes_of(posted).subquery()
        number = func.count()
        first = func.min(HearingRow.id)
        posts = select(HearingRow.sha256, first.label("id")).where(posted.condition).group_by(HearingRow.sha256)
        firsts = posts.subquery()
        ranked = (
            select(firsts.c.id, number.label("likes"))
            .join(votes, votes.c.sha256 == firsts.c.sha256)
            .group_by(firsts.c.id)
            .order_by(number.desc(), firsts.c.id.desc())
            .limit(limit)
            .subquery()
        )
        query = (
            select(HearingRow, SongRow, ranked.c.likes)
            .join(ranked, ranked.c.id == HearingRow.id)
            .join(SongRow, SongRow.sha256 == HearingRow.sha256)
            .order_by(ranked.c.likes.desc(), HearingRow.id.desc())
        )
        async with self._sessions() as session:
            return [LikedSong(past_song(post, song), likes) for post, song, likes in await session.execute(query)]


def likes_of(posted: Posted) -> CompoundSelect[tuple[str, int]]:
    """Return the pairs of a song among some posts and a member who likes it, each once."""
    reacted = (
        select(HearingRow.sha256, ReactionRow.user_id)
        .join(ReactionRow, ReactionRow.post_id == HearingRow.message_id)
        .where(posted.condition, takes_part(ReactionRow.user_id))
    )
    own = aliased(HearingRow)
    is_own = exists().where(
        and_(own.sha256 == SavedRow.sha256, own.user_id == SavedRow.user_id, own.guild_id == posted.guild_id)
    )
    saved = select(SavedRow.sha256, SavedRow.user_id).where(
        SavedRow.guild_id == posted.guild_id,
        SavedRow.sha256.in_(select(HearingRow.sha256).where(posted.condition)),
        takes_part(SavedRow.user_id),
        ~is_own,
    )
    return union(reacted, saved)
