"""The services that features use, opened and closed together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.cards.card_renderer import CardRenderer
from bot.core.model_facts import model_facts
from bot.fetch import Fetcher, FetchLimits
from bot.fetch.listenbrainz import ListenBrainz
from bot.fetch.pages import PageFetcher, PageLimits
from bot.link_sites import Site
from bot.pipeline.analysis import AnalysisService
from bot.pipeline.rate_limit import HourlyLimits
from bot.pipeline.sites import Links, switched_on
from bot.pipeline.sources import FetchContext
from bot.settings import ListenBrainz as ListenBrainzChoice
from bot.settings import Settings
from bot.store import Store
from bot.telemetry.metrics import Metrics
from bot.workers.queue import QueueLimits, SongQueue
from bot.workers.supervised import SupervisedExecutor
from bot.workers.tasks import analyze_file
from models.catalog.catalog import Catalog
from models.catalog.song_map import SONG_MAP, SongMap
from models.figures import Figures, read_figures
from models.manifest import Artifacts, open_artifacts
from models.tagger_table import TAGGERS


# Whoever prints one, as asyncio does with what a task returned, would print all songs of the catalogue.
@dataclass(frozen=True, slots=True, repr=False)
class Services:
    """What the features work with."""

    settings: Settings
    store: Store
    catalog: Catalog
    analysis: AnalysisService
    card_renderer: CardRenderer
    model_version: str
    taggers: tuple[str, ...]
    pool: SupervisedExecutor
    queue: SongQueue
    metrics: Metrics
    links: Links
    limits: HourlyLimits
    figures: Figures | None
    listenbrainz: ListenBrainz | None = None


@asynccontextmanager
async def open_services(settings: Settings, pool: SupervisedExecutor) -> AsyncIterator[Services]:
    """Open the database, the catalogue and the fetcher around a pool that its owner closes."""
    sites = switched_on(settings.links.names)
    artifacts = await asyncio.to_thread(open_artifacts, settings.models.folder, tagger=settings.models.tagger)
    catalog = await asyncio.to_thread(Catalog.load, artifacts)
    store = await Store.open(settings.store)
    links = Links(sites, store)
    fetcher = _fetcher(settings, sites)
    asked = settings.recommenders.listenbrainz is ListenBrainzChoice.ON
    listenbrainz = ListenBrainz(allow=settings.fetch.allowed) if asked else None
    try:
        readers = asyncio.Semaphore(settings.posts.attachments_at_once)
        fetch_context = FetchContext(fetcher, settings.fetch.max_bytes, readers, links=links)
        queue = SongQueue(_limits(settings))
        metrics = Metrics()
        facts = await asyncio.to_thread(model_facts, artifacts, catalog)
        analysis = AnalysisService(fetch_context, queue, store, pool, analyze_file, artifacts.version, metrics, facts)
        card_renderer = CardRenderer(pool, _song_map(artifacts))
        yield Services(
            settings=settings,
            store=store,
            catalog=catalog,
            analysis=analysis,
            card_renderer=card_renderer,
            model_version=artifacts.version,
            taggers=tuple(spec.name for spec in TAGGERS if artifacts.has(spec.file)),
            pool=pool,
            queue=queue,
            metrics=metrics,
            links=links,
            limits=HourlyLimits(),
            figures=await asyncio.to_thread(read_figures, artifacts),
            listenbrainz=listenbrainz,
        )
    finally:
        if listenbrainz is not None:
            await listenbrainz.close()
        await fetcher.close()
        await store.close()


def _fetcher(settings: Settings, sites: tuple[Site, ...]) -> Fetcher:
    slots = _limits(settings)
    limits = FetchLimits(max_bytes=settings.fetch.max_bytes, connections=slots.links + slots.attachments)
    page_limits = PageLimits(max_bytes=settings.fetch.max_bytes, max_song_s=settings.links.longest_s)
    pages = PageFetcher(sites, page_limits, settings.fetch.allowed) if sites else None
    return Fetcher(limits, settings.fetch.allowed, pages=pages)


def _song_map(artifacts: Artifacts) -> SongMap | None:
    return SongMap.load(artifacts.path(SONG_MAP)) if artifacts.has(SONG_MAP) else None


def _limits(settings: Settings) -> QueueLimits:
    # Twice as many as there are processes, so that none waits while a result is stored.
    at_work = settings.cluster.executor_songs if settings.cluster.executor else 2 * settings.workers.processes
    return QueueLimits(
        at_work=at_work,
        per_member=settings.queue.per_member,
        per_server=settings.queue.per_server,
        total=settings.queue.total,
        attachments=max(8, at_work),
    )
