"""Starting and stopping."""

import asyncio
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest
import structlog

from bot.app.runner import Runner
from bot.app.starting import run_bot
from bot.core.client import SongBot
from bot.core.services import Services
from bot.errors import ClosingError
from bot.settings import MessageContent
from bot.telemetry.in_flight import InFlight


@pytest.fixture(autouse=True)
def _unconfigured_log() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    logging.basicConfig(force=True)


class Connection:
    """Stands for the gateway, which no test may reach: connected until the bot is closed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.connected = asyncio.Event()
        self.closed = asyncio.Event()
        connection = self

        async def start(_: SongBot, token: str, **__: object) -> None:
            connection.connected.set()
            await connection.closed.wait()

        async def close(_: SongBot) -> None:
            connection.closed.set()

        monkeypatch.setattr(SongBot, "start", start)
        monkeypatch.setattr(SongBot, "close", close)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_lets_running_work_end_and_then_disconnects(
    services: Services, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    connection = Connection(monkeypatch)
    bots: list[SongBot] = []

    def make_bot(message_content: bool) -> SongBot:
        bots.append(SongBot(services, message_content=message_content))
        return bots[-1]

    running = asyncio.create_task(Runner(make_bot, MessageContent.AUTO, 60.0).run("token"))
    await connection.connected.wait()
    with bots[0].in_flight.job():
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.1)
        assert not bots[0].in_flight.is_open
        assert not connection.closed.is_set()
    await running
    assert connection.closed.is_set()


async def test_a_second_signal_does_not_wait(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = Connection(monkeypatch)
    bot = SongBot(services, message_content=True)
    running = asyncio.create_task(Runner(lambda _: bot, MessageContent.AUTO, 600.0).run("token"))
    await connection.connected.wait()
    endless = asyncio.create_task(_endless(bot.in_flight))
    for _ in range(2):
        await asyncio.sleep(0.05)
        os.kill(os.getpid(), signal.SIGTERM)
    await running
    assert connection.closed.is_set()
    assert isinstance(endless.exception(), ClosingError)


async def _endless(in_flight: InFlight) -> None:
    with in_flight.job():
        await asyncio.Event().wait()


async def test_work_that_does_not_end_is_left_after_the_time_given() -> None:
    in_flight = InFlight()
    with in_flight.job():
        assert not await in_flight.drain(0.01)


async def test_what_is_interrupted_has_time_to_say_so_and_what_others_cancel_stays_cancelled() -> None:
    said: list[str] = []

    async def work(in_flight: InFlight) -> None:
        try:
            await _endless(in_flight)
        except ClosingError:
            await asyncio.sleep(0)
            said.append("closing")

    in_flight = InFlight()
    interrupted, cancelled = asyncio.create_task(work(in_flight)), asyncio.create_task(work(in_flight))
    await asyncio.sleep(0)
    cancelled.cancel()
    with suppress(asyncio.CancelledError):
        await cancelled
    await in_flight.interrupt(60)
    assert said == ["closing"]
    assert interrupted.done()
    assert cancelled.cancelled()
    assert await in_flight.drain(0)


async def test_a_missing_token_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert await run_bot() == 2
    assert "DISCORD_TOKEN is not set" in capsys.readouterr().err


async def test_a_wrong_setting_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CRATEDIGGER_MESSAGE_CONTENT", "perhaps-a-secret")
    assert await run_bot() == 2
    captured = capsys.readouterr()
    assert "CRATEDIGGER_MESSAGE_CONTENT" in captured.out + captured.err
    assert "perhaps-a-secret" not in captured.out + captured.err
