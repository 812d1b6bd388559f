"""HTTP sessions whose every connection passes the socket guard, and answers that are read within a bound."""

from collections.abc import Mapping
from typing import Any

import aiohttp
from aiohttp import AsyncResolver
from aiohttp.abc import AbstractResolver

from bot.fetch.addresses import SocketGuard

_CHUNK_BYTES = 64 * 1024


class AnswerTooLargeError(ValueError):
    """An answer of more bytes than are read of one."""


class GuardedSession:
    """A client session, made with the first request: no cookies, nothing unpacked, no settings of proxies."""

    def __init__(
        self,
        guard: SocketGuard,
        headers: Mapping[str, str],
        timeout: aiohttp.ClientTimeout,
        resolver: AbstractResolver | None = None,
        **connector: Any,
    ) -> None:
        """``connector``: further options of aiohttp's ``TCPConnector``; ``resolver`` is closed with the session."""
        self._guard = guard
        self._headers = headers
        self._timeout = timeout
        self._resolver = resolver
        self._connector = connector
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> aiohttp.ClientSession:
        """Return the session; the first time inside a running event loop."""
        if self._session is None:
            # The system's resolver would block a thread for as long as a slow name server takes.
            self._resolver = self._resolver or AsyncResolver()
            connector = aiohttp.TCPConnector(socket_factory=self._guard, resolver=self._resolver, **self._connector)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=False,
                auto_decompress=False,
                headers=self._headers,
                timeout=self._timeout,
            )
        return self._session

    async def close(self) -> None:
        """Close the connections and the resolver."""
        if self._session is not None:
            await self._session.close()
        if self._resolver is not None:
            await self._resolver.close()


async def read_body(response: aiohttp.ClientResponse, most: int) -> bytes:
    """Return an answer's body; raise AnswerTooLargeError for more than ``most`` bytes."""
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK_BYTES):
        body += chunk
        if len(body) > most:
            raise AnswerTooLargeError(f"more than {most} bytes")
    return bytes(body)
