"""What the settings say reaches the parts that they are about."""

import asyncio
from pathlib import Path

import pytest

from bot.app.executors import open_pool
from bot.core.model_facts import model_facts
from bot.core.services import Services
from bot.settings import Settings
from bot.workers import SongPool
from bot.workers.errors import CrashedError, DeadlineError
from bot.workers.fair_slots import Member
from bot.workers.results import check_analysis
from models.analyzer import Analyzer
from models.catalog.catalog import Catalog
from models.manifest import open_artifacts
from tests.audio_files import music_files
from tests.bot.workers import faults


@pytest.fixture
def _faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers load nothing, and read the tests' own tasks."""

    class FaultyPool(SongPool):
        def __init__(self, workers: int, **given: object) -> None:
            here = Path(faults.__file__).parents[2]
            super().__init__(workers, limits=given["limits"], initializer=faults.load, readable=[here])  # type: ignore[arg-type]

    monkeypatch.setattr("bot.app.executors.SongPool", FaultyPool)


@pytest.mark.usefixtures("_faults")
def test_a_song_may_take_as_long_as_the_setting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_WORKERS_DEADLINE_S", "5")
    with open_pool(Settings()) as pool, pytest.raises(DeadlineError, match="no answer after 5 s"):
        pool.submit(faults.hang).result(timeout=120)


@pytest.mark.usefixtures("_faults")
def test_a_song_that_computes_for_half_that_time_is_given_up_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_WORKERS_DEADLINE_S", "6")
    given_up = r"more than 3 s of processor time|no answer"
    with open_pool(Settings()) as pool, pytest.raises(DeadlineError, match=given_up):
        pool.submit(faults.spin).result(timeout=120)


@pytest.mark.usefixtures("_faults")
@pytest.mark.parametrize(("mebibytes", "fits"), [("256", False), ("8192", True)])
def test_a_song_may_use_as_much_memory_as_the_setting_says(
    mebibytes: str, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRATEDIGGER_WORKERS_MEMORY_MIB", mebibytes)
    with open_pool(Settings()) as pool:
        using = pool.submit(faults.use_memory, 512)
        if fits:
            assert using.result(timeout=120) == 512
        else:
            with pytest.raises(CrashedError, match="MemoryError"):
                using.result(timeout=120)


@pytest.mark.parametrize("value", ["0", "601", "soon"])
def test_a_senseless_deadline_stops_the_start(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_WORKERS_DEADLINE_S", value)
    with pytest.raises(ValueError, match="deadline_s"):
        Settings()


async def test_no_more_songs_are_under_way_than_the_workers_need(services: Services) -> None:
    slots = [services.queue.analyses.slot(Member(number, number)) for number in range(5)]
    entered = [asyncio.create_task(slot.__aenter__()) for slot in slots]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sum(slot.granted for slot in slots) == 2 * services.settings.workers.processes
    for task in entered:
        task.cancel()


def test_what_the_models_really_answer_passes_the_check_of_a_workers_words() -> None:
    artifacts = open_artifacts()
    facts = model_facts(artifacts, Catalog.load(artifacts))
    analysis = Analyzer.load(threads=1).analyze(music_files()[0])
    assert len(facts.tags) >= 10
    check_analysis(analysis, analysis.sha256, artifacts.version, facts)
