"""The parts that the bot is made of, opened together and closed together."""

import asyncio
import math
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from bot.fetch import Fetcher, FetchLimits
from bot.fetch.pages import PageFetcher, PageLimits, Site
from bot.hearing import Ear
from bot.limits import HourlyLimits
from bot.links import Links, switched_on
from bot.operations.metrics import Metrics
from bot.picturing import Painter
from bot.settings import Settings
from bot.sources import Doors
from bot.store import Store
from bot.workers import CageLimits, SongPool
from bot.workers.queue import QueueLimits, SongQueue
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import analyze_file, load_analyzer
from models.catalog import Catalog
from models.figures import Figures, read_figures
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
    links: Links
    limits: HourlyLimits
    figures: Figures | None


@contextmanager
def open_pool(settings: Settings) -> Iterator[SongPool]:
    """Start the worker processes, which load the models once and stay warm; in the end, drop what still waits."""
    folder = settings.models.folder
    pool = SongPool(
        settings.workers.processes,
        spares=settings.workers.spares,
        limits=_cage_limits(settings),
        initializer=load_analyzer,
        initargs=(str(folder) if folder else None, None, settings.models.tagger),
        readable=(folder,) if folder else (),
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def open_executor(settings: Settings) -> Iterator[SupervisedExecutor]:
    """Open what hears songs: the workers of this machine, or where an address is set those of a cluster."""
    if not settings.cluster.executor:
        with open_pool(settings) as pool:
            yield pool
        return
    from bot.cluster.executor import ClusterExecutor
    from bot.cluster.kind import kind_of

    executor = ClusterExecutor(settings.cluster, kind_of(settings.models))
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


@asynccontextmanager
async def open_services(settings: Settings, pool: SupervisedExecutor) -> AsyncIterator[Services]:
    """Open the database, the catalogue and the fetcher around a pool that its owner closes."""
    sites = switched_on(settings.links.names)
    artifacts = await asyncio.to_thread(open_artifacts, settings.models.folder, tagger=settings.models.tagger)
    catalog = await asyncio.to_thread(Catalog.load, artifacts)
    store = await Store.open(settings.store)
    links = Links(sites, store)
    fetcher = _fetcher(settings, sites)
    try:
        readers = asyncio.Semaphore(settings.posts.attachments_at_once)
        doors = Doors(fetcher, settings.fetch.max_bytes, readers, links=links)
        queue = SongQueue(_limits(settings))
        metrics = Metrics()
        ear = Ear(doors, queue, store, pool, analyze_file, artifacts.version, metrics)
        painter = Painter(pool, _song_map(artifacts))
        yield Services(
            settings=settings,
            store=store,
            catalog=catalog,
            ear=ear,
            painter=painter,
            model_version=artifacts.version,
            pool=pool,
            queue=queue,
            metrics=metrics,
            links=links,
            limits=HourlyLimits(),
            figures=await asyncio.to_thread(read_figures, artifacts),
        )
    finally:
        await fetcher.close()
        await store.close()


def _fetcher(settings: Settings, sites: tuple[Site, ...]) -> Fetcher:
    limits = FetchLimits(max_bytes=settings.fetch.max_bytes)
    page_limits = PageLimits(max_bytes=settings.fetch.max_bytes, max_song_s=settings.links.longest_s)
    pages = PageFetcher(sites, page_limits, settings.fetch.allowed) if sites else None
    return Fetcher(limits, settings.fetch.allowed, pages=pages)


def _cage_limits(settings: Settings) -> CageLimits:
    return CageLimits(
        deadline_s=settings.workers.deadline_s,
        # Who waits for a busy machine may have all of the deadline; who computes that long is up to something.
        cpu_s=math.ceil(settings.workers.deadline_s / 2),
        memory_bytes=settings.workers.memory_mib * 2**20,
    )


def _song_map(artifacts: Artifacts) -> SongMap | None:
    return SongMap.load(artifacts.path(SONG_MAP)) if artifacts.has(SONG_MAP) else None


def _limits(settings: Settings) -> QueueLimits:
    # While the workers listen, as many songs are on their way here.
    at_work = settings.cluster.executor_songs if settings.cluster.executor else 2 * settings.workers.processes
    return QueueLimits(
        at_work=at_work,
        per_member=settings.queue.per_member,
        per_server=settings.queue.per_server,
        total=settings.queue.total,
    )
