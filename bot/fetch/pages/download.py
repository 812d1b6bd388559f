"""From a link to a page to a judged file, by way of a process that may be killed at any moment."""

import asyncio
import contextlib
import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.fetch.addresses import Allowed, read_allowed
from bot.fetch.errors import (
    FetchError,
    FetchTimeoutError,
    PageRefusedError,
    PageTooLongError,
    RefusedAddressError,
    TooLargeError,
)
from bot.fetch.files import FetchedFile, Sink
from bot.fetch.pages.proxy import GuardProxy
from bot.fetch.pages.sites import site_of
from bot.link_sites import Site
from bot.sandbox.folder import PrivateFolder

_CHUNK = 256 * 1024
_MAX_SAID = 64 * 1024
_OVERHEAD = 32 * 1024 * 1024
"""Bytes that pages and scripts may cost besides the song."""

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from bot.fetch.pages.program import main; main()"


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What one page's song may cost: bytes, seconds for everything, seconds of music, processes at a time."""

    max_bytes: int = 50 * 1024 * 1024
    total_s: float = 120.0
    max_song_s: float = 3600.0
    concurrent: int = 2


class PageFetcher:
    """Asks the sites that an operator switched on for the song of a page.

    ``allow`` is the fetcher's. ``extra_extractors`` (``module:Class``) and ``readable`` let a test bring its own site.
    """

    def __init__(
        self,
        sites: tuple[Site, ...],
        limits: PageLimits | None = None,
        allow: Allowed = frozenset(),
        *,
        extra_extractors: Sequence[str] = (),
        readable: Sequence[Path] = (),
    ) -> None:
        """Make the private folder; nothing runs before the first page."""
        self._sites = sites
        self._limits = limits or PageLimits()
        self._allow = read_allowed(allow)
        self._extra_extractors = list(extra_extractors)
        self._readable = [str(path) for path in readable]
        self._folder = PrivateFolder()
        self._slots = asyncio.Semaphore(self._limits.concurrent)

    def serves(self, url: str, names: Collection[str]) -> bool:
        """Tell whether a link leads to one of the sites, and to one of these ``names``."""
        site = site_of(url, self._sites)
        return site is not None and site.name in names

    async def close(self) -> None:
        """Remove the private folder."""
        await asyncio.to_thread(self._folder.close)

    @asynccontextmanager
    async def fetch(self, url: str) -> AsyncIterator[FetchedFile]:
        """Hand over the song of a page for as long as the context lasts; raises ``FetchError`` in one of its kinds."""
        site = site_of(url, self._sites)
        if site is None:
            raise PageRefusedError("not one of the sites")
        workplace = self._folder.new_path()
        workplace.mkdir(mode=0o700)
        sink: Sink | None = None
        try:
            async with self._slots:
                title = await self._work(url, site, workplace)
            sink = Sink(self._folder.new_path(), self._limits.max_bytes)
            await asyncio.to_thread(_pour, workplace / "song", sink)
            yield sink.finish(title)
        finally:
            if sink is not None:
                sink.remove()
            await asyncio.to_thread(shutil.rmtree, workplace, ignore_errors=True)

    async def _work(self, url: str, site: Site, workplace: Path) -> str:
        async with GuardProxy(self._limits.max_bytes + _OVERHEAD, self._allow) as proxy:
            said = await self._run(self._orders(url, site, workplace, proxy), workplace)
        if "title" in said and (workplace / "song").is_file():
            return str(said["title"]) or "song"
        raise self._why(said, proxy)

    def _why(self, said: dict[str, Any], proxy: GuardProxy) -> FetchError:
        cause = str(said.get("cause", "no answer"))[:300]
        # The limit on a file's size ends the download with the system's own words.
        if proxy.exhausted or os.strerror(errno.EFBIG) in cause or "title" in said:
            return TooLargeError(f"more than {self._limits.max_bytes} bytes")
        if said.get("error") == PageTooLongError.code:
            return PageTooLongError(cause)
        return RefusedAddressError("the guard at the proxy") if proxy.refused else PageRefusedError(cause)

    def _orders(self, url: str, site: Site, workplace: Path, proxy: GuardProxy) -> dict[str, Any]:
        return {
            "url": url,
            "folder": str(workplace),
            "proxy": proxy.url,
            "extractors": list(site.extractors),
            "extra_extractors": self._extra_extractors,
            "readable": self._readable,
            "max_bytes": self._limits.max_bytes,
            "max_seconds": self._limits.max_song_s,
            "seconds": self._limits.total_s + 1,
            "parent": os.getpid(),
        }

    async def _run(self, orders: dict[str, Any], workplace: Path) -> dict[str, Any]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-B", "-c", _START, _import_path()),
            env={"PATH": os.defpath, "HOME": str(workplace), "TMPDIR": str(workplace), "YTDLP_NO_PLUGINS": "1"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._limits.total_s):
                return await _talk(process, json.dumps(orders).encode())
        except TimeoutError as error:
            raise FetchTimeoutError(f"page not done after {self._limits.total_s:g} s") from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _import_path() -> str:
    return json.dumps([os.path.abspath(entry) for entry in sys.path])


async def _talk(process: asyncio.subprocess.Process, orders: bytes) -> dict[str, Any]:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(orders)
    process.stdin.close()
    line = b""
    while len(line) < _MAX_SAID and (chunk := await process.stdout.read(_MAX_SAID - len(line))):
        line += chunk
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _pour(path: Path, sink: Sink) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sink.write(chunk)
