"""The analysis service: downloads a song, analyses it in a worker and stores the result."""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

import structlog

from bot.fetch import FetchedFile
from bot.fetch.errors import RefusedAddressError
from bot.fetch.files import harmless_name
from bot.pipeline.progress import QueueProgress
from bot.pipeline.sources import FetchContext, LinkSource, Source
from bot.store import PastSong, Store
from bot.telemetry.error_codes import code_of
from bot.telemetry.metrics import Metrics
from bot.workers.fair_slots import Slot
from bot.workers.queue import SongQueue
from bot.workers.results import ModelFacts, check_analysis
from models.analysis import Analysis, Recommendation
from models.content import MUSIC

log = structlog.get_logger(__name__)

RECOMMENDATIONS = 10
"""How many similar songs an analysis contains: two pages of five."""


@dataclass(frozen=True, slots=True)
class Requester:
    """Who requests an analysis, and in which server (None in direct messages); the queue is fair between them.

    ``channel_id`` and ``message_id`` are those of a post that others can see, where there is one; ``waiting`` gets the
    positions of their songs in the queue.
    """

    user_id: int
    guild_id: int | None
    channel_id: int | None = None
    message_id: int | None = None
    waiting: QueueProgress | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnalysedSong:
    """An analysed song: its name, its analysis, and the seconds from request to result.

    ``earlier`` is an earlier post of it and ``neighbours`` are similar songs of the server's library, both only as far
    as everybody who reads the reply may see them (``bot.interactions.server_context``). ``played``
    are songs that people play who play it (``bot.interactions.listenbrainz``).
    """

    name: str
    analysis: Analysis
    seconds: float
    earlier: PastSong | None = None
    neighbours: tuple[Recommendation, ...] = ()
    played: tuple[Recommendation, ...] = ()

    @property
    def is_music(self) -> bool:
        """Return whether it is music rather than speech or noise."""
        return self.analysis.content == MUSIC


@dataclass(frozen=True, slots=True)
class FailedSong:
    """A song that could not be analysed: its name and the error."""

    name: str
    error: Exception


SongResult = AnalysedSong | FailedSong
"""The result for one song."""


class AnalysisService:
    """Analyses songs, each file once per version of the models."""

    def __init__(
        self,
        fetch_context: FetchContext,
        queue: SongQueue,
        store: Store,
        pool: Executor,
        analyse: Callable[[str, int], Analysis],
        model_version: str,
        metrics: Metrics,
        facts: ModelFacts | None = None,
    ) -> None:
        """``analyse`` runs in the pool's processes with a path and a number of recommendations.

        An analysis that does not fit the ``facts`` is refused.
        """
        self._facts = facts
        self._fetch_context = fetch_context
        self._queue = queue
        self._store = store
        self._pool = pool
        self._analyse = analyse
        self._model_version = model_version
        self._metrics = metrics
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def analyse(self, source: Source, requester: Requester) -> AnalysedSong:
        """Analyse one song; raises UserError, FetchError, AnalysisError or WorkerError."""
        started = time.perf_counter()
        # From here on every log line of this song carries these ids, in threads too.
        structlog.contextvars.bind_contextvars(song=secrets.token_hex(4), post=requester.message_id)
        with self._counted():
            analysis = await self._fetch_and_analyse(source, requester)
            await self._store_post(analysis, source, requester)
        seconds = time.perf_counter() - started
        # Its name is private.
        log.info(
            "song_analysed",
            sha256=analysis.sha256[:12],
            genre=analysis.genres[0].genre,
            stages_ms={stage: round(1000 * each) for stage, each in analysis.timings_s.items()},
            seconds=round(seconds, 3),
        )
        return AnalysedSong(source.name, analysis, seconds)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            self._metrics.songs.labels(code_of(error)).inc()
            if isinstance(error, RefusedAddressError):
                self._metrics.refused_addresses.inc()
            raise
        self._metrics.songs.labels("heard").inc()

    async def _fetch_and_analyse(self, source: Source, requester: Requester) -> Analysis:
        joined = time.perf_counter()
        on_move = requester.waiting.callback() if requester.waiting else None
        slots, links = self._queue.attachments, self._fetch_context.links
        if isinstance(source, LinkSource):
            slots = self._queue.pages if links is not None and links.is_page(source.url) else self._queue.links
        with self._queue.admitted(requester.guild_id, requester.user_id) as member:
            async with slots.slot(member, self._position_in_all(on_move)) as download:
                started = time.perf_counter()
                self._metrics.queue_wait.observe(started - joined)
                async with source.open(await self._fetch_context.for_guild(requester.guild_id)) as file:
                    self._metrics.stages.labels("fetch").observe(time.perf_counter() - started)
                    return await self._analyse_once(file, download, on_move)

    def _position_in_all(self, on_move: Callable[[int], None] | None) -> Callable[[int], None] | None:
        """Return a callback for positions before the download, which adds the downloaded songs that wait."""
        if on_move is None:
            return None
        return lambda position: on_move(position + self._queue.analyses.waiting) if position else None

    async def _store_post(self, analysis: Analysis, source: Source, requester: Requester) -> None:
        is_music_in_server = (
            requester.guild_id is not None and requester.message_id is not None and analysis.content == MUSIC
        )
        await self._store.members.note_post(
            analysis.sha256,
            harmless_name(source.name),
            requester.user_id,
            requester.guild_id,
            requester.channel_id,
            requester.message_id,
            in_library=is_music_in_server and await self._store.servers.keeps_library(requester.guild_id or 0),
            trace=structlog.contextvars.get_contextvars().get("song"),
        )

    async def _analyse_once(self, file: FetchedFile, download: Slot, on_move: Callable[[int], None] | None) -> Analysis:
        # Another request for the file that is being analysed waits for that result.
        async with self._locks.setdefault(file.sha256, asyncio.Lock()):
            known = await self._store.songs.recall(file.sha256, self._model_version)
            self._metrics.cache.labels("hit" if known else "miss").inc()
            if known:
                return known
            joined = time.perf_counter()
            async with self._queue.analyses.slot(download.member, on_move):
                download.release()
                self._metrics.queue_wait.observe(time.perf_counter() - joined)
                loop = asyncio.get_running_loop()
                analysis = await loop.run_in_executor(self._pool, self._analyse, str(file.path), RECOMMENDATIONS)
                check_analysis(analysis, file.sha256, self._model_version, self._facts)
                for stage, seconds in analysis.timings_s.items():
                    self._metrics.stages.labels(stage).observe(seconds)
                with self._metrics.stages.labels("remember").time():
                    await self._store.songs.remember(analysis)
                return analysis
