"""The analysis service: slow downloads of some do not delay the songs of others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.core.services import Services
from bot.fetch import FetchedFile, Fetcher, FetchLimits
from bot.pipeline.analysis import AnalysisService, Requester
from bot.pipeline.progress import QueueProgress
from bot.pipeline.sources import FetchContext, LinkSource
from bot.workers.fair_slots import Member
from bot.workers.tasks import analyze_file
from tests.audio_files import encode, tone

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Upload:
    """A file that is in memory already, as small attachments are."""

    data: bytes
    name: str = "song.mp3"

    @asynccontextmanager
    async def open(self, fetch_context: FetchContext) -> AsyncIterator[FetchedFile]:
        async with fetch_context.fetcher.hold_bytes(self.data, self.name) as file:
            yield file


@pytest.fixture
def song(tmp_path: Path) -> bytes:
    return encode(tmp_path / "song.mp3", tone(3), 44_100, kind="mp3").read_bytes()


@asynccontextmanager
async def _web(song: bytes) -> AsyncIterator[int]:
    """Serve ``/song`` at once and never send the headers of anything else."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            request = await reader.readuntil(b"\r\n\r\n")
            if b"/song" in request:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(song) + song)
            else:
                await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, LOOPBACK, 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@asynccontextmanager
async def _service(services: Services, port: int) -> AsyncIterator[AnalysisService]:
    """The service with a fetcher that waits for slow servers as good as for ever."""
    limits = FetchLimits(headers_s=3600, total_s=3600, connect_s=3600, read_s=3600)
    fetcher = Fetcher(limits, frozenset({(LOOPBACK, port)}))
    context = FetchContext(fetcher, limits.max_bytes, asyncio.Semaphore(2))
    yield AnalysisService(
        context, services.queue, services.store, services.pool, analyze_file, services.model_version, services.metrics
    )
    await fetcher.close()


@pytest.mark.parametrize("guild", [1, 99], ids=["same server", "elsewhere"])
async def test_songs_are_analysed_while_five_members_links_hang(services: Services, song: bytes, guild: int) -> None:
    async with _web(song) as port, _service(services, port) as analysis:
        links = [LinkSource(f"http://{LOOPBACK}:{port}/{number}.mp3") for number in range(6)]
        hanging = [
            asyncio.create_task(analysis.analyse(link, Requester(member, 1 if guild == 1 else member)))
            for member in range(2, 7)
            for link in links[: 3 if guild == 1 else 6]
        ]
        while not services.queue.links.waiting:  # noqa: ASYNC110 - the tasks send no event
            await asyncio.sleep(0.01)
        honest = Requester(99, guild)
        assert (await analysis.analyse(Upload(song), honest)).analysis.duration_s > 2
        other = LinkSource(f"http://{LOOPBACK}:{port}/song.mp3")
        assert (await analysis.analyse(other, honest)).analysis.duration_s > 2
        assert not any(task.done() for task in hanging)
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
    assert len(services.queue) == services.queue.links.taken == 0


async def test_a_downloaded_song_keeps_its_slot_until_a_worker_takes_it(services: Services, song: bytes) -> None:
    queue = services.queue
    positions = QueueProgress()
    async with _web(song) as port, _service(services, port) as analysis:
        busy = [queue.analyses.slot(Member(number, number)) for number in range(20)]
        entered = [asyncio.create_task(slot.__aenter__()) for slot in busy]
        requester = Requester(99, 99, waiting=positions)
        waiting = asyncio.create_task(analysis.analyse(LinkSource(f"http://{LOOPBACK}:{port}/song.mp3"), requester))
        while not positions.position:  # noqa: ASYNC110 - the task sends no event
            await asyncio.sleep(0.01)
        assert queue.links.taken == 1
        for task, slot in zip(entered, busy, strict=True):
            task.cancel()
            if slot.granted:
                slot.release()
        assert (await waiting).analysis.duration_s > 2
    assert queue.links.taken == queue.analyses.taken == 0


async def test_a_file_that_was_analysed_before_waits_for_no_worker(services: Services, song: bytes) -> None:
    async with _web(song) as port, _service(services, port) as analysis:
        await analysis.analyse(Upload(song), Requester(1, 1))
        busy = [services.queue.analyses.slot(Member(number, number)) for number in range(20)]
        entered = [asyncio.create_task(slot.__aenter__()) for slot in busy]
        again = await analysis.analyse(Upload(song), Requester(2, 2))
        assert again.analysis.duration_s > 2
        for task in entered:
            task.cancel()
