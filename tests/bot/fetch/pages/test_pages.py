"""A real yt-dlp, asked for pages of a site on loopback that this test brings along."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.fetch import Fetcher, FetchError, FetchLimits
from bot.fetch.pages import PageFetcher, PageLimits, site_of
from bot.link_sites import SITES, Site, sites_named
from tests.bot.fetch.conftest import SOUND, Listener
from tests.bot.loopback_server import LOOPBACK, Serve

pytest.importorskip("yt_dlp", reason="needs the links extra")

TUNESHED = Site("tuneshed", (LOOPBACK,), re.compile("/"), ("tuneshed",))
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _loopback_is_a_site(monkeypatch: pytest.MonkeyPatch) -> None:
    # A site's pages lie at public addresses; here the check of the text is told that this one does, the guard is not.
    monkeypatch.setattr("bot.fetch.pages.download.site_of", lambda url, sites: TUNESHED if LOOPBACK in url else None)


@asynccontextmanager
async def _fetcher(*ports: int, **limits: Any) -> AsyncIterator[PageFetcher]:
    fetcher = PageFetcher(
        (TUNESHED,),
        PageLimits(**limits),
        frozenset((LOOPBACK, port) for port in ports),
        extra_extractors=["tests.bot.fetch.pages.extractor:TuneshedIE"],
        readable=[ROOT],
    )
    yield fetcher
    await fetcher.close()


async def _failure(fetcher: PageFetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        async with fetcher.fetch(url):
            pass
    return caught.value


def _site(page: dict[str, Any], body: bytes = SOUND, seen: list[str] | None = None) -> Any:
    async def handler(request: web.Request) -> web.StreamResponse:
        if seen is not None:
            seen.append(request.path)
        if request.path.startswith("/tune/"):
            return web.json_response(
                {"title": "A tune", "url": str(request.url.with_path("/a.mp3")), "ext": "mp3", **page}
            )
        return web.Response(body=body, content_type="audio/mpeg")

    return handler


async def test_a_pages_song_arrives_checked_and_named(serve: Serve, temporary: Path) -> None:
    seen: list[str] = []
    port = await serve(_site({"duration": 30}, seen=seen))
    async with _fetcher(port) as fetcher:
        async with fetcher.fetch(f"http://{LOOPBACK}:{port}/tune/one") as file:
            assert file.path.read_bytes() == SOUND
            assert file.name == "A tune"
        assert _left_in(temporary) == []
    assert seen == ["/tune/one", "/a.mp3"]


async def test_what_is_no_audio_is_refused_by_name(serve: Serve) -> None:
    port = await serve(_site({}, body=b"<!DOCTYPE html><html>"))
    async with _fetcher(port) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
    assert (error.code, error.message) == ("not_audio", "That is a web page, not audio I can read.")


async def test_a_page_that_points_inside_touches_nothing_there(serve: Serve, listener: Listener) -> None:
    for target in (
        f"http://{LOOPBACK}:{listener.port}/a.mp3",
        f"http://[::1]:{listener.port}/a.mp3",
        "file:///etc/passwd",
    ):
        port = await serve(_site({"url": target}))
        async with _fetcher(port) as fetcher:
            error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
        assert error.code in {"refused_address", "page_refused"}
    assert listener.touched == 0


async def test_a_redirect_inside_touches_nothing_there(serve: Serve, listener: Listener) -> None:
    async def redirect(request: web.Request) -> web.Response:
        raise web.HTTPFound(f"http://{LOOPBACK}:{listener.port}/")

    port = await serve(redirect)
    async with _fetcher(port) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
    assert error.code == "refused_address"
    assert listener.touched == 0


@pytest.mark.parametrize("page", [{"is_live": True}, {"duration": 999_999}])
async def test_live_and_overlong_songs_are_refused_before_the_download(page: dict[str, Any], serve: Serve) -> None:
    seen: list[str] = []
    port = await serve(_site(page, seen=seen))
    async with _fetcher(port) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
    assert error.code == "too_long"
    assert seen == ["/tune/one"]


async def test_a_song_beyond_the_limit_is_refused_also_where_nothing_announces_its_size(serve: Serve) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/tune/"):
            return await _site({})(request)  # type: ignore[no-any-return]
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(SOUND)

    port = await serve(endless)
    async with _fetcher(port, max_bytes=1_000_000) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
    assert error.code == "too_large"


async def test_a_site_that_hangs_is_given_up_and_its_process_killed(serve: Serve) -> None:
    async def hang(request: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    before = _children()
    port = await serve(hang)
    async with _fetcher(port, total_s=4) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
    assert error.code == "timeout"
    assert _children() == before


async def test_a_page_of_no_known_kind_is_not_tried_by_a_general_extractor(serve: Serve) -> None:
    seen: list[str] = []
    port = await serve(_site({}, seen=seen))
    async with _fetcher(port) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/somewhere/else.mp3")
    assert error.code == "page_refused"
    assert LOOPBACK not in error.cause
    assert seen == []


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.youtube.com/watch?v=x", "youtube"),
        ("https://m.youtube.com/shorts/abc", "youtube"),
        ("https://youtu.be/dQw4w9WgXcQ", "youtube"),
        ("https://soundcloud.com/artist/song", "soundcloud"),
        ("https://artist.bandcamp.com/track/song", "bandcamp"),
        ("https://archive.org/details/song", "archive"),
        ("https://archive.org/download/song/song.mp3", None),
        ("https://soundcloud.com/artist", None),
        ("https://soundcloud.com/artist/sets/album", None),
        ("https://artist.bandcamp.com/album/all", None),
        ("https://www.youtube.com/playlist?list=x", None),
        ("https://notyoutube.com/watch?v=x", None),
        ("https://youtube.com.example.org/watch?v=x", None),
        ("https://example.org/youtube.com/watch?v=x", None),
        ("ftp://youtube.com/watch?v=x", None),
        ("https://user@youtube.com/watch?v=x", None),
    ],
)
def test_a_site_is_known_by_its_hosts_and_paths(url: str, name: str | None) -> None:
    found = site_of(url, tuple(SITES.values()))
    assert (found.name if found else None) == name
    assert site_of(url, ()) is None


def test_each_site_has_the_one_extractor_it_names_and_no_general_one() -> None:
    from yt_dlp import YoutubeDL

    for site in SITES.values():
        with YoutubeDL({"allowed_extractors": list(site.extractors), "quiet": True}) as downloader:
            assert [kind.lower().removesuffix("org") for kind in downloader._ies] == [site.name]


def test_only_known_sites_can_be_switched_on() -> None:
    assert [site.name for site in sites_named(["bandcamp", "youtube"])] == ["bandcamp", "youtube"]
    for name in (
        "limewire",
        "generic@example.org",
        "all@example.org",
        "ytsearch@youtube.com",
        "x@localhost",
        "y@10.0.0.1",
    ):
        with pytest.raises(ValueError, match=f"{name}: the sites are youtube, soundcloud"):
            sites_named([name])


def test_an_operator_may_name_another_site_by_its_exact_extractor_and_host() -> None:
    (site,) = sites_named(["mixcloud@mixcloud.com"])
    assert site_of("https://www.mixcloud.com/dj/show/", (site,)) is site
    assert site_of("https://mixcloud.com.example.org/dj/show/", (site,)) is None
    from yt_dlp import YoutubeDL

    with YoutubeDL({"allowed_extractors": list(site.extractors), "quiet": True}) as downloader:
        assert list(downloader._ies) == ["Mixcloud"]


async def test_a_sites_short_link_is_followed_to_the_songs_page(
    serve: Serve, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site("tuneshed", (LOOPBACK,), re.compile("/"), ("tuneshed",), (LOOPBACK,))
    seen: list[str] = []
    pages = _site({}, seen=seen)

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.path.startswith("/short/"):
            seen.append(request.path)
            raise web.HTTPFound({"/short/1": "/tune/one", "/short/2": "http://10.0.0.1/tune/one"}[request.path])
        return await pages(request)  # type: ignore[no-any-return]

    # Here the short links are at the host of the pages.
    monkeypatch.setattr("bot.fetch.pages.download.site_of", lambda url, sites: site if LOOPBACK in url else None)
    monkeypatch.setattr(PageFetcher, "is_short", lambda self, url: "/short/" in url)
    port = await serve(handler)
    async with _fetcher(port) as page_fetcher:
        fetcher = Fetcher(FetchLimits(), frozenset({(LOOPBACK, port)}), pages=page_fetcher)
        async with fetcher.fetch(f"http://{LOOPBACK}:{port}/short/1", sites={"tuneshed"}) as file:
            assert file.name == "A tune"
        with pytest.raises(FetchError) as caught:
            async with fetcher.fetch(f"http://{LOOPBACK}:{port}/short/2", sites={"tuneshed"}):
                pass
        await fetcher.close()
    assert caught.value.code == "page_refused"
    assert seen == ["/short/1", "/tune/one", "/a.mp3", "/short/2"]


def test_soundclouds_short_links_are_known_as_such() -> None:
    pages = PageFetcher((SITES["soundcloud"],))
    assert SITES["soundcloud"].short_hosts == ("on.soundcloud.com",)
    assert not pages.is_short("https://soundcloud.com/artist/song")


@pytest.mark.parametrize("proxy", ["__noproxy__", "http://{inside}"])
async def test_headers_of_a_page_lead_round_no_check_where_the_kernel_restricts_no_connections(
    proxy: str, serve: Serve, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = f"{LOOPBACK}:{listener.port}"
    start = "from bot.sandbox import landlock; landlock.version = lambda: 3; from bot.fetch.pages.program import main"
    monkeypatch.setattr(
        "bot.fetch.pages.download._START", f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); {start}; main()"
    )
    headers = {"Ytdl-request-proxy": proxy.format(inside=inside)}
    port = await serve(_site({"url": f"http://{inside}/a.mp3", "http_headers": headers}))
    async with _fetcher(port) as fetcher:
        error = await _failure(fetcher, f"http://{LOOPBACK}:{port}/tune/one")
    # yt-dlp tries once more by the proxy, which refuses.
    assert error.code in {"page_refused", "refused_address"}
    assert listener.touched == 0


async def test_the_fetcher_downloads_pages_too(serve: Serve, temporary: Path) -> None:
    port = await serve(_site({}))
    async with _fetcher(port) as pages:
        door = Fetcher(FetchLimits(), frozenset({(LOOPBACK, port)}), pages=pages)
        async with door.fetch(f"http://{LOOPBACK}:{port}/tune/one", sites={"tuneshed"}) as file:
            assert file.name == "A tune"
            assert _left_in(temporary)
        for others in ((), ("youtube",)):
            with pytest.raises(FetchError) as caught:
                async with door.fetch(f"http://{LOOPBACK}:{port}/tune/one", sites=others):
                    pass
            assert caught.value.code == "not_audio"
        await door.close()
    assert _left_in(temporary) == []


def _left_in(folder: Path) -> list[Path]:
    return [path for path in folder.glob("cratedigger-*/*") if path.name != ".lock"]


def _children() -> set[str]:
    return {path.read_text(encoding="ascii") for path in Path(f"/proc/{os.getpid()}/task").glob("*/children")}
