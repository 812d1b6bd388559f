"""A proxy on loopback that gives another program the same address checks as ``Fetcher``."""

import asyncio
import base64
import secrets
import socket
from contextlib import suppress
from types import TracebackType
from typing import Self

from aiohttp import AsyncResolver
from yarl import URL

from bot.fetch.addresses import Allowed, SocketGuard
from bot.fetch.errors import FetchError
from bot.fetch.urls import WEB_PORTS, check_url

_MAX_HEAD = 32 * 1024
_CHUNK = 64 * 1024
_HEAD_S, _CONNECT_S = 10.0, 10.0
# Hop-by-hop headers, which a proxy does not forward (RFC 9110, 7.6.1).
_HOP_HEADERS = (b"proxy-", b"connection:", b"keep-alive:", b"te:", b"upgrade:")

_Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class GuardProxy:
    """An HTTP proxy for one download, with a password, for public addresses only, up to ``max_bytes`` in all."""

    def __init__(self, max_bytes: int, allow: Allowed = frozenset(), ports: frozenset[int] = WEB_PORTS) -> None:
        """Listen once the context is entered; ``allow`` holds pairs that are permitted although they are not public."""
        self.exhausted = False
        self.refused = False
        self._left = max_bytes
        self._allow = allow
        self._ports = ports
        self._guard = SocketGuard(allow)
        self._password = secrets.token_urlsafe(24)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def port(self) -> int:
        """The port on loopback."""
        assert self._server is not None  # noqa: S101 - only within the context
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """The proxy's URL, password included."""
        return f"http://bot:{self._password}@127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        """Start listening."""
        self._resolver = AsyncResolver()
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=_MAX_HEAD)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening and cut every connection."""
        assert self._server is not None  # noqa: S101
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._resolver.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await self._serve((reader, writer))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            _answer(writer, b"502 Bad Gateway")
        except FetchError:
            self.refused = True
            _answer(writer, b"403 Forbidden")
        finally:
            writer.close()

    async def _serve(self, client: _Pair) -> None:
        async with asyncio.timeout(_HEAD_S):
            head = await client[0].readuntil(b"\r\n\r\n")
        request, *headers = head[:-4].split(b"\r\n")
        method, target, version = request.decode("ascii").split(" ")
        expected = b"Basic " + base64.b64encode(f"bot:{self._password}".encode())
        fields = (line.partition(b":") for line in headers)
        given = [value.strip() for name, _, value in fields if name.lower() == b"proxy-authorization"]
        if not any(secrets.compare_digest(value, expected) for value in given):
            _answer(client[1], b"407 Proxy Authentication Required")
            return
        if method == "CONNECT":
            server = await self._connect(check_url(f"https://{target}/", allow=self._allow, ports=self._ports))
            client[1].write(b"HTTP/1.1 200 Connected\r\n\r\n")
        else:
            url = check_url(target, allow=self._allow, ports=self._ports)
            server = await self._connect(url)
            kept = [line for line in headers if not line.lower().startswith(_HOP_HEADERS)]
            first = f"{method} {url.raw_path_qs} {version}".encode("ascii")
            server[1].write(b"\r\n".join([first, *kept, b"Connection: close", b"", b""]))
        await self._relay(client, server)

    async def _connect(self, url: URL) -> _Pair:
        loop = asyncio.get_running_loop()
        error = OSError("no address")
        async with asyncio.timeout(_CONNECT_S):
            for found in await self._resolver.resolve(url.host or "", url.port or 0, socket.AF_UNSPEC):
                address = (found["host"], found["port"])
                try:
                    connection = self._guard((found["family"], socket.SOCK_STREAM, 0, "", address))
                except OSError as refusal:
                    self.refused, error = True, refusal
                    continue
                try:
                    connection.setblocking(False)
                    await loop.sock_connect(connection, address)
                    return await asyncio.open_connection(sock=connection)
                except OSError as failure:
                    connection.close()
                    error = failure
        raise error

    async def _relay(self, client: _Pair, server: _Pair) -> None:
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(client[0], server[1]))
                both.create_task(self._pump(server[0], client[1]))
        finally:
            server[1].close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await source.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    self.exhausted = True
                    break
                sink.write(chunk)
                await sink.drain()
        sink.close()


def _answer(writer: asyncio.StreamWriter, status: bytes) -> None:
    with suppress(OSError):
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
