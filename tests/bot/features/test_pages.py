"""Links to pages with songs: off until an operator switches sites on, and then where a server's admins want them."""

import json
import re
import socket
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import discord
import pytest
from aiohttp import web

from bot.core.services import Services
from bot.fetch.pages import PageFetcher
from bot.link_sites import Site
from bot.pipeline.sites import Links, LinksExtraMissingError, switched_on
from bot.settings import Settings
from tests.bot.conftest import Place, text_of

pytest.importorskip("yt_dlp", reason="needs the links extra")

ROOT = Path(__file__).parents[3]
OFF = "Links to that site are not switched on here."
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A port on loopback that the bot takes for a site which is switched on; yt-dlp and the guard are real."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        host, port = listening.getsockname()
        site = Site("tuneshed", (host,), re.compile("/tune/"), ("tuneshed",))
        monkeypatch.setenv("CRATEDIGGER_FETCH_ALLOW", f"{host}:{port}")

        def site_of(url: str, sites: object) -> Site | None:
            return site if f"{host}:{port}/tune/" in url else None

        monkeypatch.setattr("bot.core.services.switched_on", lambda names: (site,))
        monkeypatch.setattr("bot.pipeline.sites.site_of", site_of)
        monkeypatch.setattr("bot.fetch.pages.download.site_of", site_of)
        ours = partial(PageFetcher, extra_extractors=["tests.bot.fetch.pages.extractor:TuneshedIE"], readable=[ROOT])
        monkeypatch.setattr("bot.core.services.PageFetcher", ours)
        yield listening


@pytest.fixture
async def address(page: socket.socket, mp3: bytes) -> AsyncIterator[str]:
    host, port = page.getsockname()

    async def serve(request: web.Request) -> web.Response:
        if request.path.startswith("/tune/"):
            song = {"title": "A tune", "url": f"http://{host}:{port}/a.mp3", "ext": "mp3", "duration": 40}
            return web.Response(text=json.dumps(song), content_type="application/json")
        return web.Response(body=mp3, content_type="audio/mpeg")

    application = web.Application()
    application.router.add_get("/{path:.*}", serve)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.SockSite(runner, page).start()
    yield f"http://{host}:{port}/tune/one"
    await runner.cleanup()


async def test_a_page_is_left_alone_where_no_admin_chose_its_site(address: str, place: Place) -> None:
    await place.member.send(place.channel, f"listen: {address}")
    assert place.replies() == []
    answer = await place.member.slash(place.channel, "classify", url=address)
    assert text_of(answer.response).startswith(OFF)


async def test_a_pages_song_is_analysed_once_an_admin_chose_its_site(address: str, place: Place) -> None:
    manager = place.guild.create_role("manager", permissions=discord.Permissions(manage_guild=True))
    admin = place.guild.add_member(place.env.create_user("admin"), roles=[manager])
    opened = await admin.slash(place.channel, "settings")
    assert opened.response is not None
    await admin.select(opened.response, values=["links"], custom_id="setting:pick")
    assert "Links to pages with songs**: none" in text_of(opened.response)
    await admin.select(opened.response, values=["bandcamp", "others"], custom_id="setting:value:links")
    assert "Links to pages with songs**: Bandcamp, Others" in text_of(opened.response)
    await place.member.send(place.channel, f"listen: <{address}>")
    assert "Morning" in place.reply_text()


async def test_in_private_every_site_that_is_on_may_be_asked(address: str, services: Services) -> None:
    assert await services.links.permitted(None) == {"tuneshed"}
    assert await services.links.permitted(1) == frozenset()


async def test_a_site_that_a_server_chose_is_not_asked_once_the_operator_switches_it_off(services: Services) -> None:
    await services.store.servers.set(1, 2, "links", ["youtube", "bandcamp"])
    assert await services.links.permitted(1) == frozenset()
    links = Links(switched_on(["bandcamp", "soundcloud"]), services.store)
    assert await links.permitted(1) == {"bandcamp"}


async def test_without_any_site_switched_on_a_page_gets_a_sentence_and_no_visit(place: Place) -> None:
    await place.member.send(place.channel, VIDEO)
    assert place.replies() == []
    answer = await place.member.slash(place.channel, "classify", url=VIDEO)
    assert text_of(answer.response).startswith(OFF)


def test_unknown_sites_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_LINKS_SITES", "youtube, limewire")
    with pytest.raises(ValueError, match="limewire: the sites are"):
        Settings()
    monkeypatch.setenv("CRATEDIGGER_LINKS_SITES", "youtube, mixcloud@mixcloud.com")
    assert [site.name for site in switched_on(Settings().links.names)] == ["youtube", "mixcloud"]


def test_sites_without_yt_dlp_stop_the_start_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pipeline.sites.find_spec", lambda name: None)
    assert switched_on([]) == ()
    with pytest.raises(LinksExtraMissingError, match="pip install"):
        switched_on(["youtube"])
