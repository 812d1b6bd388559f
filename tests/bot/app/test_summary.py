"""What an operator reads when the bot has started."""

import asyncio
import json
import signal
import sys

import pytest
import structlog
from simcord import Env

from bot.core.client import SongBot
from bot.settings import StoreSettings
from tests.bot.app.flaky_discord import FlakyDiscord


@pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of Unix")
@pytest.mark.timeout(100)
async def test_a_start_prints_one_line_about_what_runs_and_none_about_missing_packages(
    flaky: FlakyDiscord, capfd: pytest.CaptureFixture[str]
) -> None:
    quiet = {"CRATEDIGGER_LOG_FORMAT": "json", "CRATEDIGGER_STATUS_ADDRESS": "127.0.0.1:0"}
    printed = ""
    async with flaky.bot(CRATEDIGGER_MESSAGE_CONTENT="off", **quiet) as process:
        while '"ready"' not in printed:
            await asyncio.sleep(0.1)
            printed += "".join(capfd.readouterr())
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    lines = [json.loads(line) for line in (printed + "".join(capfd.readouterr())).splitlines()]
    (ready,) = [line for line in lines if line["event"] == "ready"]
    assert ready["user"] == flaky.backend.bot_user.name
    assert ready["servers"] == 1
    assert set(ready["intents"]) >= {"guilds", "guild_messages", "dm_messages"}
    assert ready["message_content"] is False
    assert ready["taggers"] == ["musicnn"]
    assert ready["database"].startswith("sqlite+aiosqlite:///")
    assert ready["health"] == "127.0.0.1:0/healthz"
    assert [line for line in lines if line["level"] not in {"info", "debug"}] == []


async def test_the_summary_comes_once_and_without_the_password_of_the_database(
    env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = env.bot
    assert isinstance(bot, SongBot)
    elsewhere = StoreSettings(url="postgresql+asyncpg://bot:hunter2@db/songs")
    monkeypatch.setattr(bot.services.settings, "store", elsewhere)
    monkeypatch.setattr(bot, "_summarised", False)
    with structlog.testing.capture_logs() as said:
        await bot.on_ready()
        await bot.on_ready()
    (summary,) = (each for each in said if each["event"] == "ready")
    assert summary["database"] == "postgresql+asyncpg://bot:***@db/songs"
    assert "hunter2" not in str(said)
