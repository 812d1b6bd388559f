"""What everybody sees when a worker, the disk, the database, Discord or a site fails while songs are analysed."""

import asyncio
import logging
import os
import resource
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from aiohttp import web
from simcord import Env

from bot.core.client import SongBot
from bot.core.services import Services, open_services
from bot.settings import Settings
from bot.store import PostState
from bot.workers import SandboxLimits, SongPool
from bot.workers.tasks import load_analyzer
from tests.bot.conftest import PATIENCE_S, Place, text_of
from tests.bot.workers import faults

ROOT = Path(__file__).parents[3]
SORRY = "Something went wrong on my side."


@pytest.fixture(scope="module")
def hanging_pool() -> Iterator[SongPool]:
    """One real worker whose song hangs if its file says so, given up after some seconds."""
    limits = SandboxLimits(deadline_s=15)
    with SongPool(1, spares=1, limits=limits, initializer=load_analyzer, readable=[ROOT / "tests"]) as pool:
        pool.ready.result(timeout=PATIENCE_S)
        yield pool


@pytest.fixture
async def hanging_place(
    settings: Settings, hanging_pool: SongPool, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    monkeypatch.setattr("bot.core.services.analyze_file", faults.analyse_or_hang)
    async with open_services(settings, hanging_pool) as services:
        env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
        await env.start()
        guild = env.create_guild("Crate")
        yield Place(env, guild, guild.create_text_channel("music"), guild.add_member(env.create_user("alice")))
        await env.shutdown()
    env.raise_errors()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (signal.SIGKILL, "My listener crashed on that file. Other songs are not affected."),
        (signal.SIGSTOP, "Listening to that file took too long, so I stopped."),
    ],
)
async def test_a_worker_that_is_killed_or_stopped_mid_song_costs_that_song_alone(
    hanging_place: Place, hanging_pool: SongPool, mp3: bytes, number: signal.Signals, words: str
) -> None:
    song = mp3 + number.name.encode()
    (slot,) = hanging_pool._slots
    worker = slot._worker
    assert worker is not None
    before, process = worker.served, worker.process_id
    posting = asyncio.create_task(
        hanging_place.member.send(hanging_place.channel, attachments=[("bad.mp3", song + b"hang")])
    )
    while worker.served == before:  # noqa: ASYNC110 - the worker sends no event
        await asyncio.sleep(0.01)
    (file,) = hanging_place.env.backend.store_attachments(hanging_place.channel.id, [("good.mp3", song)])
    hanging_place.env.backend.create_message(hanging_place.channel.id, hanging_place.member.id, attachments=[file])
    os.kill(process, number)
    await posting
    answers = [text_of(message) for message in hanging_place.replies()]
    assert f"**bad.mp3**\n{words}" in answers
    assert any("Morning" in answer for answer in answers)
    assert slot.process_id != process


async def test_a_full_disk_fails_songs_with_their_sentence_and_nothing_else(
    place: Place, mp3: bytes, services: Services
) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(mp3) - 1, hard))
    try:
        posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "I have no room for that file right now." in place.reply_text()
    assert await services.store.posts.state(posted.id) is PostState.ANSWERED
    again = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(again.response)


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wait for a locked database a moment only, and spend no time on drawing the stack traces of the log."""
    monkeypatch.setenv("CRATEDIGGER_STORE_BUSY_TIMEOUT_S", "0.2")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("_impatient")
async def test_a_database_that_somebody_locks_ends_in_a_sentence_until_it_is_free(
    settings: Settings, place: Place, mp3: bytes
) -> None:
    file = settings.store.url.split("///", 1)[1]
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("begin immediate")
        await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
        assert SORRY in place.reply_text()
        asked = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
        assert SORRY in text_of(asked.response)
        other.execute("rollback")
    asked = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(asked.response)


async def test_a_post_that_is_deleted_while_it_is_analysed_is_settled_quietly(
    place: Place, services: Services, mp3: bytes
) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=404, code=10008, message="Unknown Message")
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == []
    assert await services.store.posts.state(posted.id) is PostState.UNANSWERABLE


@pytest.mark.parametrize(("data", "words"), [("mp3", "Morning"), ("playlist", "That is a playlist")])
async def test_what_comes_after_the_interactions_fifteen_minutes_is_said_in_the_channel(
    place: Place, mp3: bytes, data: str, words: str
) -> None:
    place.env.inject_error(
        "PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027, message="Invalid Webhook Token"
    )
    song = mp3 if data == "mp3" else b"#EXTM3U\n"
    await place.member.slash(place.channel, "classify", file=("song.mp3", song))
    (*_, last) = place.replies()
    assert words in text_of(last)


async def test_what_only_the_requester_may_see_comes_in_private_when_it_is_late(place: Place) -> None:
    place.env.inject_error(
        "PATCH", "/webhooks/*/*/messages/@original", status=401, code=50027, message="Invalid Webhook Token"
    )
    await place.member.slash(place.channel, "about")
    assert not any("Free Music Archive" in text_of(message) for message in place.replies())


async def test_a_site_that_closes_mid_download_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, mp3: bytes, hanging_pool: SongPool
) -> None:
    async def cut_short(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(mp3))})
        await response.prepare(request)
        await response.write(mp3[:100_000])
        assert request.transport is not None
        request.transport.close()
        return response

    application = web.Application()
    application.router.add_get("/song.mp3", cut_short)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    monkeypatch.setenv("CRATEDIGGER_FETCH_ALLOW", f"127.0.0.1:{port}")
    async with open_services(Settings(), hanging_pool) as services:
        env = Env(SongBot(services, message_content=True), shard_count=1, settle_timeout=PATIENCE_S)
        await env.start()
        guild = env.create_guild("Crate")
        channel = guild.create_text_channel("music")
        await guild.add_member(env.create_user("alice")).send(channel, f"http://127.0.0.1:{port}/song.mp3")
        assert "I could not reach the site behind that link." in text_of(channel.last_message)
        await env.shutdown()
    await runner.cleanup()
