"""Music servers, played by a server on loopback that answers in the documented shapes, and in others."""

import hashlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.fetch.music_servers import JellyfinServer, MusicServerError, ServerSong, SubsonicServer
from tests.bot.loopback_server import LOOPBACK, Serve

ALBUMS = [{"id": "al-1", "name": "Dummy"}, {"id": "al-2", "name": "Mezzanine"}]
SONGS = {
    "al-1": [{"id": "so-1", "title": "Strangers", "artist": "Portishead", "isVideo": False, "duration": 236}],
    "al-2": [
        {"id": "so-2", "title": "Teardrop\u202e", "artist": "Massive Attack"},
        {"id": "so-3", "title": "A film", "artist": "Massive Attack", "isVideo": True},
        {"title": "without a number"},
        "no song",
    ],
}
ITEMS = [
    {"Id": "a1", "Name": "Strangers", "Artists": ["Portishead", "Guest"], "Type": "Audio"},
    {"Id": "b2", "Name": "Teardrop", "Artists": [], "AlbumArtist": "Massive Attack"},
]


class Service:
    """What the server answers by path, and what it was asked; lists of albums and items are paged by one."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[web.Request] = []
        self.url = ""

    async def respond(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        if request.path in self.answers:
            found = self.answers[request.path]
            return web.Response(body=found) if isinstance(found, bytes) else web.json_response(found)
        if request.path == "/base/Items":
            start = int(request.query["StartIndex"])
            return web.json_response({"Items": ITEMS[start : start + 1], "TotalRecordCount": len(ITEMS)})
        answer: dict[str, Any] = {"status": "ok", "version": "1.16.1", "type": "navidrome", "openSubsonic": True}
        if request.path == "/rest/getAlbumList2":
            start = int(request.query["offset"])
            answer["albumList2"] = {"album": ALBUMS[start : start + 1]} if start < len(ALBUMS) else {}
        elif request.path == "/rest/getAlbum":
            answer["album"] = {"id": request.query["id"], "song": SONGS[request.query["id"]]}
        return web.json_response({"subsonic-response": answer})


@pytest.fixture
async def service(serve: Serve) -> Service:
    served = Service()
    served.url = f"http://{LOOPBACK}:{await serve(served.respond)}"
    return served


def _allowed(service: Service) -> frozenset[tuple[str, int]]:
    host, _, port = service.url.removeprefix("http://").partition(":")
    return frozenset({(host, int(port))})


@pytest.fixture
async def subsonic(service: Service) -> AsyncIterator[SubsonicServer]:
    server = SubsonicServer(service.url + "/", "ann", "s3cret", _allowed(service))
    yield server
    await server.close()


@pytest.fixture
async def jellyfin(service: Service) -> AsyncIterator[JellyfinServer]:
    server = JellyfinServer(f"{service.url}/base", "k3y", _allowed(service))
    yield server
    await server.close()


async def _all(server: SubsonicServer | JellyfinServer) -> list[ServerSong]:
    return [song async for song in server.songs()]


async def test_subsonic_lists_each_song_of_each_album_with_the_address_of_its_audio(
    subsonic: SubsonicServer, service: Service
) -> None:
    songs = await _all(subsonic)
    assert [(song.id, song.title, song.artist) for song in songs] == [
        ("so-1", "Strangers", "Portishead"),
        ("so-2", "Teardrop", "Massive Attack"),
    ]
    assert songs[0].url.startswith(f"{service.url}/rest/stream?")
    assert "id=so-1" in songs[0].url


async def test_subsonic_gets_a_salted_token_and_never_the_password(subsonic: SubsonicServer, service: Service) -> None:
    songs = await _all(subsonic)
    query = service.asked[0].query
    assert query["t"] == hashlib.md5(f"s3cret{query['s']}".encode()).hexdigest()  # noqa: S324 - as the API asks
    assert query["u"] == "ann"
    assert not any("s3cret" in text for text in (repr(songs), songs[0].url, *(str(each.url) for each in service.asked)))


async def test_jellyfin_lists_its_songs_a_page_at_a_time(jellyfin: JellyfinServer, service: Service) -> None:
    songs = await _all(jellyfin)
    assert [(song.id, song.title, song.artist) for song in songs] == [
        ("a1", "Strangers", "Portishead"),
        ("b2", "Teardrop", ""),
    ]
    assert songs[0].url.startswith(f"{service.url}/base/Audio/a1/stream?static=true")
    assert service.asked[0].headers["Authorization"] == 'MediaBrowser Token="k3y"'
    assert "k3y" not in repr(songs)


async def test_a_server_that_ignores_pages_is_read_once(jellyfin: JellyfinServer, service: Service) -> None:
    service.answers["/base/Items"] = {"Items": ITEMS}
    assert len(await _all(jellyfin)) == 2
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"<html>login</html>", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        ([1], "does not speak Subsonic"),
        ({"subsonic-response": {"status": "strange"}}, "does not speak Subsonic"),
        ({"subsonic-response": {"status": "ok"}}, "has no albumList2"),
        ({"subsonic-response": {"status": "ok", "albumList2": {"album": 7}}}, "has no albumList2"),
        ({"subsonic-response": {"status": "failed", "error": {"code": 40, "message": "Wrong user"}}}, "Wrong user"),
        ({"subsonic-response": {"status": "failed"}}, "does not say why"),
        (b"x" * (17 * 1024 * 1024), "too large"),
    ],
)
async def test_what_is_no_answer_of_subsonic_is_one_sentence(
    subsonic: SubsonicServer, service: Service, answer: Any, said: str
) -> None:
    service.answers["/rest/getAlbumList2"] = answer
    with pytest.raises(MusicServerError, match=said):
        await _all(subsonic)


@pytest.mark.parametrize("answer", [[], {"Items": {}}, {"Items": "x"}, 3])
async def test_what_is_no_answer_of_jellyfin_is_one_sentence(
    jellyfin: JellyfinServer, service: Service, answer: Any
) -> None:
    service.answers["/base/Items"] = answer
    with pytest.raises(MusicServerError, match="has no answer"):
        await _all(jellyfin)


async def test_an_address_that_nobody_allowed_is_not_connected_to(service: Service) -> None:
    server = JellyfinServer(f"{service.url}/base", "k3y")
    with pytest.raises(MusicServerError, match="cannot be reached"):
        await _all(server)
    await server.close()
    assert service.asked == []
