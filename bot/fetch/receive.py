"""Reads the body of an HTTP response into a file, at a least rate and with an end."""

import asyncio
import time
from contextlib import suppress

import aiohttp

from bot.fetch.body import Body
from bot.fetch.errors import FetchTimeoutError, GoneError, HttpStatusError, TooLargeError
from bot.fetch.files import Sink
from bot.fetch.limits import FetchLimits
from bot.fetch.radio import is_radio, radio_bytes_per_s

_CHUNK = 256 * 1024
_GONE = frozenset({403, 404, 410})


async def receive(response: aiohttp.ClientResponse, sink: Sink, limits: FetchLimits) -> None:
    """Write the body of a response to ``sink``; raises ``FetchError`` for one that is no file or comes too slowly."""
    if response.status != 200:
        kind = GoneError if response.status in _GONE else HttpStatusError
        raise kind(f"HTTP {response.status}")
    if response.content_length is not None and response.content_length > limits.max_bytes:
        raise TooLargeError(f"{response.content_length} bytes announced")
    if is_radio(response):
        await _receive_stream(response, sink, limits)
        return
    body = Body(response.headers.get("Content-Encoding", ""), sink.write)
    started, received = time.monotonic(), 0
    chunks = response.content.iter_chunked(_CHUNK)
    while True:
        # Each chunk moves the deadline, so that a body that stalls is noticed without another chunk.
        deadline = started + limits.patience_s + received / limits.bytes_per_s
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                chunk = await anext(chunks, None)
        except TimeoutError as error:
            raise FetchTimeoutError(f"{received} bytes in {time.monotonic() - started:.0f} s") from error
        if chunk is None:
            break
        received += len(chunk)
        await asyncio.to_thread(body.write, chunk)
    await asyncio.to_thread(body.finish)


async def _receive_stream(response: aiohttp.ClientResponse, sink: Sink, limits: FetchLimits) -> None:
    left = round(radio_bytes_per_s(response) * limits.stream_audio_s)
    deadline = asyncio.get_running_loop().time() + limits.stream_s
    with suppress(TimeoutError):
        while left > 0:
            async with asyncio.timeout_at(deadline):
                chunk = await response.content.read(min(left, _CHUNK))
            if not chunk:
                break
            left -= len(chunk)
            await asyncio.to_thread(sink.write, chunk)
