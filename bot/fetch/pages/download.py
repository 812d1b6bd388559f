"""Downloads of the song of a page, by yt-dlp in a process that may be killed at any moment."""

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

from yarl import URL

from bot.fetch.addresses import Allowed, read_allowed
from bot.fetch.errors import (
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
_MAX_RESULT = 64 * 1024
_OVERHEAD = 32 * 1024 * 1024
"""Bytes for pages and scripts besides the song."""

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from bot.fetch.pages.program import main; main()"


@dataclass(frozen=True, slots=True)
class PageLimits:
    """Limits for one page: bytes, seconds in all, seconds of audio, processes at a time."""

    max_bytes: int = 50 * 1024 * 1024
    total_s: float = 120.0
    max_song_s: float = 3600.0
    concurrent: int = 2


class PageFetcher:
    """Downloads songs from the pages of sites that the operator enabled.

    ``allow`` is that of ``Fetcher``. ``extra_extractors`` (``module:Class``) and ``readable`` add a site in tests.
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
        """Make the private folder; no process starts before the first page."""
        self._sites = sites
        self._limits = limits or PageLimits()
        self._allow = read_allowed(allow)
        self._extra_extractors = list(extra_extractors)
        self._readable = [str(path) for path in readable]
        self._folder = PrivateFolder()
        self._slots = asyncio.Semaphore(self._limits.concurrent)

    def serves(self, url: str, names: Collection[str]) -> bool:
        """Return whether a link leads to a page of one of the sites called ``names``."""
        site = site_of(url, self._sites)
        return site is not None and site.name in names

    def is_short(self, url: str) -> bool:
        """Return whether a link is a short one, which redirects to a song's page."""
        site = site_of(url, self._sites)
        return site is not None and URL(url).host in site.short_hosts

    async def close(self) -> None:
        """Remove the private folder."""
        await asyncio.to_thread(self._folder.close)

    @asynccontextmanager
    async def fetch(self, url: str) -> AsyncIterator[FetchedFile]:
        """Download the song of a page into a file that exists until the context ends; raises ``FetchError``."""
        site = site_of(url, self._sites)
        if site is None:
            raise PageRefusedError("not one of the sites")
        work_folder = self._folder.new_path()
        work_folder.mkdir(mode=0o700)
        sink: Sink | None = None
        try:
            async with self._slots:
                title = await self._download(url, site, work_folder)
            sink = Sink(self._folder.new_path(), self._limits.max_bytes)
            await asyncio.to_thread(_copy, work_folder / "song", sink)
            yield sink.finish(title)
        finally:
            if sink is not None:
                sink.remove()
            await asyncio.to_thread(shutil.rmtree, work_folder, ignore_errors=True)

    async def _download(self, url: str, site: Site, work_folder: Path) -> str:
        async with GuardProxy(self._limits.max_bytes + _OVERHEAD, self._allow) as proxy:
            result = await self._run(self._request(url, site, work_folder, proxy), work_folder)
        if "title" in result and (work_folder / "song").is_file():
            return str(result["title"]) or "song"
        cause = str(result.get("cause", "no answer"))[:300]
        # A download that reaches the limit of a file's size fails with the system's message.
        if proxy.exhausted or os.strerror(errno.EFBIG) in cause or "title" in result:
            raise TooLargeError(f"more than {self._limits.max_bytes} bytes")
        if result.get("error") == PageTooLongError.code:
            raise PageTooLongError(cause)
        raise RefusedAddressError("address check at the proxy") if proxy.refused else PageRefusedError(cause)

    def _request(self, url: str, site: Site, work_folder: Path, proxy: GuardProxy) -> dict[str, Any]:
        return {
            # yt-dlp takes options from a fragment.
            "url": str(URL(url).with_fragment(None)),
            "folder": str(work_folder),
            "proxy": proxy.url,
            "extractors": list(site.extractors),
            "extra_extractors": self._extra_extractors,
            "readable": self._readable,
            "max_bytes": self._limits.max_bytes,
            "max_seconds": self._limits.max_song_s,
            "seconds": self._limits.total_s + 1,
            "parent": os.getpid(),
        }

    async def _run(self, request: dict[str, Any], work_folder: Path) -> dict[str, Any]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-B", "-c", _START, _import_path()),
            env={"PATH": os.defpath, "HOME": str(work_folder), "TMPDIR": str(work_folder), "YTDLP_NO_PLUGINS": "1"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._limits.total_s):
                return await _exchange(process, json.dumps(request).encode())
        except TimeoutError as error:
            raise FetchTimeoutError(f"page not done after {self._limits.total_s:g} s") from error
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


def _import_path() -> str:
    return json.dumps([os.path.abspath(entry) for entry in sys.path])


async def _exchange(process: asyncio.subprocess.Process, request: bytes) -> dict[str, Any]:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    process.stdin.write(request)
    process.stdin.close()
    line = b""
    while len(line) < _MAX_RESULT and (chunk := await process.stdout.read(_MAX_RESULT - len(line))):
        line += chunk
    try:
        result = json.loads(line)
    except ValueError:
        return {}
    return result if isinstance(result, dict) else {}


def _copy(path: Path, sink: Sink) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            sink.write(chunk)
