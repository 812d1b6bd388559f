"""What belongs to members: their history, saved songs, corrections and settings, which they can export and erase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from bot.store._orphans import delete_orphans
from bot.store._posts import PostState
from bot.store._song_tags import sounds_like
from bot.store._tables import (
    FeedbackRow,
    HearingRow,
    MemberRow,
    PostRow,
    ReactionRow,
    SavedRow,
    SettingChangeRow,
    SongListRow,
    SongRow,
    SongTagRow,
    Table,
)

# Every table that holds personal data, with the column of its owner.
_PERSONAL: dict[type[Table], Any] = {
    PostRow: PostRow.author_id,
    HearingRow: HearingRow.user_id,
    ReactionRow: ReactionRow.user_id,
    SavedRow: SavedRow.user_id,
    FeedbackRow: FeedbackRow.user_id,
    MemberRow: MemberRow.user_id,
    SettingChangeRow: SettingChangeRow.user_id,
    SongListRow: SongListRow.user_id,
}


@dataclass(frozen=True, slots=True)
class PastSong:
    """A song that was analysed or saved before, with the post it came from where there is one."""

    sha256: str
    title: str
    artist: str | None
    when: datetime
    user_id: int
    guild_id: int | None = None
    channel_id: int | None = None
    message_id: int | None = None

    @property
    def jump_url(self) -> str:
        """Return the link to the post; one that leads nowhere where the song has no post."""
        return f"https://discord.com/channels/{self.guild_id or '@me'}/{self.channel_id}/{self.message_id}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A member's correction of a song's genre, beside the answer of the models of ``model_version``."""

    sha256: str
    model_version: str
    answered_genre: str
    genre: str


