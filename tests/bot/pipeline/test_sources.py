"""Attachments, whatever their size and age."""

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp import web

from bot.errors import AttachmentGoneError, AttachmentUnreachableError
from bot.fetch import Fetcher, FetchError, FetchLimits
from bot.pipeline.sources import AttachmentSource, FetchContext
from tests.bot.conftest import Place
from tests.bot.loopback_server import LOOPBACK, Serve

SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64" + bytes(range(256)) * 200
LARGE = 26 * 2**20


@pytest.fixture
async def fetch_context() -> AsyncIterator[FetchContext]:
    """A context that takes loopback for the host of attachments."""
    fetcher = Fetcher(FetchLimits())
    yield FetchContext(fetcher, 50 * 2**20, asyncio.Semaphore(1), frozenset({LOOPBACK}))
    await fetcher.close()


@asynccontextmanager
async def _allowing(fetch_context: FetchContext, port: int) -> AsyncIterator[FetchContext]:
    """Give the context a fetcher that may reach a port of this machine."""
    fetcher = Fetcher(FetchLimits(), frozenset({(LOOPBACK, port)}))
    yield replace(fetch_context, fetcher=fetcher)
    await fetcher.close()


class Cdn:
    """Stands for discord.py's session: what it reads of each address, or raises."""

    def __init__(self, *, answer: bytes | Exception = SOUND) -> None:
        self.http = self
        self.answer = answer
        self.asked: list[str] = []

    async def get_from_cdn(self, url: str) -> bytes:
        self.asked.append(url)
        if isinstance(self.answer, Exception):
            raise self.answer
        return bytes(bytearray(self.answer))


def _attachment(url: str, size: int, cdn: Cdn | None = None) -> discord.Attachment:
    data: Any = {"id": 1, "size": size, "filename": "song.mp3", "url": url, "proxy_url": url}
    return discord.Attachment(data=data, state=cdn or Cdn())  # type: ignore[arg-type]


async def test_a_size_beyond_the_limit_is_refused_before_a_byte_is_asked_for(fetch_context: FetchContext) -> None:
    cdn = Cdn()
    for size in (51 * 2**20, 500 * 2**20):
        with pytest.raises(FetchError) as caught:
            async with AttachmentSource(_attachment("https://cdn.discordapp.com/a", size, cdn)).open(fetch_context):
                pass
        assert caught.value.code == "too_large"
    assert cdn.asked == []


async def test_a_large_attachment_is_streamed_and_never_held_in_memory(
    fetch_context: FetchContext, serve: Serve
) -> None:
    async def respond(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(LARGE)})
        await response.prepare(request)
        await response.write(SOUND)
        rest = LARGE - len(SOUND)
        while rest > 0:
            await response.write(bytes(min(rest, 2**16)))
            rest -= 2**16
        return response

    port = await serve(respond)
    cdn = Cdn()
    tracemalloc.start()
    try:
        source = AttachmentSource(_attachment(f"http://{LOOPBACK}:{port}/song.mp3?ex=1", LARGE, cdn))
        async with _allowing(fetch_context, port) as allowing, source.open(allowing) as file:
            assert (file.size, file.path.stat().st_size) == (LARGE, LARGE)
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()
    assert cdn.asked == []


async def test_a_large_attachment_comes_from_discords_hosts_only(serve: Serve, fetch_context: FetchContext) -> None:
    touched: list[str] = []

    async def respond(request: web.Request) -> web.StreamResponse:
        touched.append(request.path)
        return web.Response(body=SOUND)

    port = await serve(respond)
    async with _allowing(fetch_context, port) as allowing:
        for hosts in (
            FetchContext(fetch_context.fetcher, 1, fetch_context.readers).attachment_hosts,
            frozenset({"localhost"}),
        ):
            source = AttachmentSource(_attachment(f"http://{LOOPBACK}:{port}/song.mp3", LARGE))
            opening = source.open(replace(allowing, attachment_hosts=hosts))
            with pytest.raises(FetchError) as caught:
                await opening.__aenter__()
            assert caught.value.code == "refused_address"
    assert touched == []


@pytest.mark.parametrize(("status", "error"), [(404, AttachmentGoneError), (500, AttachmentUnreachableError)])
async def test_a_large_attachment_that_discord_does_not_serve_has_its_own_sentence(
    status: int, error: type[Exception], fetch_context: FetchContext, serve: Serve
) -> None:
    async def refuse(request: web.Request) -> web.StreamResponse:
        return web.Response(status=status)

    port = await serve(refuse)
    source = AttachmentSource(_attachment(f"http://{LOOPBACK}:{port}/a", LARGE))
    async with _allowing(fetch_context, port) as allowing:
        with pytest.raises(error):
            async with source.open(allowing):
                pass


@pytest.mark.parametrize("broken", [aiohttp.ClientPayloadError("closed"), ConnectionResetError(), TimeoutError()])
async def test_a_connection_that_breaks_midway_has_its_own_sentence(
    broken: Exception, fetch_context: FetchContext
) -> None:
    with pytest.raises(AttachmentUnreachableError):
        async with AttachmentSource(_attachment("https://cdn.discordapp.com/a", 9, Cdn(answer=broken))).open(
            fetch_context
        ):
            pass


async def test_the_bytes_of_an_attachment_are_not_in_memory_during_the_analysis(
    fetch_context: FetchContext,
) -> None:
    cdn = Cdn(answer=SOUND + bytes(20 * 2**20))
    tracemalloc.start()
    try:
        async with AttachmentSource(_attachment("https://cdn.discordapp.com/a", 20 * 2**20, cdn)).open(
            fetch_context
        ) as file:
            # The thread that wrote them lets go of them a moment later, or the test's time runs out.
            while tracemalloc.get_traced_memory()[0] > 4 * 2**20:  # noqa: ASYNC110 - memory sends no event
                await asyncio.sleep(0.01)
            assert file.size > 20 * 2**20
    finally:
        tracemalloc.stop()


async def test_no_more_attachments_are_in_memory_than_allowed(fetch_context: FetchContext) -> None:
    reading, most = 0, 0

    class SlowCdn(Cdn):
        async def get_from_cdn(self, url: str) -> bytes:
            nonlocal reading, most
            reading += 1
            most = max(most, reading)
            await asyncio.sleep(0.01)
            reading -= 1
            return SOUND

    async def bring() -> None:
        async with AttachmentSource(_attachment("https://cdn.discordapp.com/a", 9, SlowCdn())).open(fetch_context):
            await asyncio.sleep(0.05)

    await asyncio.gather(*(bring() for _ in range(5)))
    assert most == 1


async def test_a_link_that_expired_is_renewed_by_asking_for_the_message_once_more(place: Place, mp3: bytes) -> None:
    (file,) = place.env.backend.store_attachments(place.channel.id, [("song.mp3", mp3)])
    good = file["url"]
    expired = {**file, "url": good + "?ex=0", "proxy_url": good + "?ex=0"}
    message = place.env.backend.create_message(place.channel.id, place.member.id, attachments=[expired])
    # The bot was told of the message with the old link; who asks for the message from now on gets a new one.
    message.attachments = [file]
    await place.env.settle()
    assert "Morning" in place.reply_text()


async def test_an_expired_link_is_renewed_once_and_not_for_ever(place: Place, mp3: bytes) -> None:
    files = place.env.backend.store_attachments(place.channel.id, [("song.mp3", mp3)])
    place.env.backend.cdn._blobs.clear()
    place.env.backend.create_message(place.channel.id, place.member.id, attachments=files)
    await place.env.settle()
    assert "Discord no longer has that file." in place.reply_text()
