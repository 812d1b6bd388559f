"""The bot's own web address, asked over real HTTP."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

import aiohttp
import pytest
import structlog
from discord.gateway import DiscordWebSocket
from discord.http import Route
from simcord import Env
from yarl import URL

from bot.app.status import serving_status
from bot.core.client import SongBot
from bot.core.services import Services
from tests.bot.app.flaky_discord import FlakyDiscord

Ask = Callable[[str], Awaitable[tuple[int, str]]]


@pytest.fixture(autouse=True)
def _any_port(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRATEDIGGER_STATUS_ADDRESS", "127.0.0.1:0")


@pytest.fixture(autouse=True)
def _unconfigured_log() -> Iterator[None]:
    root = logging.getLogger()
    level = root.level
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
    for handler in list(root.handlers):
        if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter):
            root.removeHandler(handler)
    root.setLevel(level)
    for name in ("bot", "models", "alembic"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.fixture
async def ask(services: Services, env: Env) -> AsyncIterator[Ask]:
    """Return status and body of a path, while the bot is connected to the simulated Discord."""

    def bot() -> SongBot:
        assert isinstance(env.bot, SongBot)
        return env.bot

    async with serving_status(services, bot) as runner, aiohttp.ClientSession() as session:
        assert runner is not None
        host, port = runner.addresses[0][:2]
        assert host == "127.0.0.1"

        async def asked(path: str) -> tuple[int, str]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as response:
                return response.status, await response.text()

        yield asked


@pytest.fixture
async def flaky(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FlakyDiscord]:
    """Discord on loopback, where discord.py in this process looks for it."""
    monkeypatch.setenv("CRATEDIGGER_STATUS_ADDRESS", "")
    async with FlakyDiscord().listening() as flaky:
        monkeypatch.setattr(Route, "BASE", flaky.address)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(f"ws://{flaky.place}/gateway"))
        yield flaky
