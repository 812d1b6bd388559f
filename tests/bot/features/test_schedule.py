"""When scheduled posts are due, by the clocks of time zones."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot.features.digest._schedule import Rhythm, Schedule

WEEKLY = Schedule(Rhythm.WEEKLY, 0, time(18), "Europe/Berlin")
MONTHLY = Schedule(Rhythm.MONTHLY, 4, time(9, 30), "America/New_York")
DAILY = Schedule(Rhythm.DAILY, 0, time(2, 30), "Europe/Berlin")


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "moment", "latest"),
    [
        # Monday at six in Berlin is four or five o'clock in UTC.
        (WEEKLY, "2026-07-06 15:59", "2026-06-29 16:00"),
        (WEEKLY, "2026-07-06 16:00", "2026-07-06 16:00"),
        (WEEKLY, "2026-01-05 17:00", "2026-01-05 17:00"),
        # The first Friday of a month.
        (MONTHLY, "2026-05-01 13:29", "2026-04-03 13:30"),
        (MONTHLY, "2026-05-01 13:30", "2026-05-01 13:30"),
        (MONTHLY, "2026-05-31 23:00", "2026-05-01 13:30"),
        # 02:30 does not exist on the day when clocks go forward, and comes twice when they go back.
        (DAILY, "2026-03-29 12:00", "2026-03-29 01:30"),
        (DAILY, "2026-10-25 12:00", "2026-10-25 00:30"),
        (DAILY, "2026-10-25 01:30", "2026-10-25 00:30"),
    ],
)
def test_the_latest_time_it_was_due(schedule: Schedule, moment: str, latest: str) -> None:
    assert schedule.latest(_utc(moment)) == _utc(latest)


@pytest.mark.parametrize("schedule", [WEEKLY, MONTHLY, DAILY])
def test_each_time_is_due_once_and_follows_the_one_before(schedule: Schedule) -> None:
    moments = [_utc("2026-01-01 00:00") + timedelta(hours=number) for number in range(24 * 400)]
    due_times = sorted({schedule.latest(moment) for moment in moments})
    assert len(due_times) > 12
    for earlier, later in pairwise(due_times):
        assert schedule.before(later) == earlier
        assert schedule.next(earlier) == later
        assert schedule.next(later - timedelta(minutes=1)) == later


def test_a_schedule_is_told_apart_by_all_that_changes_when_it_is_due() -> None:
    keys = {schedule.key for schedule in (WEEKLY, MONTHLY, DAILY)}
    assert keys == {"weekly|0|18:00|Europe/Berlin", "monthly|4|09:30|America/New_York", "daily||02:30|Europe/Berlin"}
    assert Schedule(Rhythm.DAILY, 3, time(2, 30), "Europe/Berlin").key == DAILY.key
