"""The tables; every change to them comes with a migration in ``migrations/versions``."""

from datetime import UTC, datetime
from typing import Any, cast

import sqlalchemy
from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, LargeBinary, MetaData, String, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Named constraints can be altered by later migrations on every database.
_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


class Table(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)


def table_of(rows: type[Table]) -> sqlalchemy.Table:
    """Return the table behind a class, for statements on many rows that need no objects."""
    return cast(sqlalchemy.Table, rows.__table__)


class SongRow(Table):
    """A song by the SHA-256 of its bytes, and the log-mel images from which any later model can analyse it again."""

    __tablename__ = "songs"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str | None]
    artist: Mapped[str | None]
    duration_s: Mapped[float]
    uncertain: Mapped[bool]
    # uint8 [excerpts, 128 bands, 128 frames], C order; the number of excerpts follows from the length. Most of what a
    # song takes up, and read by name only: lists of thousands of songs need none of it.
    images: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    first_heard: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class AnalysisRow(Table):
    """What one version of the models made of a song."""

    __tablename__ = "analyses"

    sha256: Mapped[str] = mapped_column(ForeignKey("songs.sha256", ondelete="CASCADE"), primary_key=True)
    model_version: Mapped[str] = mapped_column(String(12), primary_key=True)
    answer: Mapped[dict[str, Any]] = mapped_column(JSON)
    embedding: Mapped[bytes] = mapped_column(LargeBinary)
    segments: Mapped[bytes] = mapped_column(LargeBinary)
    tagger: Mapped[bytes | None] = mapped_column(LargeBinary)
    analysed: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class SongTagRow(Table):
    """A tag of a song by its newest analysis; only those that would be named are kept."""

    __tablename__ = "song_tags"

    sha256: Mapped[str] = mapped_column(ForeignKey("songs.sha256", ondelete="CASCADE"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)
    score: Mapped[float]


class SongFeatureRow(Table):
    """What a song is counted and found by, after its newest analysis: genre, beats per minute, key.

    ``genre``: the most probable one, None for speech and noise; ``camelot``: the key's code on the Camelot wheel.
    """

    __tablename__ = "song_features"

    sha256: Mapped[str] = mapped_column(ForeignKey("songs.sha256", ondelete="CASCADE"), primary_key=True)
    genre: Mapped[str | None]
    bpm: Mapped[float | None]
    camelot: Mapped[str | None] = mapped_column(String(3))


class PostRow(Table):
    """A message with songs that the bot accepted, and what became of it."""

    __tablename__ = "posts"

    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    author_id: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    attempts: Mapped[int] = mapped_column(default=1)
    # The answer; until there is one, the note that names the post's place in the queue.
    reply_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    accepted: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class WaitingCommandRow(Table):
    """A command that waits for its answer, with Discord's token to answer it by, deleted when it is answered."""

    __tablename__ = "waiting_commands"

    interaction_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    guild_id: Mapped[int | None] = mapped_column(BigInteger)
    locale: Mapped[str] = mapped_column(String(16))
    token: Mapped[str]
    accepted: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class FactRow(Table):
    """A small fact that the bot keeps about itself, such as the hash of its synced commands."""

    __tablename__ = "facts"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str]


class HearingRow(Table):
    """Who had a song analysed, when and where; ``message_id`` is the post's, where there was one that others can see.

    ``in_library``: whether the post is in its server's library.
    """

    __tablename__ = "hearings"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("songs.sha256", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    # The name of this analysis in the log.
    trace: Mapped[str | None] = mapped_column(String(16))
    heard: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    in_library: Mapped[bool] = mapped_column(default=False, server_default=false())


class ReactionRow(Table):
    """A member's reaction on a post with songs or on its reply, where the server's admins have them counted.

    ``message_id`` is the message that bears it, ``post_id`` the post; ``emoji`` is a character or a custom one's id.
    """

    __tablename__ = "reactions"

    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, index=True)
    emoji: Mapped[str] = mapped_column(String(64), primary_key=True)
    post_id: Mapped[int] = mapped_column(BigInteger, index=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, index=True)
    given: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class SavedRow(Table):
    """A song that a member saved; ``guild_id``: in which server, where its admins have that counted."""

    __tablename__ = "saved"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(ForeignKey("songs.sha256", ondelete="CASCADE"), primary_key=True)
    name: Mapped[str]
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    saved: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class FeedbackRow(Table):
    """A member's correction of a song's genre; the newest counts."""

    __tablename__ = "feedback"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(ForeignKey("songs.sha256", ondelete="CASCADE"), primary_key=True)
    model_version: Mapped[str] = mapped_column(String(12))
    answered_genre: Mapped[str]
    genre: Mapped[str]
    given: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class MemberRow(Table):
    """What a member set: whether posts are answered, and whether others find them by their taste.

    ``locale``: Discord's language for the member, as it came with their last command or button in private messages.
    """

    __tablename__ = "members"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answers_posts: Mapped[bool]
    findable: Mapped[bool] = mapped_column(default=False, server_default=false())
    locale: Mapped[str | None] = mapped_column(String(16))


class ServerSettingRow(Table):
    """One thing that a server's admins set."""

    __tablename__ = "server_settings"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class SettingChangeRow(Table):
    """Who changed what in a server, newest last, so that it can be undone."""

    __tablename__ = "setting_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, index=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    name: Mapped[str] = mapped_column(String(32))
    old: Mapped[Any | None] = mapped_column(JSON)
    new: Mapped[Any] = mapped_column(JSON)
    changed: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class ScheduledPostRow(Table):
    """A post that the bot makes by itself: due when, by which schedule, and what became of it.

    ``attempts`` counts the tries, the first of which was ``claimed``; ``subject`` is the song that it is about, if any.
    """

    __tablename__ = "scheduled_posts"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    due: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True)
    schedule: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=1)
    claimed: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)
    subject: Mapped[str | None] = mapped_column(String(80))
    message_id: Mapped[int | None] = mapped_column(BigInteger)


class SongListRow(Table):
    """A list of songs that somebody asked for, kept for a while so that its pages can be turned."""

    __tablename__ = "song_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    guild_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)


class DepartureRow(Table):
    """A server that removed the bot, and when; what is kept of it is deleted thirty days later."""

    __tablename__ = "departures"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    left: Mapped[datetime] = mapped_column(DateTime(timezone=True))
