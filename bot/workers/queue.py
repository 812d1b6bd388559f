"""The queue of songs: how many may be here, and the slots for their downloads and their analyses."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.workers.errors import WorkerError
from bot.workers.fair_slots import FairSlots, Member, Server


class BusyError(WorkerError):
    """No place left for one more song; the message says whose limit is reached."""

    code = "busy"
    message = "I have too many songs waiting right now. Please try again in a few minutes."


class MemberBusyError(BusyError):
    """One member's share is taken."""

    message = "You already have as many songs waiting as one person may. Please wait for those first."


class ServerBusyError(BusyError):
    """One server's share is taken."""

    message = "This server already has as many songs waiting as one server may. Please try again in a few minutes."


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """How many songs may be here, of a member, a server and in all, and how many are processed at once.

    ``at_work`` songs are with the workers at once. ``links``, ``pages`` and ``attachments`` songs are downloaded at
    once, of which a member may have ``downloads_per_member`` and a server ``downloads_per_server``; a downloaded song
    keeps its slot until a worker takes it, which bounds the files on disk.
    """

    at_work: int = 2
    per_member: int = 6
    per_server: int = 24
    total: int = 120
    links: int = 16
    pages: int = 2
    attachments: int = 8
    downloads_per_member: int = 2
    downloads_per_server: int = 8


class SongQueue:
    """Admits songs up to the limits, and has the slots that they wait for.

    Slow links hold slots of ``links`` only: neither ``attachments`` nor ``analyses`` wait for them.
    """

    def __init__(self, limits: QueueLimits | None = None) -> None:
        """Start empty."""
        self._limits = limits or QueueLimits()
        self._of_member: Counter[int] = Counter()
        self._of_server: Counter[Server] = Counter()
        shares = {"per_member": self._limits.downloads_per_member, "per_server": self._limits.downloads_per_server}
        self.links = FairSlots(self._limits.links, **shares)
        self.pages = FairSlots(self._limits.pages, per_member=1)
        self.attachments = FairSlots(self._limits.attachments, **shares)
        self.analyses = FairSlots(self._limits.at_work)

    def __len__(self) -> int:
        """Return how many songs wait or are processed."""
        return self._of_server.total()

    @contextmanager
    def admitted(self, guild_id: int | None, user_id: int) -> Iterator[Member]:
        """Count a song of a member while the context lasts; raises :class:`BusyError` where there are too many.

        ``guild_id`` is None in direct messages.
        """
        member = Member(guild_id, user_id)
        mine = self._of_member[user_id]
        if mine >= self._limits.per_member:
            raise MemberBusyError(f"{self._limits.per_member} songs of one member")
        # The last quarter of the places is for those who have none, so that a few members cannot take them all.
        share = 0.75 if mine else 1.0
        if self._of_server[member.server] >= share * self._limits.per_server:
            raise ServerBusyError(f"{self._of_server[member.server]} songs of one server")
        if len(self) >= share * self._limits.total:
            raise BusyError(f"{len(self)} songs")
        self._of_member[user_id] += 1
        self._of_server[member.server] += 1
        try:
            yield member
        finally:
            # Subtracting in place removes counts of zero.
            self._of_member -= Counter([user_id])
            self._of_server -= Counter([member.server])
