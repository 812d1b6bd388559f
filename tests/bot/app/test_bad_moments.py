"""The bot over real sockets while Discord has a bad moment: at the start, between events, and at the answer."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.app.operator_commands import check, sync_commands
from bot.app.serving import serve
from bot.errors import StartError
from bot.settings import Settings
from bot.workers.supervised import SupervisedExecutor
from tests.bot.app.flaky_discord import Fault, FlakyDiscord
from tests.bot.app.loopback_discord import TOKEN

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of Unix"),
    pytest.mark.timeout(100),
]

_MESSAGES = r"/channels/\d+/messages$"
_ME = "/users/@me$"


@asynccontextmanager
async def _running(flaky: FlakyDiscord, pool: SupervisedExecutor) -> AsyncIterator[None]:
    running = asyncio.create_task(serve(Settings(), TOKEN, pool))
    connected = asyncio.create_task(flaky.until(lambda: flaky.connected))
    await asyncio.wait({running, connected}, return_when=asyncio.FIRST_COMPLETED)
    assert not running.done(), running.exception()
    try:
        yield
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await running


def _answers(flaky: FlakyDiscord) -> dict[int, int]:
    return {message: len(replies) for message, replies in flaky.replies().items()}


async def _answered_once(flaky: FlakyDiscord, posted: list[int]) -> None:
    async with asyncio.timeout(60):
        await flaky.until(lambda: set(flaky.replies()) >= set(posted))
    await asyncio.sleep(0.3)
    assert _answers(flaky) == dict.fromkeys(posted, 1)
    assert all("Folk" in reply or "Sounds like" in reply for replies in flaky.replies().values() for reply in replies)


@pytest.mark.parametrize("how", [4000, 1001, 4008, "reconnect", "cut"])
async def test_a_song_posted_while_the_session_is_away_is_answered_after_the_resume(
    flaky: FlakyDiscord, pool: SupervisedExecutor, mp3: bytes, how: int | str
) -> None:
    async with _running(flaky, pool):
        await flaky.lose(how)
        posted = flaky.post("song.mp3", mp3)
        await _answered_once(flaky, [posted])
    assert flaky.greetings == ["identify", "resume"]


async def test_what_the_bot_holds_from_its_start_on_is_left_out_of_garbage_collection(
    flaky: FlakyDiscord, pool: SupervisedExecutor
) -> None:
    async with _running(flaky, pool):
        assert gc.get_freeze_count() > 50_000
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("how", [4000, "invalid"])
async def test_a_session_that_discord_forgets_is_begun_anew(
    flaky: FlakyDiscord, pool: SupervisedExecutor, mp3: bytes, how: int | str
) -> None:
    flaky.forgets = True
    async with _running(flaky, pool):
        await flaky.lose(how)
        await flaky.until(lambda: flaky.greetings.count("identify") == 2 and bool(flaky.delivered("GUILD_CREATE")))
        await _answered_once(flaky, [flaky.post("song.mp3", mp3)])


async def test_a_message_that_is_delivered_several_times_is_answered_once(
    flaky: FlakyDiscord, pool: SupervisedExecutor, mp3: bytes
) -> None:
    async with _running(flaky, pool):
        posted = flaky.post("song.mp3", mp3)
        await flaky.until(lambda: bool(flaky.delivered("MESSAGE_CREATE")))
        (event, *_) = flaky.delivered("MESSAGE_CREATE")
        await flaky.repeat("MESSAGE_CREATE", event)
        await _answered_once(flaky, [posted])
        await flaky.repeat("MESSAGE_CREATE", event)
        await _answered_once(flaky, [posted])


async def test_an_event_that_discord_py_cannot_parse_does_not_end_the_process(
    flaky: FlakyDiscord, pool: SupervisedExecutor, mp3: bytes
) -> None:
    async with _running(flaky, pool):
        await flaky.repeat("MESSAGE_CREATE", {"id": "no number"})
        await flaky.repeat("AN_EVENT_OF_TOMORROW", {"x": 1})
        await _answered_once(flaky, [flaky.post("song.mp3", mp3)])


@pytest.mark.parametrize("after", ["a resume", "a new session", "a restart"])
async def test_an_answer_that_an_outage_swallows_comes_when_discord_is_back(
    flaky: FlakyDiscord, pool: SupervisedExecutor, mp3: bytes, after: str
) -> None:
    outage = Fault("POST", _MESSAGES, 503, "upstream connect error", times=1000)
    async with _running(flaky, pool):
        flaky.faults = [outage]
        posted = flaky.post("song.mp3", mp3)
        await flaky.until(lambda: outage.times == 996)
        await asyncio.sleep(0.3)
        flaky.faults = []
        if after != "a restart":
            flaky.forgets = after == "a new session"
            await flaky.lose(4000)
            await _answered_once(flaky, [posted])
    if after == "a restart":
        async with _running(flaky, pool):
            await _answered_once(flaky, [posted])


async def test_a_connection_that_is_cut_when_the_answer_has_arrived_does_not_double_it(
    flaky: FlakyDiscord, pool: SupervisedExecutor, mp3: bytes
) -> None:
    async with _running(flaky, pool):
        flaky.faults = [Fault("POST", _MESSAGES)]
        await _answered_once(flaky, [flaky.post("song.mp3", mp3)])


_FAILED_STARTS: dict[str, tuple[Callable[[FlakyDiscord], None], str, int]] = {
    "a wrong token": (lambda d: d.faults.append(Fault("GET", _ME, 401)), "Discord refused DISCORD_TOKEN", 2),
    "503 at login": (lambda d: d.faults.append(Fault("GET", _ME, 503, "x", times=9)), "HTTP status 503", 1),
    "HTML of a proxy": (lambda d: d.faults.append(Fault("GET", _ME, 403, "<html>1020</html>")), "HTTP status 403", 1),
    "too many logins": (lambda d: d.faults.append(Fault("GET", _ME, 429, "<html>1015</html>", 9)), "for now (429)", 1),
    "429 at the gateway": (lambda d: d.faults.append(Fault("GET", "/gateway/bot$", 429, "<html>", 9)), "now (429)", 1),
    "a cut at login": (lambda d: d.faults.append(Fault("GET", _ME, None, times=9)), "Discord cannot be reached", 1),
    "4004": (lambda d: d.close_codes.append(4004), "Discord refused DISCORD_TOKEN", 2),
    "4011": (lambda d: d.close_codes.append(4011), "raise CRATEDIGGER_SHARDS_TOTAL", 2),
    "4013": (lambda d: d.close_codes.append(4013), "refused the intents", 2),
}


@pytest.mark.parametrize("name", _FAILED_STARTS)
async def test_a_start_that_discord_refuses_ends_in_one_sentence(
    flaky: FlakyDiscord, pool: SupervisedExecutor, name: str
) -> None:
    prepare, words, status = _FAILED_STARTS[name]
    prepare(flaky)
    async with asyncio.timeout(60):
        with pytest.raises(StartError) as raised:
            await serve(Settings(), TOKEN, pool)
    assert words in str(raised.value)
    assert "\n" not in str(raised.value)
    assert raised.value.status == status


@pytest.mark.parametrize("name", _FAILED_STARTS)
async def test_the_check_says_the_same_before(
    flaky: FlakyDiscord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    prepare, words, _ = _FAILED_STARTS[name]
    prepare(flaky)
    assert await check() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


async def test_the_check_foresees_that_discord_begins_no_more_sessions(
    flaky: FlakyDiscord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    flaky.sessions_left = 0
    assert await check() == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "no more sessions today. Start again in 90 minutes." in line
    assert flaky.greetings == []


async def test_the_check_begins_one_session_with_the_shards_of_the_settings(
    flaky: FlakyDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("DISCORD_TOKEN", TOKEN), ("SHARDS_TOTAL", "4"), ("SHARDS_IDS", "2-3")):
        monkeypatch.setenv(name if name == "DISCORD_TOKEN" else f"CRATEDIGGER_{name}", value)
    assert await check() == 0
    assert flaky.greetings == ["identify"]
    assert flaky.shard == [2, 4]


async def test_a_token_that_is_refused_in_mid_run_ends_in_one_sentence(
    flaky: FlakyDiscord, pool: SupervisedExecutor
) -> None:
    flaky.forgets = True
    running = asyncio.create_task(serve(Settings(), TOKEN, pool))
    await flaky.until(lambda: flaky.connected)
    flaky.close_codes = [4004]
    await flaky.lose(4000)
    with pytest.raises(StartError, match="Discord refused DISCORD_TOKEN"):
        await running


async def _identifying(flaky: FlakyDiscord) -> None:
    flaky.holds_identify = True


async def _slow_login(flaky: FlakyDiscord) -> None:
    flaky.faults.append(Fault("GET", _ME, 200, delay_s=60))


async def _slow_sync(flaky: FlakyDiscord) -> None:
    flaky.faults.append(Fault("PUT", "/commands$", 200, delay_s=60))


@pytest.mark.parametrize("moment", [_identifying, _slow_login, _slow_sync])
async def test_a_signal_while_the_bot_connects_ends_it_cleanly(
    flaky: FlakyDiscord, pool: SupervisedExecutor, moment: Callable[[FlakyDiscord], Awaitable[None]]
) -> None:
    await moment(flaky)
    running = asyncio.create_task(serve(Settings(), TOKEN, pool))
    await flaky.until(lambda: bool(flaky.greetings) or any(fault.times == 0 for fault in flaky.faults))
    os.kill(os.getpid(), signal.SIGTERM)
    async with asyncio.timeout(30):
        await running


async def test_the_sync_command_restores_commands_that_another_program_replaced(
    flaky: FlakyDiscord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    assert await sync_commands() == 0
    assert "commands of" in capsys.readouterr().out
    assert flaky.backend.find_command("recommend", None) is not None
    flaky.faults.append(Fault("PUT", "/commands$", 503, "x", times=9))
    assert await sync_commands() == 1
    captured = capsys.readouterr().err
    assert "HTTP status 503" in captured
    assert captured.count("\n") == 1, captured
