"""How often somebody may ask within an hour, counted for each member in each server."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from discord.app_commands import CommandOnCooldown, Cooldown

HOUR_S = 3600.0
# About 20 MB; whoever asked longest ago is forgotten first, which lets them ask again.
_MOST_COUNTED = 50_000


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what (a post, a command), and in which server: None in private."""

    what: str
    guild_id: int | None
    user_id: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """One request too many; ``error`` knows when to come back, ``first`` whether nobody was told so yet."""

    error: CommandOnCooldown
    first: bool


@dataclass(slots=True)
class _Count:
    """What one member had in the hour that began with the first request."""

    cooldown: Cooldown
    used: float = 0.0
    told: bool = False


class HourlyLimits:
    """Counts requests; what no longer counts is forgotten, and never more than ``most`` members are counted at once.

    A restart begins anew. discord.py's ``Cooldown`` does the arithmetic.
    """

    def __init__(self, most: int = _MOST_COUNTED, clock: Callable[[], float] = time.monotonic) -> None:
        """Count nobody yet; ``clock`` tells seconds that never go back."""
        self._most = most
        self._clock = clock
        # In the order of the last request, so that what has ended stands in front.
        self._counts: OrderedDict[Asking, _Count] = OrderedDict()

    def __len__(self) -> int:
        """Return how many members are counted."""
        return len(self._counts)

    def take(self, asking: Asking, per_hour: int) -> Refusal | None:
        """Count one request, and return a refusal if there were ``per_hour`` of them before it."""
        now = self._clock()
        count = self._counts.pop(asking, None)
        self._forget(now)
        if count is None or count.cooldown.rate != per_hour:
            count = _Count(Cooldown(per_hour, HOUR_S))
        self._counts[asking] = count
        count.used = now
        seconds = count.cooldown.update_rate_limit(now)
        told, count.told = count.told, seconds is not None
        return None if seconds is None else Refusal(CommandOnCooldown(count.cooldown, seconds), first=not told)

    def _forget(self, now: float) -> None:
        while self._counts:
            oldest = next(iter(self._counts.values()))
            if len(self._counts) < self._most and now - oldest.used <= HOUR_S:
                return
            self._counts.popitem(last=False)
