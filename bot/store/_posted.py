"""Which posts are counted: every chart, digest and comparison of tastes goes through here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from bot.store._song_tags import sounds_like
from bot.store._tables import HearingRow, MemberRow


@dataclass(frozen=True, slots=True)
class Posted:
    """The posts in some channels of a server, without those of members who want no answers to theirs.

    ``since`` and ``until``: from one aware moment to before another; with a ``tag`` what sounds like it.
    """

    guild_id: int
    channel_ids: frozenset[int]
    since: datetime | None = None
    until: datetime | None = None
    tag: str | None = None

    @property
    def condition(self) -> ColumnElement[bool]:
        """The condition that a row of ``hearings`` is one of these posts."""
        condition: ColumnElement[bool] = (
            (HearingRow.guild_id == self.guild_id)
            & HearingRow.message_id.is_not(None)
            & HearingRow.channel_id.in_(self.channel_ids)
            & takes_part(HearingRow.user_id)
            & sounds_like(HearingRow.sha256, self.tag)
        )
        if self.since is not None:
            condition &= HearingRow.heard >= self.since
        if self.until is not None:
            condition &= HearingRow.heard < self.until
        return condition


def takes_part(user_id: Any) -> ColumnElement[bool]:
    """Return the condition that the member in a column did not opt out of answers to their posts."""
    condition: ColumnElement[bool] = user_id.not_in(select(MemberRow.user_id).where(~MemberRow.answers_posts))
    return condition
