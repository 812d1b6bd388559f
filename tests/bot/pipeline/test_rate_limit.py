"""Counting requests within an hour."""

import pytest

from bot.pipeline.rate_limit import HOUR_S, Asking, HourlyLimits


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def _member(user_id: int = 1, guild_id: int | None = 1, what: str = "post") -> Asking:
    return Asking(what, guild_id, user_id)


def test_the_request_after_the_last_allowed_one_is_refused_with_the_time_to_wait(clock: Clock) -> None:
    limits = HourlyLimits(clock=clock)
    assert limits.take(_member(), 2) is None
    clock.now += 600
    assert limits.take(_member(), 2) is None
    refusal = limits.take(_member(), 2)
    assert refusal is not None
    assert refusal.error.retry_after == HOUR_S - 600
    clock.now += refusal.error.retry_after + 1
    assert limits.take(_member(), 2) is None


def test_only_the_first_refusal_of_an_hour_is_the_first(clock: Clock) -> None:
    limits = HourlyLimits(clock=clock)
    taken = [limits.take(_member(), 1) for _ in range(4)]
    assert [refusal.first for refusal in taken if refusal] == [True, False, False]
    clock.now += HOUR_S + 1
    again = [limits.take(_member(), 1) for _ in range(2)]
    assert [refusal.first for refusal in again if refusal] == [True]


def test_members_servers_and_kinds_of_requests_are_counted_apart(clock: Clock) -> None:
    limits = HourlyLimits(clock=clock)
    different = [_member(), _member(2), _member(guild_id=2), _member(guild_id=None), _member(what="command")]
    assert [limits.take(asking, 1) for asking in different] == [None] * 5


def test_another_limit_begins_anew(clock: Clock) -> None:
    limits = HourlyLimits(clock=clock)
    limits.take(_member(), 1)
    assert limits.take(_member(), 1) is not None
    assert limits.take(_member(), 2) is None


def test_a_hundred_thousand_members_leave_no_more_counts_than_allowed_and_none_after_an_hour(clock: Clock) -> None:
    limits = HourlyLimits(most=1000, clock=clock)
    for user_id in range(100_000):
        limits.take(_member(user_id), 5)
        assert len(limits) <= 1000
    clock.now += HOUR_S + 1
    limits.take(_member(0), 5)
    assert len(limits) == 1


def test_under_load_just_the_allowed_number_passes(clock: Clock) -> None:
    limits = HourlyLimits(clock=clock)
    passed = dict.fromkeys(range(50), 0)
    for number in range(50_000):
        clock.now += 0.01
        passed[number % 50] += limits.take(_member(number % 50), 30) is None
    assert set(passed.values()) == {30}
