"""Compressed answers are unpacked, and decompression bombs are not."""

import gzip
import zlib
from collections.abc import Callable

import pytest
from aiohttp import web

from bot.fetch import FetchError
from bot.fetch.body import Body
from tests.bot.fetch.conftest import SOUND, FetcherMaker, failure_of
from tests.bot.loopback_server import LOOPBACK, Serve


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress)]
)
async def test_a_compressed_answer_is_unpacked_though_none_was_asked_for(
    encoding: str, pack: Callable[[bytes], bytes], serve: Serve, make_fetcher: FetcherMaker
) -> None:
    async def compressed(request: web.Request) -> web.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(body=pack(SOUND), headers={"Content-Encoding": encoding, "Content-Type": "audio/mpeg"})

    port = await serve(compressed)
    async with make_fetcher(port).fetch(f"http://{LOOPBACK}:{port}/song.mp3") as file:
        assert file.path.read_bytes() == SOUND


async def test_a_decompression_bomb_is_refused_after_its_first_megabytes(
    serve: Serve, make_fetcher: FetcherMaker
) -> None:
    bomb = gzip.compress(bytes(50_000_000))

    async def compressed(request: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Encoding": "gzip", "Content-Type": "audio/mpeg"})

    port = await serve(compressed)
    error = await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/song.mp3")
    assert (error.code, error.cause) == ("too_large", "unpacks to more than 20 times its size")
    written: list[int] = []
    with pytest.raises(FetchError):
        Body("gzip", lambda piece: written.append(len(piece))).write(bomb)
    assert sum(written) <= 2**20 + 20 * len(bomb)
    assert max(written) <= 256 * 1024


@pytest.mark.parametrize(
    ("encoding", "body", "code"),
    [
        ("br", SOUND, "http_error"),
        ("gzip, gzip", SOUND, "http_error"),
        ("gzip", SOUND, "unreachable"),
        ("gzip", gzip.compress(SOUND)[:-9], "unreachable"),
    ],
    ids=["brotli", "twice", "not packed", "cut"],
)
async def test_an_encoding_that_cannot_be_unpacked_is_an_error(
    encoding: str, body: bytes, code: str, serve: Serve, make_fetcher: FetcherMaker
) -> None:
    async def compressed(request: web.Request) -> web.Response:
        return web.Response(body=body, headers={"Content-Encoding": encoding})

    port = await serve(compressed)
    assert (await failure_of(make_fetcher(port), f"http://{LOOPBACK}:{port}/song.mp3")).code == code
