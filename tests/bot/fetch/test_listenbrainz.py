"""ListenBrainz, played by a server on loopback that answers in the documented shapes, and in others."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from aiohttp import web

from bot.fetch.listenbrainz import ListenBrainz, ListenBrainzLimits, PlayedSong
from tests.bot.loopback_server import LOOPBACK, Serve

SEED = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae"
OTHER = "2007b5be-2a0f-47fc-8f9b-2965d0156bbb"
LOOKUP = {
    "recording_mbid": SEED,
    "recording_name": "Strangers",
    "artist_credit_name": "Portishead",
    "artist_mbids": ["8f6bd1e4-fbe1-4f50-aa9b-94c450ec0f11"],
    "release_mbid": "76df3287-6cda-33eb-8e9a-044b5e15ffdd",
    "release_name": "Dummy",
}
SIMILAR = {
    "recording_mbid": OTHER,
    "recording_name": "Teardrop",
    "artist_credit_name": "Massive Attack",
    "[artist_credit_mbids]": None,
    "release_name": "Mezzanine",
    "release_mbid": None,
    "caa_id": None,
    "caa_release_mbid": None,
    "score": 812,
    "reference_mbid": SEED,
}
TAGGED = [{"recording_mbid": OTHER, "percent": 92.5, "source": "recording", "tag_count": 4}]
METADATA = {OTHER: {"recording": {"name": "Teardrop", "length": 330000}, "artist": {"name": "Massive Attack"}}}
TEARDROP = PlayedSong("Teardrop", "Massive Attack", OTHER)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Service:
    """What the server answers by path, and what it was asked."""

    answers: dict[str, Any] = field(
        default_factory=lambda: {
            "/1/metadata/lookup/": LOOKUP,
            "/similar-recordings/json": [SIMILAR],
            "/1/lb-radio/tags": TAGGED,
            "/1/metadata/recording/": METADATA,
        }
    )
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    url: str = ""

    async def respond(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        found = self.answers[request.path]
        if callable(found):
            answered: web.StreamResponse = await found(request)
            return answered
        if isinstance(found, bytes):
            return web.Response(body=found, content_type="application/json", headers=self.headers)
        return web.json_response(found, headers=self.headers)


@pytest.fixture
async def service(serve: Serve) -> Service:
    served = Service()
    served.url = f"http://{LOOPBACK}:{await serve(served.respond)}"
    return served


def _client(service: Service, **limits: Any) -> ListenBrainz:
    host, _, port = service.url.removeprefix("http://").partition(":")
    bounds = replace(ListenBrainzLimits(service.url, service.url), **limits)
    return ListenBrainz(bounds, frozenset({(host, int(port))}))


@pytest.fixture
async def client(service: Service) -> AsyncIterator[ListenBrainz]:
    opened = _client(service)
    yield opened
    await opened.close()


async def test_songs_that_people_play_are_found_by_title_and_artist(client: ListenBrainz, service: Service) -> None:
    assert await client.played_with("Strangers", "Portishead") == (TEARDROP,)
    lookup, similar = service.asked
    assert dict(lookup.query) == {"recording_name": "Strangers", "artist_name": "Portishead"}
    assert similar.query["recording_mbids"] == SEED
    assert similar.query["algorithm"].startswith("session_based_days_")


async def test_much_played_songs_of_a_genre_are_found_with_their_names(client: ListenBrainz, service: Service) -> None:
    assert await client.played_of("Trip Hop") == (TEARDROP,)
    assert service.asked[0].query["tag"] == "trip hop"
    assert service.asked[1].query["recording_mbids"] == OTHER


async def test_only_names_leave_cut_to_a_bounded_length(client: ListenBrainz, service: Service) -> None:
    await client.played_with("\u202eStrangers\n" + 500 * "x", "Portishead")
    assert {*service.asked[0].query} == {"recording_name", "artist_name"}
    assert len(service.asked[0].query["recording_name"]) <= 200
    assert "\u202e" not in service.asked[0].query["recording_name"]
    assert service.asked[0].method == "GET"
    assert "Cookie" not in service.asked[0].headers


async def test_an_answer_is_cached_and_asked_for_once_by_many_at_a_time(client: ListenBrainz, service: Service) -> None:
    await asyncio.gather(*(client.played_with("Strangers", "Portishead") for _ in range(5)))
    assert await client.played_with("STRANGERS", "portishead") == (TEARDROP,)
    assert len(service.asked) == 2


async def test_the_cache_is_bounded(service: Service) -> None:
    client = _client(service, cached=2)
    for title in ("one", "two", "three", "one"):
        await client.played_with(title, "Portishead")
    await client.close()
    assert len(service.asked) == 8


async def test_a_spent_rate_limit_is_heeded(client: ListenBrainz, service: Service) -> None:
    service.headers = {"X-RateLimit-Limit": "30", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset-In": "9"}
    await client.played_with("Strangers", "Portishead")
    assert await client.played_with("Another", "Portishead") == ()
    assert len(service.asked) == 1


async def test_too_many_requests_pause_and_are_not_cached_as_an_answer(service: Service) -> None:
    async def refuse(_: web.Request) -> web.StreamResponse:
        return web.Response(status=429, headers={"X-RateLimit-Reset-In": "0"})

    service.answers["/1/metadata/lookup/"] = refuse
    client = _client(service)
    assert await client.played_with("Strangers", "Portishead") == ()
    service.answers["/1/metadata/lookup/"] = LOOKUP
    assert await client.played_with("Strangers", "Portishead") == (TEARDROP,)
    await client.close()


async def test_a_song_that_the_service_does_not_know_has_no_neighbours(client: ListenBrainz, service: Service) -> None:
    unknowns: tuple[Any, ...] = ({}, [])
    for unknown in unknowns:
        service.answers["/1/metadata/lookup/"] = unknown
        assert await client.played_with(f"Strangers {unknown}", "Portishead") == ()
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"<html>400</html>",
        b"[" * 100_000,
        b"",
        b"null",
        b"7",
        b'{"recording_mbid": 7}',
        b'{"recording_mbid": "../../etc"}',
        b'"' + 2 * 1024 * 1024 * b"x" + b'"',
        b"\xff\xfe",
    ],
    ids=["html", "deep", "empty", "null", "number", "wrong type", "no identifier", "large", "not utf-8"],
)
async def test_malformed_answers_bring_nothing(client: ListenBrainz, service: Service, content: bytes) -> None:
    service.answers["/1/metadata/lookup/"] = content
    assert await client.played_with("Strangers", "Portishead") == ()


@pytest.mark.parametrize(
    "row",
    [
        7,
        None,
        {},
        {**SIMILAR, "recording_mbid": None},
        {**SIMILAR, "recording_name": 5},
        {**SIMILAR, "artist_credit_name": "\u200b"},
        {**SIMILAR, "recording_mbid": SEED},
    ],
)
async def test_rows_that_are_no_songs_are_left_out(client: ListenBrainz, service: Service, row: Any) -> None:
    service.answers["/similar-recordings/json"] = [row, SIMILAR]
    assert await client.played_with("Strangers", "Portishead") == (TEARDROP,)


async def test_a_service_that_never_answers_is_given_up(service: Service) -> None:
    waited = asyncio.Event()

    async def hang(_: web.Request) -> web.StreamResponse:
        await waited.wait()
        return web.Response()

    service.answers["/1/metadata/lookup/"] = hang
    client = _client(service, total_s=0.05)
    assert await client.played_with("Strangers", "Portishead") == ()
    waited.set()
    await client.close()


async def test_a_service_that_is_away_is_left_in_peace_for_a_while(service: Service) -> None:
    client = _client(service, api="http://127.0.0.1:9")
    client.allow = frozenset({("127.0.0.1", 9)})
    assert await client.played_with("Strangers", "Portishead") == ()
    assert client._paused
    await client.close()


async def test_the_guard_refuses_addresses_that_are_not_public(service: Service) -> None:
    client = ListenBrainz(ListenBrainzLimits(service.url, service.url))
    assert await client.played_with("Strangers", "Portishead") == ()
    assert service.asked == []
    await client.close()


async def test_a_redirect_is_not_followed(client: ListenBrainz, service: Service) -> None:
    async def away(_: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": "/similar-recordings/json"})

    service.answers["/1/metadata/lookup/"] = away
    assert await client.played_with("Strangers", "Portishead") == ()
    assert len(service.asked) == 1
