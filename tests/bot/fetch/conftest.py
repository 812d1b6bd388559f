import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.fetch import Fetcher, FetchError, FetchLimits
from tests.bot.loopback_server import LOOPBACK

SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x64" + bytes(range(256)) * 200
"""Bytes that begin like an MP3 file: enough for the fetcher, which does not decode."""

FetcherMaker = Callable[..., Fetcher]


class Listener:
    """A server on every address of this machine, IPv4 and IPv6, that counts who connects and answers with a secret."""

    def __init__(self) -> None:
        self.touched = 0
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> None:
        sock = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
        sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        sock.bind(("::", port))
        self.port = sock.getsockname()[1]
        self._server = await asyncio.start_server(self._answer, sock=sock)

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.touched += 1
        await reader.readline()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(SOUND) + SOUND)
        writer.close()


class LyingResolver(AbstractResolver):
    """A name server in an attacker's hands: every name leads to the given addresses, a new one at each question."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        addresses = self._answers[min(self.asked, len(self._answers) - 1)]
        self.asked += 1
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Have nothing to close."""


async def failure_of(fetcher: Fetcher, url: str) -> FetchError:
    """Return the error of a download that fails."""
    with pytest.raises(FetchError) as caught:
        async with fetcher.fetch(url):
            pass
    return caught.value


@asynccontextmanager
async def raw_server(answer: bytes, *, drip: bytes = b"", seconds: float = 0.05) -> AsyncIterator[int]:
    """Serve exactly these bytes, then, if asked to, drip others for ever."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read(65_536)
            writer.write(answer)
            while drip:
                writer.write(drip)
                await writer.drain()
                await asyncio.sleep(seconds)
        writer.close()

    server = await asyncio.start_server(talk, LOOPBACK, 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """Listen where nobody may come."""
    listener = Listener()
    await listener.start()
    yield listener
    await listener.stop()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let private folders be made in a folder of the test's own."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
async def make_fetcher(temporary: Path) -> AsyncIterator[FetcherMaker]:
    """Make fetchers that may reach the given loopback ports and nothing else that is not public."""
    fetchers: list[Fetcher] = []

    def make(*ports: int, limits: FetchLimits | None = None, resolver: AbstractResolver | None = None) -> Fetcher:
        allow = frozenset((LOOPBACK, port) for port in ports)
        fetchers.append(Fetcher(limits or FetchLimits(), allow, resolver=resolver))
        return fetchers[-1]

    yield make
    for fetcher in fetchers:
        await fetcher.close()
