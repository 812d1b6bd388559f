"""Servers that send headers or bodies slowly, and streams that never end."""

import asyncio
from contextlib import suppress

import pytest

from bot.fetch import FetchLimits
from bot.fetch.radio import RadioSocket
from tests.bot.fetch.conftest import SOUND, FetcherMaker, failure_of, raw_server
from tests.bot.loopback_server import LOOPBACK

OK = b"HTTP/1.1 200 OK\r\n"


async def test_headers_that_drip_are_abandoned_at_their_own_deadline(make_fetcher: FetcherMaker) -> None:
    async with raw_server(OK, drip=b"X-More: 1\r\n") as port:
        fetcher = make_fetcher(port, limits=FetchLimits(headers_s=0.3, total_s=3600))
        error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/song.mp3")
    assert error.code == "timeout"


async def test_redirects_share_one_deadline_for_headers(make_fetcher: FetcherMaker) -> None:
    served = 0

    async def redirect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        with suppress(OSError):
            await reader.readuntil(b"\r\n\r\n")
            served += 1
            await asyncio.sleep(0.2)
            writer.write(b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(redirect, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    fetcher = make_fetcher(port, limits=FetchLimits(headers_s=0.5, total_s=3600, max_redirects=10_000))
    error = await failure_of(fetcher, f"http://{LOOPBACK}:{port}/song.mp3")
    server.close()
    assert error.code == "timeout"
    assert 1 <= served <= 3


@pytest.mark.parametrize("first", [b"", SOUND[:100]], ids=["silent", "some bytes"])
async def test_a_body_that_stalls_is_abandoned_without_another_byte(first: bytes, make_fetcher: FetcherMaker) -> None:
    hold = asyncio.Event()

    async def stall(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK + b"Content-Length: 9000\r\n\r\n" + first)
        await hold.wait()
        writer.close()

    server = await asyncio.start_server(stall, LOOPBACK, 0)
    port = server.sockets[0].getsockname()[1]
    limits = FetchLimits(patience_s=0.3, read_s=3600, total_s=3600)
    error = await failure_of(make_fetcher(port, limits=limits), f"http://{LOOPBACK}:{port}/song.mp3")
    hold.set()
    server.close()
    assert (error.code, error.cause.split(" in ")[0]) == ("timeout", f"{len(first)} bytes")


@pytest.mark.parametrize("status", [b"HTTP/1.0 200 OK", b"HTTP/1.1 200 OK", b"ICY 200 OK"])
async def test_the_first_minute_of_a_radio_stream_is_a_song(status: bytes, make_fetcher: FetcherMaker) -> None:
    head = status + b"\r\nContent-Type: audio/mpeg\r\nicy-name: Test FM\r\nicy-br: 64\r\n\r\n"
    async with (
        raw_server(head, drip=SOUND, seconds=0) as port,
        make_fetcher(port).fetch(f"http://{LOOPBACK}:{port}/radio.mp3") as file,
    ):
        assert file.size == 60 * 64_000 // 8
        assert file.path.read_bytes().startswith(SOUND)


async def test_a_radio_stream_at_its_natural_speed_ends_by_the_clock(make_fetcher: FetcherMaker) -> None:
    async with raw_server(b"ICY 200 OK\r\nicy-name: Test FM\r\n\r\n" + SOUND, drip=b"\xff\xfb") as port:
        limits = FetchLimits(stream_s=0.5, total_s=3600, patience_s=0)
        async with make_fetcher(port, limits=limits).fetch(f"http://{LOOPBACK}:{port}/radio.mp3") as file:
            assert len(SOUND) < file.size < 2 * len(SOUND)


async def test_an_icy_answer_with_an_end_arrives_whole(make_fetcher: FetcherMaker) -> None:
    async with (
        raw_server(b"ICY 200 OK\r\nicy-name: x\r\n\r\n" + SOUND) as port,
        make_fetcher(port).fetch(f"http://{LOOPBACK}:{port}/icy.mp3") as file,
    ):
        assert file.path.read_bytes() == SOUND


async def test_only_a_status_line_is_read_as_http() -> None:
    async with raw_server(b"ICY first", drip=b"ICY later", seconds=0.01) as port:
        with RadioSocket() as client:
            await asyncio.to_thread(client.connect, (LOOPBACK, port))
            await asyncio.to_thread(client.sendall, b"x")
            received = b""
            while len(received) < 30:
                received += await asyncio.to_thread(client.recv, 100)
    assert received.startswith(b"HTTP/1.0 first")
    assert received.count(b"HTTP") == 1