class Members:
    """What is kept of members."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession]) -> None:
        self._sessions = sessions

    async def note_post(
        self,
        sha256: str,
        name: str,
        user_id: int,
        guild_id: int | None,
        channel_id: int | None,
        message_id: int | None,
        *,
        in_library: bool = False,
        trace: str | None = None,
    ) -> None:
        """Note that somebody had a song analysed, and whether the post goes into its server's library.

        A post that was deleted while its song was being analysed is not linked.
        """
        async with self._sessions.begin() as session:
            post = await session.get(PostRow, message_id) if message_id else None
            if post and post.state == PostState.UNANSWERABLE:
                message_id, in_library = None, False
            session.add(
                HearingRow(
                    sha256=sha256,
                    name=name,
                    user_id=user_id,
                    guild_id=guild_id,
                    channel_id=channel_id,
                    message_id=message_id,
                    in_library=in_library,
                    trace=trace,
                )
            )

    async def history_of(self, user_id: int, limit: int, offset: int = 0, *, tag: str | None = None) -> list[PastSong]:
        """Return the songs that a member had analysed, newest first; with a ``tag`` only what sounds like it."""
        return await self._history((HearingRow.user_id == user_id) & sounds_like(HearingRow.sha256, tag), limit, offset)

    async def history_in(
        self, guild_id: int, channel_ids: Sequence[int], limit: int, offset: int = 0, *, tag: str | None = None
    ) -> list[PastSong]:
        """Return what was posted in some channels of a server for others to see, newest first.

        With a ``tag`` only what sounds like it.
        """
        posted = (
            (HearingRow.guild_id == guild_id)
            & HearingRow.message_id.is_not(None)
            & HearingRow.channel_id.in_(channel_ids)
            & sounds_like(HearingRow.sha256, tag)
        )
        return await self._history(posted, limit, offset)

    async def forget_message(self, message_id: int) -> None:
        """Take a deleted post out of every history, now and when its analysis is done, and its reactions with it."""
        deleted = update(PostRow).where(PostRow.message_id == message_id, PostRow.state == PostState.ACCEPTED)
        async with self._sessions.begin() as session:
            await session.execute(deleted.values(state=PostState.UNANSWERABLE))
            await session.execute(delete(HearingRow).where(HearingRow.message_id == message_id))
            about = (ReactionRow.message_id == message_id) | (ReactionRow.post_id == message_id)
            await session.execute(delete(ReactionRow).where(about))

    async def forget_channel(self, channel_id: int) -> None:
        """Take the posts of a deleted channel or thread out of every history."""
        async with self._sessions.begin() as session:
            deleted = (HearingRow.channel_id == channel_id) & HearingRow.message_id.is_not(None)
            posts = select(HearingRow.message_id).where(deleted)
            await session.execute(delete(ReactionRow).where(ReactionRow.post_id.in_(posts)))
            await session.execute(delete(HearingRow).where(deleted))

    async def name_for(self, user_id: int, channel_id: int | None, sha256: str) -> str | None:
        """Return the newest file name that a song had for a member, or for all in a channel where it was posted."""
        shown = (HearingRow.user_id == user_id) | (
            HearingRow.message_id.is_not(None) & (HearingRow.channel_id == channel_id)
        )
        newest = select(HearingRow.name).where(HearingRow.sha256 == sha256, shown).order_by(HearingRow.id.desc())
        async with self._sessions() as session:
            return await session.scalar(newest.limit(1))

    async def save(self, user_id: int, sha256: str, name: str, guild_id: int | None = None) -> bool:
        """Save a song for a member, as a like in the server ``guild_id`` if any; False where it was saved before."""
        async with self._sessions.begin() as session:
            if await session.get(SavedRow, (user_id, sha256)):
                return False
            session.add(SavedRow(user_id=user_id, sha256=sha256, name=name, guild_id=guild_id))
            return True

    async def unsave(self, user_id: int, sha256: str) -> None:
        """Take a song off a member's list."""
        async with self._sessions.begin() as session:
            await session.execute(delete(SavedRow).where(SavedRow.user_id == user_id, SavedRow.sha256 == sha256))

    async def saved_by(self, user_id: int, limit: int, offset: int = 0, *, tag: str | None = None) -> list[PastSong]:
        """Return what a member saved, newest first; with a ``tag`` only what sounds like it."""
        query = (
            select(SavedRow, SongRow)
            .join(SongRow, SongRow.sha256 == SavedRow.sha256)
            .where(SavedRow.user_id == user_id, sounds_like(SavedRow.sha256, tag))
            .order_by(SavedRow.saved.desc())
        )
        async with self._sessions() as session:
            rows = await session.execute(query.limit(limit).offset(offset))
            return [
                PastSong(song.sha256, song.title or row.name, song.artist, _utc(row.saved), user_id)
                for row, song in rows
            ]

    async def correct(self, user_id: int, correction: Correction) -> None:
        """Keep a member's correction of a song's genre."""
        async with self._sessions.begin() as session:
            await session.merge(
                FeedbackRow(
                    user_id=user_id,
                    sha256=correction.sha256,
                    model_version=correction.model_version,
                    answered_genre=correction.answered_genre,
                    genre=correction.genre,
                )
            )

    async def agreement(self) -> tuple[int, int]:
        """Return how many corrections members gave, and how many of them confirmed the answer."""
        agreed = func.count().filter(FeedbackRow.genre == FeedbackRow.answered_genre)
        async with self._sessions() as session:
            given, right = (await session.execute(select(func.count(), agreed).select_from(FeedbackRow))).one()
            return given, right

    async def answers_posts_of(self, user_id: int) -> bool:
        """Return whether a member wants posts answered, which is the default."""
        async with self._sessions() as session:
            row = await session.get(MemberRow, user_id)
            return row is None or row.answers_posts

    async def set_answers_posts(self, user_id: int, wanted: bool) -> None:
        """Keep whether a member wants posts answered."""
        async with self._sessions.begin() as session:
            await session.merge(MemberRow(user_id=user_id, answers_posts=wanted))

    async def is_findable(self, user_id: int) -> bool:
        """Return whether a member wants to be found by their taste; nobody does until they say so."""
        async with self._sessions() as session:
            row = await session.get(MemberRow, user_id)
            return row is not None and row.findable

    async def set_findable(self, user_id: int, wanted: bool) -> None:
        """Keep whether a member wants to be found by their taste."""
        async with self._sessions.begin() as session:
            row = await session.get(MemberRow, user_id)
            answers_posts = row is None or row.answers_posts
            await session.merge(MemberRow(user_id=user_id, answers_posts=answers_posts, findable=wanted))

    async def locale_of(self, user_id: int) -> str | None:
        """Return the locale that a member had in private messages last, None where it is not known."""
        async with self._sessions() as session:
            row = await session.get(MemberRow, user_id)
            return row.locale if row else None

    async def note_locale(self, user_id: int, locale: str) -> None:
        """Keep the locale that a member has in private messages."""
        async with self._sessions.begin() as session:
            row = await session.get(MemberRow, user_id)
            if row is None or row.locale != locale:
                answers_posts = row is None or row.answers_posts
                await session.merge(MemberRow(user_id=user_id, answers_posts=answers_posts, locale=locale))

    async def export(self, user_id: int) -> dict[str, list[dict[str, Any]]]:
        """Return everything that is kept of a person, by table, as JSON has it, and what their songs sound like."""
        analysed = select(HearingRow.sha256).where(HearingRow.user_id == user_id)
        tags = select(SongTagRow).where(SongTagRow.sha256.in_(analysed)).order_by(SongTagRow.sha256, SongTagRow.tag)
        async with self._sessions() as session:
            own = {
                table.__tablename__: [
                    _plain(row) for row in await session.scalars(select(table).where(owner == user_id))
                ]
                for table, owner in _PERSONAL.items()
            }
            return {**own, SongTagRow.__tablename__: [_plain(row) for row in await session.scalars(tags)]}

    async def erase(self, user_id: int) -> None:
        """Remove everything that is kept of a person, and the songs that nobody else showed, saved or corrected."""
        async with self._sessions.begin() as session:
            mine = set(await session.scalars(select(HearingRow.sha256).where(HearingRow.user_id == user_id)))
            posts = select(PostRow.message_id).where(PostRow.author_id == user_id)
            await session.execute(delete(ReactionRow).where(ReactionRow.post_id.in_(posts)))
            for table, owner in _PERSONAL.items():
                await session.execute(delete(table).where(owner == user_id))
            await delete_orphans(session, mine)

    async def _history(self, which: ColumnElement[bool], limit: int, offset: int) -> list[PastSong]:
        query = (
            select(HearingRow, SongRow)
            .join(SongRow, SongRow.sha256 == HearingRow.sha256)
            .where(which)
            .order_by(HearingRow.id.desc())
        )
        async with self._sessions() as session:
            rows = await session.execute(query.limit(limit).offset(offset))
            return [past_song(row, song) for row, song in rows]


def past_song(row: HearingRow, song: SongRow) -> PastSong:
    """Return a row of the history as people read it."""
    return PastSong(
        song.sha256,
        song.title or row.name,
        song.artist,
        _utc(row.heard),
        row.user_id,
        row.guild_id,
        row.channel_id,
        row.message_id,
    )


def _plain(row: Table) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in row.__table__.columns}
    return {key: _utc(value).isoformat() if isinstance(value, datetime) else value for key, value in values.items()}


def _utc(when: datetime) -> datetime:
    # SQLite keeps no time zone; what is written is UTC.
    return when.replace(tzinfo=UTC)
