"""When something is due, by the clock of a time zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# The first of a weekday in a month comes at the latest five weeks after the one before.
_LONGEST = timedelta(days=36)
_DAY = timedelta(days=1)


class Rhythm(StrEnum):
    """How often something is due; monthly on the first of its weekdays in a month."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A rhythm with its weekday (Monday is 0), time of the day and IANA time zone."""

    rhythm: Rhythm
    weekday: int
    at: time
    zone: str

    @property
    def key(self) -> str:
        """The schedule as the database keeps it."""
        weekday = "" if self.rhythm is Rhythm.DAILY else self.weekday
        return f"{self.rhythm}|{weekday}|{self.at:%H:%M}|{self.zone}"[:64]

    def latest(self, moment: datetime) -> datetime:
        """Return when it was due last, at or before an aware moment; aware, in UTC.

        A time that clocks skip in spring is due an hour later by them, one that comes twice in autumn the first time.
        """
        last = moment.astimezone(ZoneInfo(self.zone)).date() + _DAY
        days = (last - number * _DAY for number in range(_LONGEST.days + 2))
        return next(due for due in map(self._due_on, filter(self._fits, days)) if due <= moment)

    def before(self, due: datetime) -> datetime:
        """Return when it was due the time before."""
        return self.latest(due - timedelta(seconds=1))

    def next(self, moment: datetime) -> datetime:
        """Return when it is due first after an aware moment."""
        first = moment.astimezone(ZoneInfo(self.zone)).date() - _DAY
        days = (first + number * _DAY for number in range(_LONGEST.days + 2))
        return next(due for due in map(self._due_on, filter(self._fits, days)) if due > moment)

    def day(self, moment: datetime) -> date:
        """Return the date of an aware moment in the schedule's time zone."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def _due_on(self, day: date) -> datetime:
        return datetime.combine(day, self.at, ZoneInfo(self.zone)).astimezone(UTC)

    def _fits(self, day: date) -> bool:
        if self.rhythm is Rhythm.DAILY:
            return True
        return day.weekday() == self.weekday and (self.rhythm is Rhythm.WEEKLY or day.day <= 7)
