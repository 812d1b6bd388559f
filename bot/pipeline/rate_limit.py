"""Rate limits per hour, counted for each member in each server."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from discord.app_commands import CommandOnCooldown, Cooldown

HOUR_S = 3600.0
# About 20 MB; the member whose last request is the oldest is forgotten first.
_MOST_COUNTED = 50_000


@dataclass(frozen=True, slots=True)
class Asking:
    """What is requested (a post, a command), by whom and in which server (None in direct messages)."""

    what: str
    guild_id: int | None
    user_id: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """One request too many; ``error`` has the time to wait, ``first`` is whether it is the first refusal in a row."""

    error: CommandOnCooldown
    first: bool


@dataclass(slots=True)
class _Count:
    """The requests of one member in the hour that began with the first."""

    cooldown: Cooldown
    used: float = 0.0
    was_refused: bool = False


class HourlyLimits:
    """Counts requests, of at most ``most`` members at once, by discord.py's ``Cooldown``; a restart forgets them."""

    def __init__(self, most: int = _MOST_COUNTED, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` returns monotonic seconds."""
        self._most = most
        self._clock = clock
        # In the order of the last request, so that expired counts come first.
        self._counts: OrderedDict[Asking, _Count] = OrderedDict()

    def __len__(self) -> int:
        """Return how many counts are kept."""
        return len(self._counts)

    def take(self, asking: Asking, per_hour: int) -> Refusal | None:
        """Count one request; return a refusal if there were ``per_hour`` within the hour before it."""
        now = self._clock()
        count = self._counts.pop(asking, None)
        while self._counts:
            oldest = next(iter(self._counts.values()))
            if len(self._counts) < self._most and now - oldest.used <= HOUR_S:
                break
            self._counts.popitem(last=False)
        if count is None or count.cooldown.rate != per_hour:
            count = _Count(Cooldown(per_hour, HOUR_S))
        self._counts[asking] = count
        count.used = now
        seconds = count.cooldown.update_rate_limit(now)
        was_refused, count.was_refused = count.was_refused, seconds is not None
        return None if seconds is None else Refusal(CommandOnCooldown(count.cooldown, seconds), first=not was_refused)
