"""A few seconds of the soak, and that its report finds each fault."""

from dataclasses import replace

import pytest

from tests.load.report import LoadReport, Tally, early_and_late, late_ones, unasked_ones
from tests.load.soak import soak

WELL = Tally(45, 0, 0, 1.0, 5.0)
GOOD = LoadReport(60, 200, 60, WELL, WELL, 0, 0, 10, (90.0, 91.0), (300.0, 310.0), 0)


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_busy_server_gets_one_reply_to_each_song_and_command_and_none_to_words() -> None:
    report = await soak(15.0, 0.7, 1)
    assert report.posts.expected > 0
    assert report.commands.expected > 0
    # How soon a command is taken is a matter of the machine that runs the tests.
    assert replace(report, late=0).faults() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"posts": replace(WELL, lost=1)},
        {"posts": replace(WELL, doubled=1)},
        {"commands": replace(WELL, lost=1)},
        {"commands": replace(WELL, doubled=1)},
        {"unasked": 1},
        {"late": 1},
        {"longest_queue": 61},
        {"bot_mib": (90.0, 130.0)},
        {"workers_mib": (300.0, 400.0)},
        {"exit_status": 1},
        {"digests_due": 1},
        {"digests_due": 1, "digests": 2},
    ],
)
def test_whatever_must_not_happen_is_a_fault(changes: dict[str, object]) -> None:
    assert GOOD.faults() == []
    assert len(replace(GOOD, **changes).faults()) == 1  # type: ignore[arg-type]


def test_what_got_no_answer_several_or_a_late_one_is_counted() -> None:
    asked = {1: 10.0, 2: 10.0, 3: 10.0}
    tally = Tally.of(asked, {1: 11.0, 2: 13.0}, {1: 1, 2: 2, 3: 0})
    assert tally == Tally(expected=3, lost=1, doubled=1, p50_s=2.0, p95_s=2.9)
    assert late_ones(asked, {1: 10.5, 2: 13.5}) == 1
    assert unasked_ones([1, 2, 9], asked) == 1
    assert early_and_late([50, 50, 90, 90, 91, 91, 95, 95, 99, 99]) == (90.0, 99.0)
