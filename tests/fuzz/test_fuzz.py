import random
import sys
from dataclasses import replace

import pytest

from bot.workers.pool import SongPool
from tests.fuzz.campaign import Campaign, run
from tests.fuzz.mutations import mutate

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")

SMALL = Campaign(count=40, seconds=100, seed=7, workers=1, analysis_only=True)


@pytest.mark.slow
def test_a_small_campaign_finds_no_fault_and_leaves_nothing() -> None:
    report = run(SMALL)
    assert report.faults == []
    assert report.files == 40
    assert sum(report.outcomes.values()) == 40
    assert report.before is not None
    assert report.after is not None
    # Other tests' workers may live beside this campaign's.
    assert report.after.workers == report.before.workers
    assert report.after.temporary_files == 0


def test_a_campaign_reports_an_error_that_has_no_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def submit(*_: object) -> None:
        raise ZeroDivisionError("broken on purpose")

    monkeypatch.setattr(SongPool, "submit", submit)
    report = run(replace(SMALL, count=10))
    assert "broken on purpose" in " ".join(report.faults)


def test_the_same_seed_brings_the_same_files() -> None:
    data = random.Random(0).randbytes(5000)
    first, again = (mutate(random.Random(5), data, [data]) for _ in range(2))
    assert first == again != data
