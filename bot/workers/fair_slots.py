"""Slots for concurrent work, granted fairly: to servers in turn, and within a server to its members in turn."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

Server = tuple[str, int]
"""A server, or a person's direct messages: ``("server", guild_id)`` or ``("direct", user_id)``."""

_Waiting = dict[Server, dict[int, deque["Slot"]]]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a server, who shares slots with others; ``guild_id`` is None in direct messages."""

    guild_id: int | None
    user_id: int

    @property
    def server(self) -> Server:
        """The server, or the direct messages of this person."""
        return ("direct", self.user_id) if self.guild_id is None else ("server", self.guild_id)


class FairSlots:
    """A semaphore of ``slots`` that serves servers in turn, within a server members in turn, each one's songs in order.

    So a busy server delays another by at most one song a round. A member holds at most ``per_member`` slots and a
    server ``per_server``. The second and later slots of a member are granted only while less than half of its server's
    share and of all slots are taken, so that others find slots free.
    """

    def __init__(self, slots: int, *, per_member: int | None = None, per_server: int | None = None) -> None:
        """Start with all slots free."""
        self._slots = slots
        self._per_member = per_member or slots
        self._per_server = per_server or slots
        self._shares_members = per_member is not None
        self._waiting: _Waiting = {}
        self._of_member: Counter[Member] = Counter()
        self._of_server: Counter[Server] = Counter()

    @property
    def taken(self) -> int:
        """How many slots are taken."""
        return self._of_server.total()

    @property
    def waiting(self) -> int:
        """How many songs wait for a slot."""
        return sum(len(slots) for members in self._waiting.values() for slots in members.values())

    def slot(self, member: Member, on_move: Callable[[int], None] | None = None) -> "Slot":
        """Return a slot to enter with ``async with``, which waits until it is granted.

        ``on_move`` is called with each new position: 1 is next, 0 is granted.
        """
        return Slot(self, member, on_move)

    def _join(self, slot: "Slot") -> None:
        self._waiting.setdefault(slot.member.server, {}).setdefault(slot.member.user_id, deque()).append(slot)
        self._grant()

    def _leave(self, slot: "Slot") -> None:
        if slot.granted:
            # Subtracting in place removes counts of zero.
            self._of_member -= Counter([slot.member])
            self._of_server -= Counter([slot.member.server])
        else:
            self._remove(slot)
        self._grant()

    def _remove(self, slot: "Slot") -> None:
        server, user_id = slot.member.server, slot.member.user_id
        members = self._waiting.pop(server)
        slots = members.pop(user_id)
        slots.remove(slot)
        # What remains goes to the end: the next grants are those of other members and servers.
        if slots:
            members[user_id] = slots
        if members:
            self._waiting[server] = members

    def _grant(self) -> None:
        while (slot := self._next()) is not None:
            self._remove(slot)
            self._of_member[slot.member] += 1
            self._of_server[slot.member.server] += 1
            slot.move(0)
        copy = {s: {m: deque(slots) for m, slots in members.items()} for s, members in self._waiting.items()}
        for position, slot in enumerate(_in_order(copy), start=1):
            slot.move(position)

    def _next(self) -> "Slot | None":
        if self.taken >= self._slots:
            return None
        for slot in (slots[0] for members in self._waiting.values() for slots in members.values()):
            mine, of_server = self._of_member[slot.member], self._of_server[slot.member.server]
            is_crowded = 2 * of_server >= self._per_server or 2 * self.taken >= self._slots
            is_second = self._shares_members and mine and is_crowded
            if mine < self._per_member and of_server < self._per_server and not is_second:
                return slot
        return None


class Slot:
    """One song's slot: waits when its context is entered and is released when it ends."""

    def __init__(self, slots: FairSlots, member: Member, on_move: Callable[[int], None] | None) -> None:
        """Wait for nothing yet."""
        self.member = member
        self.position: int | None = None
        self._slots = slots
        self._on_move = on_move
        self._granted = asyncio.Event()
        self._released = False

    @property
    def granted(self) -> bool:
        """Whether the slot was granted."""
        return self._granted.is_set()

    def move(self, position: int) -> None:
        """Take a new position; :class:`FairSlots` calls this."""
        if position == self.position:
            return
        self.position = position
        if position == 0:
            self._granted.set()
        if self._on_move is not None:
            # Called by the event loop, so that its exceptions cannot reach the slots.
            asyncio.get_running_loop().call_soon(self._on_move, position)

    def release(self) -> None:
        """Give the slot back before the context ends; once is enough."""
        if not self._released:
            self._released = True
            self._slots._leave(self)

    async def __aenter__(self) -> Self:
        """Wait for the slot."""
        self._slots._join(self)
        try:
            await self._granted.wait()
        except BaseException:
            self.release()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the slot back."""
        self.release()


def _in_order(waiting: _Waiting) -> Iterator[Slot]:
    """Take slots out in the order of service, without regard to the limits."""
    while waiting:
        server = next(iter(waiting))
        members = waiting.pop(server)
        member = next(iter(members))
        slots = members.pop(member)
        yield slots.popleft()
        if slots:
            members[member] = slots
        if members:
            waiting[server] = members
