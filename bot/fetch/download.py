"""Downloads of users' links into the private temporary folder, within limits."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import unquote

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.fetch.addresses import AddressRefusedError, Allowed, SocketGuard, read_allowed
from bot.fetch.errors import (
    BadUrlError,
    FetchTimeoutError,
    PageRefusedError,
    RefusedAddressError,
    StorageFullError,
    TooManyRedirectsError,
    UnreachableError,
)
from bot.fetch.files import FetchedFile, Sink
from bot.fetch.guarded_session import GuardedSession
from bot.fetch.limits import FetchLimits
from bot.fetch.radio import RadioSocket
from bot.fetch.receive import receive
from bot.fetch.share_links import direct_link
from bot.fetch.urls import check_url
from bot.sandbox.folder import PrivateFolder

if TYPE_CHECKING:
    from bot.fetch.pages import PageFetcher

DISCORD_HOSTS = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
"""Where Discord keeps what members attach."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "Cratedigger (Discord bot that listens to posted songs)",
    "Accept": "audio/*, video/*;q=0.8, application/octet-stream;q=0.7, */*;q=0.1",
    # Audio gains nothing from compression, and a small answer may unpack to gigabytes.
    "Accept-Encoding": "identity",
}


class Fetcher:
    """Downloads in an HTTP session of its own, without cookies, proxies or credentials.

    ``allow`` holds (address, port) pairs that are permitted although they are not public.
    """

    def __init__(
        self,
        limits: FetchLimits,
        allow: Allowed = frozenset(),
        *,
        pages: "PageFetcher | None" = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """Make the private folder; the HTTP session opens with the first download.

        ``pages``, where given, downloads links to pages of its sites; :meth:`close` closes it too.
        """
        self._pages = pages
        self._limits = limits
        self._allow = read_allowed(allow)
        self._folder = PrivateFolder()
        timeout = aiohttp.ClientTimeout(total=limits.total_s, connect=limits.connect_s, sock_read=limits.read_s)
        self._session = GuardedSession(
            SocketGuard(self._allow, RadioSocket),
            _HEADERS,
            timeout,
            resolver,
            limit=limits.connections,
            use_dns_cache=False,
            force_close=True,
        )

    async def close(self) -> None:
        """Close the connections and remove the private folder."""
        await self._session.close()
        if self._pages is not None:
            await self._pages.close()
        await asyncio.to_thread(self._folder.close)

    @asynccontextmanager
    async def fetch(
        self, url: str, *, hosts: frozenset[str] | None = None, sites: Collection[str] = ()
    ) -> AsyncIterator[FetchedFile]:
        """Download a link's file, which exists until the context ends.

        ``hosts``, where given, are the only ones permitted (``DISCORD_HOSTS`` for attachments); ``sites`` names the
        sites whose pages may be used. Raises :class:`~bot.fetch.errors.FetchError`.
        """
        if self._pages is not None and hosts is None and self._pages.serves(url, sites):
            async with self._pages.fetch(await self._without_short_hosts(url, sites)) as file:
                yield file
            return
        target = self._check(url, hosts)
        if hosts is None:
            target = direct_link(target)
        sink = self._open_sink()
        try:
            await self._download(target, sink, hosts)
            yield self._finished(sink, unquote(target.raw_name))
        finally:
            sink.remove()

    @asynccontextmanager
    async def hold_bytes(self, data: bytes, name: str) -> AsyncIterator[FetchedFile]:
        """Write bytes that are in memory already (an attachment) to a file, under the same limits and checks."""
        sink = self._open_sink()
        try:
            await asyncio.to_thread(sink.write, data)
            # They are on disk now and need not stay in memory during the analysis.
            del data
            yield self._finished(sink, name)
        finally:
            sink.remove()

    def _check(self, url: str, hosts: frozenset[str] | None) -> URL:
        target = check_url(url, allow=self._allow, ports=self._limits.ports)
        if hosts is not None and target.host not in hosts:
            raise RefusedAddressError("not one of the hosts asked for")
        return target

    def _open_sink(self) -> Sink:
        try:
            return Sink(self._folder.new_path(), self._limits.max_bytes)
        except OSError as error:
            raise StorageFullError(error.strerror or "") from error

    @staticmethod
    def _finished(sink: Sink, name: str) -> FetchedFile:
        fetched = sink.finish(name)
        sink.close()
        return fetched

    async def _without_short_hosts(self, url: str, sites: Collection[str]) -> str:
        """Return the link to a song's page behind one of a site's short links, or ``url`` itself."""
        pages = self._pages
        for _ in range(self._limits.max_redirects):
            if pages is None or not pages.is_short(url):
                return url
            async with self._http_errors(), asyncio.timeout(self._limits.headers_s):
                target = self._check(url, None)
                async with self._session.open().get(target, allow_redirects=False) as response:
                    url = _joined(target, response.headers.get("Location", ""))
            if not pages.serves(url, sites):
                raise PageRefusedError("a short link to no song")
        raise TooManyRedirectsError

    async def _download(self, target: URL, sink: Sink, hosts: frozenset[str] | None) -> None:
        async with (
            self._http_errors(),
            asyncio.timeout(self._limits.total_s),
            await self._follow(target, hosts) as response,
        ):
            await receive(response, sink, self._limits)

    @asynccontextmanager
    async def _http_errors(self) -> AsyncIterator[None]:
        """Raise the HTTP client's errors as errors of downloads."""
        try:
            yield
        except TimeoutError as error:
            raise FetchTimeoutError(str(error) or type(error).__name__) from error
        except (aiohttp.InvalidURL, UnicodeError) as error:
            raise BadUrlError("refused by the HTTP client") from error
        except aiohttp.ClientConnectorError as error:
            if isinstance(error.os_error, AddressRefusedError):
                raise RefusedAddressError("address check at the socket") from error
            raise UnreachableError(type(error).__name__) from error
        except (aiohttp.ClientError, ssl.SSLError, ConnectionError) as error:
            raise UnreachableError(type(error).__name__) from error

    async def _follow(self, target: URL, hosts: frozenset[str] | None) -> aiohttp.ClientResponse:
        """Follow redirects and return the first other response, whose body is not read yet."""
        async with asyncio.timeout(self._limits.headers_s):
            for _ in range(self._limits.max_redirects + 1):
                response = await self._session.open().get(target, allow_redirects=False)
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or location is None:
                    return response
                response.close()
                target = self._check(_joined(target, location), hosts)
        raise TooManyRedirectsError


def _joined(base: URL, location: str) -> str:
    try:
        return str(base.join(URL(location)))
    except ValueError as error:
        raise BadUrlError("redirect to no URL") from error
