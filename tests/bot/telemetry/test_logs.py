"""The log of a whole run: what it tells, and what it never does."""

import json
import logging
from typing import Any

import pytest
import structlog

from bot.core.services import Services
from bot.settings import LogFormat, OperationSettings, Settings
from bot.telemetry.logs import configure_logging
from tests.bot.conftest import Place
from tests.bot.workers import faults

TOKEN = "MTA5ODc2NTQzMjEwOTg3NjU0Mw.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB"
SIGNED = "https://cdn.discordapp.com/attachments/1/2/a.mp3?ex=6745f0aa&is=67449f2a&hm=0123456789abcdef0123456789abcdef&"
ANY_BYTES = b"\x00\x01\x02\x03" * 4096
# The last ones are tags of the song that is posted.
PRIVATE = ("alice", "sing along with me", "very-own-name", "hunter2", "6745f0aa", "0123456789abcdef", TOKEN, "Morning")


def _log_as_on_a_server() -> None:
    """Begin the log with everything that can be asked of it, where the test captures it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DISCORD_TOKEN", TOKEN)
        environment.setenv("CRATEDIGGER_STORE_URL", "postgresql+asyncpg://bot:hunter2@db/bot")
        secrets = list(Settings().secrets())
    configure_logging(OperationSettings(log_level="DEBUG", log_format=LogFormat.JSON), secrets)


def _lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def _songs(lines: list[dict[str, Any]], event: str) -> list[dict[str, Any]]:
    return [line for line in lines if line["event"] == event]


async def test_a_whole_run_leaves_no_secret_no_words_and_no_names_in_the_log(
    place: Place, mp3: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    _log_as_on_a_server()
    member, channel = place.member, place.channel
    await member.send(channel, "sing along with me", attachments=[("very-own-name.mp3", mp3)])
    await member.send(channel, "sing along with me", attachments=[("very-own-name.mp3", ANY_BYTES)])
    await member.send(channel, f"sing along with me http://127.0.0.1:9/very-own-name.mp3?key=hunter2 {SIGNED}")
    await member.slash(channel, "classify", url="http://alice:hunter2@127.0.0.1:9/very-own-name.mp3")
    await member.slash(channel, "classify", file=("very-own-name.mp3", mp3))
    await member.slash(channel, "recommend like", title="sing along with me")
    await member.click(place.replies()[0], label="Save")
    await member.slash(channel, "privacy show")
    place.env.inject_error("POST", "/channels/*/messages", status=400, code=0, message="broken")
    await member.send(channel, "sing along with me", attachments=[("very-own-name.mp3", mp3)])
    text = capsys.readouterr().err
    assert text.count("song_analysed") == 3
    assert text.count("request_refused") >= 4
    assert "unexpected_error" in text
    assert [secret for secret in PRIVATE if secret in text] == []


async def test_every_song_has_one_line_and_a_name_of_its_own(
    place: Place, services: Services, mp3: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    _log_as_on_a_server()
    files = [("a.mp3", mp3), ("b.mp3", ANY_BYTES)]
    posted = await place.member.send(place.channel, attachments=files)
    lines = _lines(capsys)
    (heard,), (refused,) = _songs(lines, "song_analysed"), _songs(lines, "request_refused")
    assert heard["song"] != refused["song"]
    assert heard["post"] == refused["post"] == posted.id
    assert refused["code"] == "not_audio"
    assert heard["stages_ms"]["decode"] >= 0
    (kept,) = (await services.store.members.export(place.member.id))["hearings"]
    assert kept["trace"] == heard["song"]


@pytest.fixture
def worker_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.services.analyze_file", faults.die_by_signal)


@pytest.mark.usefixtures("worker_that_dies")
async def test_a_worker_that_dies_says_over_which_song(
    place: Place, opus: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    _log_as_on_a_server()
    await place.member.send(place.channel, attachments=[("song.opus", opus + b"\2")])
    lines = _lines(capsys)
    (told,) = _songs(lines, "request_refused")
    (replaced,) = [line for line in lines if "a worker is replaced" in line["event"]]
    assert replaced["song"] == told["song"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("discord.http", f"We are being rate limited. POST {SIGNED} responded with 429."),
        ("discord.http", "POST https://discord.com/api/v10/webhooks/123/aW50ZXJhY3Rpb24hunter2/messages/@original"),
        ("discord.client", f"logging in using {TOKEN}"),
        ("sqlalchemy", "cannot connect to postgresql+asyncpg://alice:hunter2@db/bot"),
        ("aiohttp", "cannot fetch http://example.org/very-own-name.mp3 for the bot"),
    ],
)
def test_what_libraries_log_is_cleaned_too(name: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    _log_as_on_a_server()
    logging.getLogger(name).warning(words)
    try:
        raise RuntimeError(words)
    except RuntimeError:
        logging.getLogger(name).exception("with a stack trace")
    text = capsys.readouterr().err
    assert [secret for secret in PRIVATE if secret in text] == []
    assert len(text.splitlines()) == 2
    assert "Traceback" in text


def test_libraries_debug_lines_stay_out_whatever_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    _log_as_on_a_server()
    logging.getLogger("discord.gateway").debug("WebSocket Event: sing along with me")
    logging.getLogger("aiosqlite").debug("insert alice")
    logging.getLogger("bot.pipeline.analysis").debug("ours")
    assert [line["event"] for line in _lines(capsys)] == ["ours"]


def test_a_terminal_gets_readable_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(OperationSettings(log_format=LogFormat.CONSOLE))
    structlog.get_logger("bot").info("song_analysed", seconds=1.5)
    line = capsys.readouterr().err
    assert "song_analysed" in line
    assert "seconds=1.5" in line
    assert not line.startswith("{")
