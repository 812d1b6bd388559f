"""The parts that the bot is made of, opened together and closed together."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from bot.fetch import Fetcher, FetchLimits
from bot.hearing import Ear
from bot.operations.metrics import Metrics
from bot.picturing import Painter
from bot.settings import Settings
from bot.sources import Doors
from bot.store import Store
from bot.workers import SongPool
from bot.workers.queue import QueueLimits, SongQueue
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import analyze_file, load_analyzer
from models.catalog import Catalog
from models.manifest import Artifacts, open_artifacts
from models.song_map import SONG_MAP, SongMap


@dataclass(frozen=True, slots=True)
class Services:
    """What the features work with."""

    settings: Settings
    store: Store
    catalog: Catalog
    ear: Ear
    painter: Painter
    model_version: str
    pool: SupervisedExecutor
    queue: SongQueue
    metrics: Metrics


@contextmanager
def open_pool(settings: Settings) -> Iterator[SongPool]:
    """Start the worker processes, which load the models once and stay warm; in the end, drop what still waits."""
    folder = settings.models.folder
    pool = SongPool(
        settings.workers.processes,
        spares=settings.workers.spares,
        initializer=load_analyzer,
        initargs=(str(folder) if folder else None, None, settings.models.tagger),
        readable=(folder,) if folder else (),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@asynccontextmanager
async def open_services(settings: Settings, pool: SupervisedExecutor) -> AsyncIterator[Services]:
    """Open the database, the catalogue and the fetcher around a pool that its owner closes."""
    artifacts = await asyncio.to_thread(open_artifacts, settings.models.folder)
    catalog = await asyncio.to_thread(Catalog.load, artifacts)
    store = await Store.open(settings.store)
    fetcher = Fetcher(FetchLimits(max_bytes=settings.fetch.max_bytes), settings.fetch.allowed)
    try:
        doors = Doors(fetcher, settings.fetch.max_bytes, asyncio.Semaphore(settings.posts.attachments_at_once))
        queue = SongQueue(_limits(settings))
        metrics = Metrics()
        ear = Ear(doors, queue, store, pool, analyze_file, artifacts.version, metrics)
        painter = Painter(pool, _song_map(artifacts))
        yield Services(settings, store, catalog, ear, painter, artifacts.version, pool, queue, metrics)
    finally:
        await fetcher.close()
        await store.close()


def _song_map(artifacts: Artifacts) -> SongMap | None:
    return SongMap.load(artifacts.path(SONG_MAP)) if artifacts.has(SONG_MAP) else None


def _limits(settings: Settings) -> QueueLimits:
    # While the workers listen, as many songs are on their way here.
    return QueueLimits(
        at_work=2 * settings.workers.processes,
        per_member=settings.queue.per_member,
        per_server=settings.queue.per_server,
        total=settings.queue.total,
    )
