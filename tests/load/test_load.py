"""A few seconds of the soak, and that its judgement sees what it must."""

from dataclasses import replace

import pytest

from tests.load.soak import Verdict, soak

GOOD = Verdict(60, 50, 45, 0, 0, 0, 1.0, 5.0, 10, (90.0, 91.0), (300.0, 310.0), 0)


@pytest.mark.timeout(300)
async def test_a_lively_server_gets_one_reply_to_each_song_and_none_to_words() -> None:
    verdict = await soak(8.0, 1.0, 1)
    assert verdict.expected > 0
    assert verdict.faults() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"lost": 1},
        {"doubled": 1},
        {"unasked": 1},
        {"longest_queue": 61},
        {"bot_mib": (90.0, 130.0)},
        {"exit_status": 1},
    ],
)
def test_whatever_must_not_happen_is_a_fault(changes: dict[str, object]) -> None:
    assert GOOD.faults() == []
    assert len(replace(GOOD, **changes).faults()) == 1  # type: ignore[arg-type]
