"""The queue before the workers: bounded, and fair between servers and between the members of each."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from bot.workers.errors import WorkerError


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
    """How many songs are at work at once, and how many, those included, a member, a server and all may have here."""

    at_work: int = 2
    per_member: int = 6
    per_server: int = 24
    total: int = 120


Server = tuple[str, int]
_Waiting = dict[Server, dict[int, deque["Turn"]]]


class SongQueue:
    """Servers take turns; within a server its members do; a member's own songs keep their order.

    So one busy server delays any other by at most one song a round, and one busy member likewise within a server.
    """

    def __init__(self, limits: QueueLimits | None = None) -> None:
        """Start empty."""
        self._limits = limits or QueueLimits()
        self._waiting: _Waiting = {}
        self._at_work = 0
        self._of_member: Counter[int] = Counter()
        self._of_server: Counter[Server] = Counter()

    def __len__(self) -> int:
        """Return how many songs wait or are at work."""
        return self._of_server.total()

    def turn(self, guild_id: int | None, user_id: int, on_move: Callable[[int], None] | None = None) -> "Turn":
        """Return a turn to enter with ``async with``: it waits, and raises :class:`BusyError` where there is no place.

        ``guild_id`` is None in direct messages. ``on_move`` hears each new position: 1 is next, 0 is this song's time.
        """
        return Turn(self, ("server", guild_id) if guild_id is not None else ("direct", user_id), user_id, on_move)

    def _join(self, turn: "Turn") -> None:
        if self._of_member[turn.user_id] >= self._limits.per_member:
            raise MemberBusyError(f"{self._limits.per_member} songs of one member")
        if self._of_server[turn.server] >= self._limits.per_server:
            raise ServerBusyError(f"{self._limits.per_server} songs of one server")
        if len(self) >= self._limits.total:
            raise BusyError(f"{self._limits.total} songs")
        self._of_member[turn.user_id] += 1
        self._of_server[turn.server] += 1
        self._waiting.setdefault(turn.server, {}).setdefault(turn.user_id, deque()).append(turn)
        self._call_next()

    def _leave(self, turn: "Turn") -> None:
        if turn.called:
            self._at_work -= 1
        else:
            self._drop(turn)
        # Subtracting in place drops what falls to nothing.
        self._of_member -= Counter([turn.user_id])
        self._of_server -= Counter([turn.server])
        self._call_next()

    def _drop(self, turn: "Turn") -> None:
        members = self._waiting[turn.server]
        members[turn.user_id].remove(turn)
        if not members[turn.user_id]:
            del members[turn.user_id]
        if not members:
            del self._waiting[turn.server]

    def _call_next(self) -> None:
        while self._waiting and self._at_work < self._limits.at_work:
            self._at_work += 1
            next(_in_order(self._waiting)).move(0)
        copy = {s: {m: deque(turns) for m, turns in members.items()} for s, members in self._waiting.items()}
        for position, turn in enumerate(_in_order(copy), start=1):
            turn.move(position)


class Turn:
    """One song's place in the queue, and its time at work as a context."""

    def __init__(
        self, queue: SongQueue, server: Server, user_id: int, on_move: Callable[[int], None] | None = None
    ) -> None:
        """Stand outside the queue; entering the context joins it."""
        self.server = server
        self.user_id = user_id
        self.position: int | None = None
        self._queue = queue
        self._on_move = on_move
        self._called = asyncio.Event()

    @property
    def called(self) -> bool:
        """Whether it is this song's time."""
        return self._called.is_set()

    def move(self, position: int) -> None:
        """Take a new position; the queue calls this."""
        if position == self.position:
            return
        self.position = position
        if position == 0:
            self._called.set()
        if self._on_move is not None:
            # Later, so that whatever it does or raises cannot reach the queue.
            asyncio.get_running_loop().call_soon(self._on_move, position)

    async def __aenter__(self) -> Self:
        """Join the queue and wait; raises :class:`BusyError`."""
        self._queue._join(self)
        try:
            await self._called.wait()
        except BaseException:
            self._queue._leave(self)
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Make room for the next."""
        self._queue._leave(self)


def _in_order(waiting: _Waiting) -> Iterator[Turn]:
    """Take the turns out in the order of service, leaving what remains rotated for the next round."""
    while waiting:
        server = next(iter(waiting))
        members = waiting.pop(server)
        member = next(iter(members))
        turns = members.pop(member)
        turn = turns.popleft()
        if turns:
            members[member] = turns
        if members:
            waiting[server] = members
        yield turn
