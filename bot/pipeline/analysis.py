"""A song's way through the house: its bytes come in, a worker hears it, the store remembers it."""

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
from bot.pipeline.sources import FetchContext, Source
from bot.store import PastSong, Store
from bot.telemetry.error_codes import code_of
from bot.telemetry.metrics import Metrics
from bot.workers.queue import SongQueue
from models.analysis import Analysis, Recommendation
from models.content import MUSIC

log = structlog.get_logger(__name__)

RECOMMENDATIONS = 10
"""How many similar songs an analysis brings: two pages of five."""


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks, and in which server (None in private), so that what waits is served in turn between them.

    ``channel_id`` and ``message_id`` are those of a post that others can see, where there is one; ``waiting`` learns
    the places of their songs in the queue.
    """

    user_id: int
    guild_id: int | None
    channel_id: int | None = None
    message_id: int | None = None
    waiting: QueueProgress | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnalysedSong:
    """A heard song: what to call it, what was heard, and how long the whole way took, in seconds.

    ``earlier`` is an earlier post of it, ``neighbours`` are songs like it of the server's library; both only as far as
    everybody who reads the answer may see them (``bot.interactions.server_context``).
    """

    name: str
    analysis: Analysis
    seconds: float
    earlier: PastSong | None = None
    neighbours: tuple[Recommendation, ...] = ()

    @property
    def is_music(self) -> bool:
        """Tell whether it is music at all."""
        return self.analysis.content == MUSIC


@dataclass(frozen=True, slots=True)
class FailedSong:
    """A song that could not be heard: what to call it, and why."""

    name: str
    error: Exception


SongResult = AnalysedSong | FailedSong
"""What became of one song."""


class AnalysisService:
    """Hears songs, each content once per version of the models."""

    def __init__(
        self,
        fetch_context: FetchContext,
        queue: SongQueue,
        store: Store,
        pool: Executor,
        analyse: Callable[[str, int], Analysis],
        model_version: str,
        metrics: Metrics,
    ) -> None:
        """Join the parts; ``analyse`` runs in the pool's processes, on a path and a number of recommendations."""
        self._doors = fetch_context
        self._queue = queue
        self._store = store
        self._pool = pool
        self._analyse = analyse
        self._model_version = model_version
        self._metrics = metrics
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def analyse(self, source: Source, requester: Requester) -> AnalysedSong:
        """Hear one song; raise UserError, FetchError, AnalysisError or WorkerError with words for its owner."""
        started = time.perf_counter()
        # Every line about this song says so from here on, in the workers' threads and in the database too.
        structlog.contextvars.bind_contextvars(song=secrets.token_hex(4), post=requester.message_id)
        with self._counted():
            analysis = await self._heard_in_turn(source, requester)
            await self._note(analysis, source, requester)
        seconds = time.perf_counter() - started
        log.info("song_heard", **_told(analysis), seconds=round(seconds, 3))
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

    async def _heard_in_turn(self, source: Source, requester: Requester) -> Analysis:
        # The turn comes before the bytes, so that what waits lies neither in memory nor on the disk.
        joined = time.perf_counter()
        on_move = requester.waiting.place() if requester.waiting else None
        async with self._queue.turn(requester.guild_id, requester.user_id, on_move):
            called = time.perf_counter()
            self._metrics.queue_wait.observe(called - joined)
            async with source.open(await self._doors.for_guild(requester.guild_id)) as file:
                self._metrics.stages.labels("fetch").observe(time.perf_counter() - called)
                return await self._heard_once(file)

    async def _note(self, analysis: Analysis, source: Source, requester: Requester) -> None:
        is_music_in_server = (
            requester.guild_id is not None and requester.message_id is not None and analysis.content == MUSIC
        )
        await self._store.members.note_hearing(
            analysis.sha256,
            harmless_name(source.name),
            requester.user_id,
            requester.guild_id,
            requester.channel_id,
            requester.message_id,
            in_library=is_music_in_server and await self._store.servers.keeps_library(requester.guild_id or 0),
            trace=structlog.contextvars.get_contextvars().get("song"),
        )

    async def _heard_once(self, file: FetchedFile) -> Analysis:
        # Whoever posts what is being heard this very moment waits for that answer.
        async with self._locks.setdefault(file.sha256, asyncio.Lock()):
            known = await self._store.songs.recall(file.sha256, self._model_version)
            self._metrics.cache.labels("hit" if known else "miss").inc()
            return known or await self._heard_afresh(file)

    async def _heard_afresh(self, file: FetchedFile) -> Analysis:
        loop = asyncio.get_running_loop()
        analysis = await loop.run_in_executor(self._pool, self._analyse, str(file.path), RECOMMENDATIONS)
        for stage, seconds in analysis.timings_s.items():
            self._metrics.stages.labels(stage).observe(seconds)
        with self._metrics.stages.labels("remember").time():
            await self._store.songs.remember(analysis)
        return analysis


def _told(analysis: Analysis) -> dict[str, object]:
    """Return what the log says of a heard song: never its name."""
    return {
        "sha256": analysis.sha256[:12],
        "genre": analysis.genres[0].genre,
        "stages_ms": {stage: round(1000 * seconds) for stage, seconds in analysis.timings_s.items()},
    }
