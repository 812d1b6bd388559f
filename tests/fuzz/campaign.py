"""One campaign: a number of damaged files, what became of each, and what was left behind."""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.fetch import Fetcher, FetchError, FetchLimits
from bot.workers import SandboxLimits, SongPool, WorkerError
from bot.workers.tasks import analyze_file, load_analyzer
from models.errors import AnalysisError
from tests.fuzz import tasks
from tests.fuzz.corpus import seeds
from tests.fuzz.mutations import mutate
from tests.fuzz.resources import Resources

# Memory may settle by so much between the first tenth of the files and the end; a leak of 100 kB a file would show.
_MEMORY_SLACK = 64 * 2**20
_DEADLINE_S = 60.0


@dataclass(frozen=True, slots=True)
class Campaign:
    """What to do: see ``python -m tests.fuzz --help``."""

    count: int
    seconds: float
    seed: int
    workers: int = 2
    analysis_only: bool = False
    keep: Path | None = None


@dataclass(slots=True)
class Report:
    """What became of it: outcomes by code and by format, what was held at four times, and the faults found."""

    files: int = 0
    seconds: float = 0.0
    slowest_s: float = 0.0
    outcomes: dict[str, int] = field(default_factory=dict)
    by_format: dict[str, dict[str, int]] = field(default_factory=dict)
    early: Resources | None = None
    late: Resources | None = None
    before: Resources | None = None
    after: Resources | None = None
    faults: list[str] = field(default_factory=list)


def run(campaign: Campaign) -> Report:
    """Run a campaign to its end."""
    report = Report()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        corpus = seeds(Path(folder))
        for path in Path(folder).iterdir():
            path.unlink()
        tempfile.tempdir, before = folder, tempfile.tempdir
        try:
            report.before = Resources.measure(Path(folder))
            asyncio.run(_throw(campaign, corpus, report, Path(folder)))
            report.after = Resources.measure(Path(folder))
        finally:
            tempfile.tempdir = before
    report.faults += _leaks(report)
    return report


_Analyse = Callable[[str], "asyncio.Future[Any]"]


@asynccontextmanager
async def _opened(campaign: Campaign) -> AsyncIterator[tuple[Fetcher, _Analyse]]:
    loop = asyncio.get_running_loop()
    limits = SandboxLimits(deadline_s=_DEADLINE_S)
    here = Path(__file__).parents[1]
    if campaign.analysis_only:
        pool = SongPool(campaign.workers, limits=limits, initializer=tasks.load, readable=[here])
    else:
        pool = SongPool(campaign.workers, limits=limits, initializer=load_analyzer, initargs=(None, 1))
    fetcher = Fetcher(FetchLimits())
    try:
        await asyncio.wrap_future(pool.ready)
        if campaign.analysis_only:
            yield fetcher, lambda path: loop.run_in_executor(pool, tasks.analyse, path)
        else:
            yield fetcher, lambda path: loop.run_in_executor(pool, analyze_file, path, 5)
    finally:
        await fetcher.close()
        await asyncio.to_thread(pool.shutdown)


async def _throw(campaign: Campaign, corpus: dict[str, bytes], report: Report, folder: Path) -> None:
    started = time.monotonic()
    files = _damaged(campaign, corpus)

    async def throw_some(fetcher: Fetcher, analyse: _Analyse) -> None:
        for kind, data in files:
            await _check(kind, data, fetcher, analyse, report, campaign.keep)
            if report.files == campaign.count // 10:
                report.early = Resources.measure(folder)

    async with _opened(campaign) as (fetcher, analyse):
        await asyncio.gather(*(throw_some(fetcher, analyse) for _ in range(campaign.workers + 1)))
        report.late = Resources.measure(folder)
    report.seconds = round(time.monotonic() - started, 1)


def _damaged(campaign: Campaign, corpus: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    rng = random.Random(campaign.seed)
    others = list(corpus.values())
    until = time.monotonic() + campaign.seconds
    for _ in range(campaign.count):
        if time.monotonic() > until:
            return
        kind = rng.choice(sorted(corpus))
        yield kind, mutate(rng, corpus[kind], others)


async def _check(
    kind: str, data: bytes, fetcher: Fetcher, analyse: _Analyse, report: Report, keep: Path | None
) -> None:
    started = time.monotonic()
    try:
        async with fetcher.hold_bytes(data, f"song.{kind}") as file:
            await analyse(str(file.path))
        outcome = "analysed"
    except (FetchError, AnalysisError, WorkerError) as error:
        outcome = error.code
        if isinstance(error, WorkerError) and keep is not None:
            _keep(keep / f"{error.code}-{kind}-{report.files}", data, error.cause)
    except Exception as error:
        outcome = type(error).__name__
        report.faults.append(f"{kind}: {type(error).__name__}: {error}")
    report.files += 1
    report.slowest_s = round(max(report.slowest_s, time.monotonic() - started), 2)
    for table in (report.outcomes, report.by_format.setdefault(kind, {})):
        table[outcome] = table.get(outcome, 0) + 1


def _keep(path: Path, data: bytes, cause: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.with_suffix(".txt").write_text(cause, encoding="utf-8")


def _leaks(report: Report) -> list[str]:
    before, early, late, after = report.before, report.early, report.late, report.after
    assert before is not None
    assert after is not None
    found = []
    if after.workers > before.workers:
        found.append(f"{after.workers - before.workers} processes left")
    if after.descriptors > before.descriptors:
        found.append(f"{after.descriptors - before.descriptors} descriptors left")
    if after.temporary_files > before.temporary_files:
        found.append(f"{after.temporary_files - before.temporary_files} temporary files left")
    if early is not None and late is not None:
        if late.bot_bytes > early.bot_bytes + _MEMORY_SLACK:
            found.append(f"the bot grew by {(late.bot_bytes - early.bot_bytes) // 2**20} MiB")
        if late.worker_bytes > early.worker_bytes + late.workers * _MEMORY_SLACK:
            found.append(f"the workers grew by {(late.worker_bytes - early.worker_bytes) // 2**20} MiB")
    return found
