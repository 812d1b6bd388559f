"""ListenBrainz: songs that people play who play a song, or much played songs of a genre, asked by names alone.

Endpoints (https://listenbrainz.readthedocs.io, https://labs.api.listenbrainz.org): ``/1/metadata/lookup/`` finds the
MusicBrainz recording of a title and an artist, ``similar-recordings`` of the labs host those played in the same
sessions, ``/1/lb-radio/tags`` recordings with a tag, and ``/1/metadata/recording/`` their names. None needs a key.
Nothing here raises: a service that is slow, away or answers nonsense has no songs to offer.
"""

import asyncio
import json
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver

from bot.fetch.addresses import Allowed, SocketGuard, read_allowed
from bot.fetch.guarded_session import GuardedSession, read_body
from models.text import clean

log = structlog.get_logger(__name__)

_ALGORITHM = "session_based_days_7500_session_300_contribution_5_threshold_15_limit_50_skip_30"
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_MOST_BYTES = 1024 * 1024
_MOST_SONGS = 25
_HEADERS = {"User-Agent": "Cratedigger (Discord bot)", "Accept": "application/json", "Accept-Encoding": "identity"}
# Without the header that says so, the documented window.
_WINDOW_S = 10.0
_LONGEST_PAUSE_S = 3600.0
_FAILURE_PAUSE_S = 30.0

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlayedSong:
    """A song that people play: its title, its artist and its MusicBrainz recording identifier."""

    title: str
    artist: str
    mbid: str


@dataclass(frozen=True, slots=True)
class ListenBrainzLimits:
    """The service's addresses, seconds for one answer in all, requests at a time, and the cache's size and age."""

    api: str = "https://api.listenbrainz.org"
    labs: str = "https://labs.api.listenbrainz.org"
    total_s: float = 2.0
    concurrent: int = 4
    cached: int = 2000
    cached_s: float = 24 * 3600.0


