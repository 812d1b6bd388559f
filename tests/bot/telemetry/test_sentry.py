"""Unexpected errors to an address of the operator's, here a server on loopback that speaks as Sentry does."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import sentry_sdk
from aiohttp import web

from bot.app.starting import run_bot
from bot.errors import StartError
from bot.settings import OperationSettings
from bot.telemetry.logs import configure_logging
from bot.telemetry.sentry import start_reporting
from tests.bot.conftest import Place
from tests.bot.telemetry.test_logs import PRIVATE, TOKEN


@asynccontextmanager
async def _ingest(received: list[str]) -> AsyncIterator[str]:
    async def take(request: web.Request) -> web.Response:
        body = await request.read()
        zipped = body[:2] == b"\x1f\x8b"
        received.append((gzip.decompress(body) if zipped else body).decode())
        return web.json_response({})

    application = web.Application()
    application.router.add_post("/api/1/envelope/", take)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://public@127.0.0.1:{runner.addresses[0][1]}/1"
    finally:
        sentry_sdk.init(default_integrations=False, auto_enabling_integrations=False)
        await runner.cleanup()


async def _flushed() -> None:

    await asyncio.to_thread(sentry_sdk.flush, 20)


async def test_an_event_says_what_broke_and_where_and_nothing_of_anybody(
    place: Place, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[str] = []
    async with _ingest(received) as dsn:
        monkeypatch.setenv("CRATEDIGGER_SENTRY_DSN", dsn)
        configure_logging(OperationSettings())
        start_reporting(dsn)
        place.env.inject_error("POST", "/channels/*/messages", status=400, code=0, message="sing along with me alice")
        await place.member.send(place.channel, "sing along with me", attachments=[("very-own-name.mp3", mp3)])
        await _flushed()
    (envelope,) = received
    event = json.loads(envelope.splitlines()[2])
    (raised,) = [each for each in event["exception"]["values"] if each["type"] == "HTTPException"]
    assert any(frame["function"] == "reply_to" for frame in raised["stacktrace"]["frames"])
    assert [secret for secret in (*PRIVATE, "song.mp3") if secret in envelope] == []
    assert set(event) <= {"event_id", "timestamp", "platform", "level", "release", "environment", "exception"} | {
        "sdk",
        "contexts",
    }


async def test_what_a_user_caused_is_no_event_and_neither_is_anything_without_an_address(
    place: Place, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    received: list[str] = []
    async with _ingest(received) as dsn:
        monkeypatch.setenv("CRATEDIGGER_SENTRY_DSN", dsn)
        configure_logging(OperationSettings())
        start_reporting(dsn)
        await place.member.send(place.channel, attachments=[("very-own-name.mp3", b"no song" * 99)])
        monkeypatch.delenv("CRATEDIGGER_SENTRY_DSN")
        configure_logging(OperationSettings())
        place.env.inject_error("POST", "/channels/*/messages", status=400, code=0, message="broken")
        await place.member.send(place.channel, attachments=[("very-own-name.mp3", mp3)])
        await _flushed()
    assert received == []


async def test_a_wrong_address_and_a_missing_package_are_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("CRATEDIGGER_SENTRY_DSN", "hunter2")
    assert await run_bot() == 2
    assert "CRATEDIGGER_SENTRY_DSN is no Sentry address." in capsys.readouterr().err
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(StartError, match="pip install"):
        start_reporting("http://public@127.0.0.1:9/1")
