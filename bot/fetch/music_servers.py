"""Music servers of people's own, by their open APIs: the songs that they list, and where each one's audio is.

Subsonic (https://www.subsonic.org/pages/api.jsp and https://opensubsonic.netlify.app; Navidrome, Airsonic, Gonic and
others speak it): ``getAlbumList2`` and ``getAlbum`` list songs, ``stream`` sends one. Jellyfin
(https://api.jellyfin.org): ``/Items`` lists them, ``/Audio/{id}/stream`` sends one.
"""

import hashlib
import json
import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote, urlencode

import aiohttp

from bot.fetch.addresses import Allowed, SocketGuard, read_allowed
from bot.fetch.guarded_session import AnswerTooLargeError, GuardedSession, read_body
from models.text import clean

_PAGE = 500
_MOST_BYTES = 16 * 1024 * 1024
_MOST_SONGS = 1_000_000
_LONGEST_ID = 200
_TIMEOUT_S = 60.0
_HEADERS = {"User-Agent": "Cratedigger (import)", "Accept": "application/json", "Accept-Encoding": "identity"}
_VERSION = "1.16.1"


class MusicServerError(Exception):
    """A server that cannot be read; the message is one sentence without credentials."""


@dataclass(frozen=True, slots=True)
class ServerSong:
    """A song of a server: its number there, its names, and the address of its audio, which holds credentials."""

    id: str
    title: str
    artist: str
    url: str = field(repr=False)


class MusicServer(Protocol):
    """Anything that lists songs with the addresses of their audio."""

    def songs(self) -> AsyncIterator[ServerSong]:
        """Yield every song once; raise MusicServerError where the server cannot be read."""

    async def close(self) -> None:
        """Close the connections."""


class _JsonClient:
    """Asks for JSON through the socket guard, without redirects; ``allow`` as of :class:`bot.fetch.Fetcher`."""

    def __init__(self, allow: Allowed = frozenset(), headers: Mapping[str, str] | None = None) -> None:
        guard, timeout = SocketGuard(read_allowed(allow)), aiohttp.ClientTimeout(total=_TIMEOUT_S)
        self._session = GuardedSession(guard, {**_HEADERS, **(headers or {})}, timeout, limit=2)

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def ask(self, url: str) -> Any:
        """Return what is at ``url``; raise MusicServerError."""
        try:
            async with self._session.open().get(url, allow_redirects=False) as response:
                if response.status != 200:
                    raise MusicServerError(f"The music server answered with the HTTP status {response.status}.")
                body = await read_body(response, _MOST_BYTES)
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise MusicServerError(f"The music server cannot be reached ({type(error).__name__}).") from error
        except AnswerTooLargeError as error:
            raise MusicServerError("The music server's answer is too large.") from error
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise MusicServerError("The music server's answer is no JSON.") from error


class SubsonicServer:
    """A server that speaks Subsonic's API, such as Navidrome."""

    def __init__(self, address: str, user: str, password: str, allow: Allowed = frozenset()) -> None:
        """``address`` is the server's, without ``/rest``; a token is sent instead of the password."""
        self._address = address.rstrip("/")
        self._client = _JsonClient(allow)
        salt = secrets.token_hex(8)
        # The API asks for MD5.
        token = hashlib.md5((password + salt).encode(), usedforsecurity=False).hexdigest()
        self._login = {"u": user, "t": token, "s": salt, "v": _VERSION, "c": "cratedigger", "f": "json"}

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def songs(self) -> AsyncIterator[ServerSong]:
        """Yield every song, album by album."""
        seen: set[str] = set()
        offset = 0
        while offset < _MOST_SONGS:
            page: dict[str, str | int] = {"type": "alphabeticalByName", "size": _PAGE, "offset": offset}
            albums = _rows(await self._ask("getAlbumList2", page), "albumList2", "album")
            new = [number for number in map(_id_of, albums) if number and number not in seen]
            if not new:
                return
            seen.update(new)
            for number in new:
                for song in _rows(await self._ask("getAlbum", {"id": number}), "album", "song"):
                    if (song_id := _id_of(song)) and not song.get("isVideo"):
                        url = self._url("stream", {"id": song_id, "format": "raw"})
                        yield ServerSong(song_id, clean(_text(song, "title")) or "", _artist(song, "artist"), url)
            offset += len(albums)

    async def _ask(self, view: str, values: Mapping[str, str | int]) -> Mapping[str, Any]:
        answer = await self._client.ask(self._url(view, values))
        answer = answer.get("subsonic-response") if isinstance(answer, dict) else None
        if not isinstance(answer, dict) or answer.get("status") not in ("ok", "failed"):
            raise MusicServerError("The music server does not speak Subsonic's API.")
        if answer["status"] == "failed":
            error = answer.get("error")
            said = clean(_text(error, "message")) if isinstance(error, dict) else None
            raise MusicServerError(f"The music server refuses: {said or 'it does not say why'}.")
        return answer

    def _url(self, view: str, values: Mapping[str, str | int]) -> str:
        return f"{self._address}/rest/{view}?{urlencode({**self._login, **values})}"


class JellyfinServer:
    """A Jellyfin server, by an API key made in its dashboard."""

    def __init__(self, address: str, key: str, allow: Allowed = frozenset()) -> None:
        """``address`` is the server's, with its base path where it has one."""
        self._address = address.rstrip("/")
        self._key = key
        self._client = _JsonClient(allow, {"Authorization": f'MediaBrowser Token="{key}"'})

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def songs(self) -> AsyncIterator[ServerSong]:
        """Yield every song, a page at a time."""
        seen: set[str] = set()
        offset = 0
        while offset < _MOST_SONGS:
            wanted = {"IncludeItemTypes": "Audio", "Recursive": "true", "SortBy": "SortName"}
            page = urlencode({**wanted, "StartIndex": offset, "Limit": _PAGE})
            items = _rows({"answer": await self._client.ask(f"{self._address}/Items?{page}")}, "answer", "Items")
            new = [item for item in items if (number := _id_of(item)) and number not in seen]
            if not new:
                return
            for item in new:
                number = _id_of(item) or ""
                seen.add(number)
                stream = urlencode({"static": "true", "api_key": self._key})
                url = f"{self._address}/Audio/{quote(number, safe='')}/stream?{stream}"
                yield ServerSong(number, clean(_text(item, "Name")) or "", _artist(item, "Artists"), url)
            offset += len(items)


def _rows(answer: Mapping[str, Any], part: str, rows: str) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a part of an answer, none where the server leaves an empty list out."""
    found = answer.get(part)
    listed = found.get(rows, []) if isinstance(found, dict) else None
    if not isinstance(listed, list):
        raise MusicServerError(f"The music server's answer has no {part}.")
    return [row for row in listed if isinstance(row, dict)]


def _id_of(row: Mapping[str, Any]) -> str | None:
    number = row.get("id", row.get("Id"))
    text = str(number) if isinstance(number, str | int) else ""
    return text if 0 < len(text) <= _LONGEST_ID else None


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""


def _artist(row: Mapping[str, Any], name: str) -> str:
    """Return the artist's name, of a list the first one."""
    value = row.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return (clean(first) if isinstance(first, str) else None) or ""