@dataclass(eq=False)
class ListenBrainz:
    """The client, with a cache; connections pass the same socket guard as every other.

    ``allow`` holds (address, port) pairs that are permitted although they are not public.
    """

    limits: ListenBrainzLimits = field(default_factory=ListenBrainzLimits)
    allow: Allowed = frozenset()
    resolver: AbstractResolver | None = None

    def __post_init__(self) -> None:
        """Connect with the first question."""
        self._cache: OrderedDict[tuple[str, ...], tuple[float, tuple[PlayedSong, ...]]] = OrderedDict()
        self._pending: dict[tuple[str, ...], asyncio.Task[tuple[PlayedSong, ...]]] = {}
        self._paused: dict[str, float] = {}
        self._slots = asyncio.Semaphore(self.limits.concurrent)
        self._session = GuardedSession(
            SocketGuard(read_allowed(self.allow)),
            _HEADERS,
            aiohttp.ClientTimeout(total=self.limits.total_s),
            self.resolver,
            limit=self.limits.concurrent,
        )

    async def close(self) -> None:
        """Cancel what is under way and close the connections."""
        for task in self._pending.values():
            task.cancel()
        await asyncio.gather(*self._pending.values(), return_exceptions=True)
        await self._session.close()

    async def played_with(self, title: str, artist: str) -> tuple[PlayedSong, ...]:
        """Return songs that people play who play a song, best first; nothing where the service knows none."""
        names = clean(title) or "", clean(artist) or ""
        return await self._answer(("song", *map(str.casefold, names)), lambda: self._similar(*names))

    async def played_of(self, genre: str) -> tuple[PlayedSong, ...]:
        """Return much played songs of a genre; nothing where the service knows none."""
        tag = (clean(genre) or "").lower()
        return await self._answer(("genre", tag), lambda: self._tagged(tag))

    async def _answer(
        self, key: tuple[str, ...], ask: Callable[[], Awaitable[tuple[PlayedSong, ...] | None]]
    ) -> tuple[PlayedSong, ...]:
        """Return the cached answer, or ask once however many want it; who stops waiting stops nobody else."""
        known = self._cache.get(key)
        if known and time.monotonic() - known[0] < self.limits.cached_s:
            self._cache.move_to_end(key)
            return known[1]
        if key not in self._pending:
            task = asyncio.create_task(self._asked(key, ask))
            self._pending[key] = task
            task.add_done_callback(lambda _: self._pending.pop(key, None))
        return await asyncio.shield(self._pending[key])

    async def _asked(
        self, key: tuple[str, ...], ask: Callable[[], Awaitable[tuple[PlayedSong, ...] | None]]
    ) -> tuple[PlayedSong, ...]:
        try:
            async with asyncio.timeout(self.limits.total_s), self._slots:
                songs = await ask()
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError, RecursionError) as error:
            log.warning("listenbrainz_unavailable", cause=type(error).__name__)
            return ()
        if songs is None:
            return ()
        self._cache[key] = time.monotonic(), songs
        while len(self._cache) > self.limits.cached:
            self._cache.popitem(last=False)
        return songs

    async def _similar(self, title: str, artist: str) -> tuple[PlayedSong, ...] | None:
        wanted = {"recording_name": title, "artist_name": artist}
        found = await self._get(self.limits.api, "/1/metadata/lookup/", wanted)
        mbid = found.get("recording_mbid") if isinstance(found, dict) else None
        if not _is_mbid(mbid):
            return None if found is None else ()
        wanted = {"recording_mbids": str(mbid), "algorithm": _ALGORITHM}
        rows = await self._get(self.limits.labs, "/similar-recordings/json", wanted)
        if rows is None:
            return None
        named = (_song(row, row.get("recording_name"), row.get("artist_credit_name")) for row in _rows(rows))
        return tuple(song for song in named if song and song.mbid != mbid)[:_MOST_SONGS]

    async def _tagged(self, tag: str) -> tuple[PlayedSong, ...] | None:
        wanted = {"tag": tag, "pop_begin": "50", "pop_end": "100", "count": str(_MOST_SONGS)}
        rows = await self._get(self.limits.api, "/1/lb-radio/tags", wanted)
        mbids = [row["recording_mbid"] for row in _rows(rows) if _is_mbid(row.get("recording_mbid"))][:_MOST_SONGS]
        if not mbids:
            return None if rows is None else ()
        wanted = {"recording_mbids": ",".join(mbids), "inc": "artist"}
        known = await self._get(self.limits.api, "/1/metadata/recording/", wanted)
        if not isinstance(known, dict):
            return None
        named = (_song({"recording_mbid": mbid}, *_names(known.get(mbid))) for mbid in mbids)
        return tuple(song for song in named if song)

    async def _get(self, host: str, path: str, wanted: Mapping[str, str]) -> Any:
        """Return an answer's JSON; None while the service wants no requests, and for an error of its own.

        Raises what the HTTP client raises, and ValueError for what is no JSON or too long.
        """
        if time.monotonic() < self._paused.get(host, 0.0):
            return None
        try:
            async with self._session.open().get(host + path, params=wanted, allow_redirects=False) as response:
                spent = response.status in (429, 503) or response.headers.get("X-RateLimit-Remaining") == "0"
                if spent:
                    reset = response.headers.get("X-RateLimit-Reset-In", "")
                    self._pause(host, float(reset) if reset.isdecimal() else _WINDOW_S)
                elif response.status != 200:
                    log.warning("listenbrainz_refused", status=response.status)
                return json.loads(await read_body(response, _MOST_BYTES)) if response.status == 200 else None
        except (TimeoutError, aiohttp.ClientError, OSError):
            self._pause(host, _FAILURE_PAUSE_S)
            raise

    def _pause(self, host: str, seconds: float) -> None:
        self._paused[host] = time.monotonic() + min(seconds, _LONGEST_PAUSE_S)


def _rows(found: Any) -> Iterator[_Row]:
    yield from (row for row in found if isinstance(row, dict)) if isinstance(found, list) else ()


def _names(known: Any) -> tuple[Any, Any]:
    """Return title and artist of one recording's metadata."""
    parts = [known.get(part) if isinstance(known, dict) else None for part in ("recording", "artist")]
    title, artist = (part.get("name") if isinstance(part, dict) else None for part in parts)
    return title, artist


def _song(row: _Row, title: Any, artist: Any) -> PlayedSong | None:
    names = [clean(name) if isinstance(name, str) else None for name in (title, artist)]
    mbid = row.get("recording_mbid")
    return PlayedSong(names[0], names[1], str(mbid).lower()) if names[0] and names[1] and _is_mbid(mbid) else None


def _is_mbid(value: Any) -> bool:
    return isinstance(value, str) and _MBID.fullmatch(value) is not None
