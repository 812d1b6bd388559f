"""Links to songs, served by a real web server."""

import socket
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.core.services import Services
from bot.store import PostState
from tests.bot.conftest import Place, text_of


@dataclass
class Site:
    """A web server on this machine, and what it was asked for."""

    address: str
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def allowed_socket(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A bound port that the fetcher is told to allow before the bot reads its settings."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        monkeypatch.setenv("CRATEDIGGER_FETCH_ALLOW", f"127.0.0.1:{listening.getsockname()[1]}")
        yield listening


@pytest.fixture
async def site(allowed_socket: socket.socket, mp3: bytes) -> AsyncIterator[Site]:
    host, port = allowed_socket.getsockname()
    here = Site(f"http://{host}:{port}")

    async def serve(request: web.Request) -> web.Response:
        here.asked.append(request.path)
        if request.path.endswith("song.mp3"):
            return web.Response(body=mp3, content_type="audio/mpeg")
        if request.path.endswith("page.mp3"):
            return web.Response(text="<!doctype html><html><body>no song</body></html>", content_type="text/html")
        raise web.HTTPNotFound

    app = web.Application()
    app.router.add_get("/{path:.*}", serve)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.SockSite(runner, allowed_socket).start()
    yield here
    await runner.cleanup()


async def test_a_direct_link_in_a_message_is_analysed(site: Site, place: Place) -> None:
    await place.member.send(place.channel, f"listen: {site.address}/a/song.mp3.")
    assert "Morning" in place.reply_text()
    assert site.asked == ["/a/song.mp3"]


async def test_a_link_that_stands_twice_is_analysed_once(site: Site, place: Place) -> None:
    await place.member.send(place.channel, f"<{site.address}/song.mp3> again: {site.address}/song.mp3")
    assert place.reply_text().count("Morning") == 1


async def test_classify_takes_a_link(site: Site, place: Place) -> None:
    result = await place.member.slash(place.channel, "classify", url=f"{site.address}/song.mp3?key=secret")
    assert "Morning" in text_of(result.response)


async def test_a_posted_link_that_is_a_web_page_gets_no_reply(site: Site, place: Place, services: Services) -> None:
    posted = await place.member.send(place.channel, f"{site.address}/page.mp3")
    assert site.asked == ["/page.mp3"]
    assert place.replies() == []
    assert await services.store.posts.state(posted.id) == PostState.UNANSWERABLE


async def test_a_song_beside_a_web_page_is_answered_alone(site: Site, place: Place) -> None:
    await place.member.send(place.channel, f"{site.address}/page.mp3 {site.address}/song.mp3")
    assert "Morning" in place.reply_text()
    assert "page.mp3" not in place.reply_text()


async def test_a_song_beside_an_odd_link_is_answered(site: Site, place: Place) -> None:
    await place.member.send(place.channel, f"http://xn--a/x http://[::1]:x@/ {site.address}/song.mp3")
    assert "Morning" in place.reply_text()


async def test_a_command_with_a_link_to_a_web_page_gets_a_sentence(site: Site, place: Place) -> None:
    result = await place.member.slash(place.channel, "classify", url=f"{site.address}/page.mp3")
    assert "That is a web page, not audio I can read." in text_of(result.response)


async def test_a_typescript_source_sent_as_a_video_gets_no_reply(place: Place, services: Services) -> None:
    store = place.env.backend.cdn.store_attachment

    def as_video(*arguments: Any, **keywords: Any) -> Any:
        # Discord goes by the suffix, which MPEG transport streams have too.
        return {**store(*arguments, **keywords), "content_type": "video/MP2T; charset=utf-8"}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place.env.backend.cdn, "store_attachment", as_video)
        posted = await place.member.send(place.channel, "review?", attachments=[("index.ts", b"export const a = 1;\n")])
    assert place.replies() == []
    assert await services.store.posts.state(posted.id) == PostState.UNANSWERABLE


async def test_a_missing_file_gets_a_sentence(site: Site, place: Place) -> None:
    await place.member.send(place.channel, f"{site.address}/gone.mp3")
    assert "The site behind that link did not give me the file." in place.reply_text()


async def test_a_key_in_a_link_is_never_shown_or_logged(
    site: Site, place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    await place.member.send(place.channel, f"{site.address}/gone.mp3?key=hush")
    captured = capsys.readouterr()
    assert "hush" not in place.reply_text() + captured.out + captured.err


async def test_no_bytes_are_left_behind(site: Site, place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, f"{site.address}/song.mp3", attachments=[("other.mp3", mp3[:100_000])])
    assert _files_left() == []


def _files_left() -> list[Path]:
    return [path for path in Path(tempfile.gettempdir()).rglob("*") if path.is_file() and path.name != ".lock"]
