"""What people play besides a posted song: only where operator and admins want it, and never in the way of a reply."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web

from bot.core.services import Services
from bot.fetch.listenbrainz import ListenBrainz, ListenBrainzLimits
from tests.audio_files import decoded, encode, music_files
from tests.bot.conftest import Place, text_of
from tests.bot.fetch.test_listenbrainz import LOOKUP, METADATA, SIMILAR, TAGGED, Service
from tests.bot.loopback_server import LOOPBACK, Serve

HEADING = "People who play this also play"


@pytest.fixture
async def service(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A server on loopback that the bot takes for ListenBrainz."""
    served = Service()
    address = f"{LOOPBACK}:{await serve(served.respond)}"
    served.url = f"http://{address}"
    monkeypatch.setenv("CRATEDIGGER_LISTENBRAINZ", "on")
    monkeypatch.setenv("CRATEDIGGER_FETCH_ALLOW", address)
    limits = ListenBrainzLimits(served.url, served.url)
    monkeypatch.setattr("bot.core.services.ListenBrainz", partial(ListenBrainz, limits))
    return served


async def _until(shown: Callable[[], bool]) -> None:
    while not shown():  # noqa: ASYNC110 - the simulated Discord has nothing to wait on
        await asyncio.sleep(0.01)


@pytest.fixture
async def asking(service: Service, place: Place, services: Services) -> Place:
    """A server whose admins want ListenBrainz asked."""
    await services.store.servers.set(place.guild.id, 1, "listenbrainz", "on")
    return place


async def test_a_reply_has_a_second_list_of_what_people_play(asking: Place, service: Service, mp3: bytes) -> None:
    await asking.member.send(asking.channel, attachments=[("song.mp3", mp3)])
    reply = asking.reply_text()
    assert "**Sounds like it** (free to play)" in reply
    assert HEADING in reply
    assert "[Teardrop](https://musicbrainz.org/recording/2007b5be-2a0f-47fc-8f9b-2965d0156bbb)" in reply
    assert service.asked[0].query["artist_name"] == "The Packaged Band"


async def test_what_is_answered_late_is_added_to_the_reply(asking: Place, service: Service, mp3: bytes) -> None:
    replied = asyncio.Event()

    async def late(_: web.Request) -> web.StreamResponse:
        await _until(lambda: bool(asking.replies()))
        assert HEADING not in asking.reply_text()
        replied.set()
        return web.json_response(LOOKUP)

    service.answers["/1/metadata/lookup/"] = late
    await asking.member.send(asking.channel, attachments=[("song.mp3", mp3)])
    await _until(lambda: HEADING in asking.reply_text())
    assert replied.is_set()
    assert "Teardrop" in asking.reply_text()


async def test_a_song_that_nobody_knows_gets_what_is_played_of_its_genre(
    asking: Place, service: Service, tmp_path: Path
) -> None:
    # A song that the models are sure of.
    rate, sound = decoded(next(path for path in music_files() if path.stem == "tender_electronic_1"))
    tags = {"title": "Morning Light", "artist": "The Packaged Band"}
    mp3 = encode(tmp_path / "song.mp3", sound, rate, tags=tags).read_bytes()
    service.answers |= {"/1/metadata/lookup/": {}, "/1/lb-radio/tags": TAGGED, "/1/metadata/recording/": METADATA}
    await asking.member.send(asking.channel, attachments=[("song.mp3", mp3)])
    await _until(lambda: "Teardrop" in asking.reply_text())
    assert "**Much played: " in asking.reply_text()
    assert HEADING not in asking.reply_text()


async def test_nothing_leaves_where_admins_did_not_say_so(place: Place, service: Service, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "**Sounds like**" in place.reply_text()
    assert service.asked == []


async def test_names_with_markup_are_escaped(asking: Place, service: Service, mp3: bytes) -> None:
    service.answers["/similar-recordings/json"] = [{**SIMILAR, "recording_name": "*Tear* @everyone](https://evil)"}]
    await asking.member.send(asking.channel, attachments=[("song.mp3", mp3)])
    await _until(lambda: HEADING in asking.reply_text())
    assert "](https://evil)" not in asking.reply_text()
    assert "\\*Tear\\*" in asking.reply_text()


async def test_a_service_in_trouble_takes_nothing_from_the_reply(asking: Place, service: Service, mp3: bytes) -> None:
    service.answers["/1/metadata/lookup/"] = b"<html>"
    service.answers["/1/lb-radio/tags"] = b"<html>"
    await asking.member.send(asking.channel, attachments=[("song.mp3", mp3)])
    assert "**Sounds like**" in asking.reply_text()


async def test_a_command_lists_what_is_known_by_then(asking: Place, service: Service, mp3: bytes) -> None:
    await asking.member.send(asking.channel, attachments=[("song.mp3", mp3)])
    asked = await asking.member.slash(asking.channel, "classify", file=("song.mp3", mp3))
    assert HEADING in text_of(asked.response)
