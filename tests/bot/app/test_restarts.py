"""The bot as a process of its own, stopped in the middle of its work and started again."""

import asyncio
import re
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.audio_files import encode, song
from tests.bot.app.loopback_discord import LoopbackDiscord

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of Unix"),
    pytest.mark.timeout(500),
]

SONGS = 10


@pytest.fixture
async def loopback() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord().listening() as discord:
        yield discord


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Ten short songs, each another file."""
    folder = tmp_path_factory.mktemp("clips")
    return [encode(folder / f"{n}.mp3", song(n)[:, : 4 * 48_000], 48_000).read_bytes() for n in range(SONGS)]


async def _stopped(process: Process, number: signal.Signals = signal.SIGTERM) -> int:
    process.send_signal(number)
    return await process.wait()


async def _post_all(loopback: LoopbackDiscord, clips: list[bytes], at_once: int) -> list[int]:
    """Post songs: wait until some are answered, and until the bot types under all others, whose files do not come."""
    await loopback.until(lambda: loopback.connected)
    first = [loopback.post(f"song{number}.mp3", clip) for number, clip in enumerate(clips[:at_once])]
    await loopback.until(lambda: len(loopback.replies()) == at_once)
    loopback.typing = 0
    rest = [loopback.post(f"late{number}.mp3", clip, served=False) for number, clip in enumerate(clips[at_once:])]
    await loopback.until(lambda: loopback.typing >= len(rest))
    return first + rest


def _one_reply_each(loopback: LoopbackDiscord, posted: list[int]) -> bool:
    return {message: len(replies) for message, replies in loopback.replies().items()} == dict.fromkeys(posted, 1)


async def test_a_post_that_comes_before_discord_says_ready_is_answered_once(
    loopback: LoopbackDiscord, clips: list[bytes]
) -> None:
    async with loopback.bot() as process:
        (*_, last) = await _post_all(loopback, clips[:1], at_once=1)
        again = loopback.post("again.mp3", clips[1])
        await loopback.until(lambda: again in loopback.replies())
        assert await _stopped(process) == 0
    assert _one_reply_each(loopback, [last, again])


def _catches_sigterm(process: Process) -> bool:
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    caught = re.search(r"^SigCgt:\s*(\w+)", status, re.MULTILINE)
    return caught is not None and bool(int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the handler in /proc")
async def test_a_bot_that_is_stopped_while_it_loads_ends_cleanly(loopback: LoopbackDiscord) -> None:
    async with loopback.bot() as process:
        while not _catches_sigterm(process):  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.01)
        async with asyncio.timeout(60):
            assert await _stopped(process) == 0
    assert not loopback.connected


async def test_ten_songs_in_flight_are_all_answered_before_a_stopped_bot_ends(
    loopback: LoopbackDiscord, clips: list[bytes]
) -> None:
    async with loopback.bot(CRATEDIGGER_SHUTDOWN_S="120") as process:
        posted = await _post_all(loopback, clips, at_once=0)
        process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        loopback.serving.set()
        assert await process.wait() == 0
    assert _one_reply_each(loopback, posted)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_songs_that_a_stopped_bot_leaves_are_taken_up_after_the_restart(
    number: signal.Signals, loopback: LoopbackDiscord, clips: list[bytes]
) -> None:
    async with loopback.bot(CRATEDIGGER_SHUTDOWN_S="0.5") as process:
        posted = await _post_all(loopback, clips, at_once=3)
        status = await _stopped(process, number)
        assert status == (0 if number == signal.SIGTERM else -signal.SIGKILL)
    answered = set(loopback.replies())
    assert len(answered) == 3
    loopback.serving.set()
    async with loopback.bot() as process:
        await loopback.until(lambda: set(loopback.replies()) == set(posted))
        assert await _stopped(process) == 0
    assert _one_reply_each(loopback, posted)
    assert not any("I was restarted" in reply for replies in loopback.replies().values() for reply in replies)


async def test_a_song_that_two_runs_left_is_apologised_for(loopback: LoopbackDiscord, clips: list[bytes]) -> None:
    for _ in range(2):
        async with loopback.bot(CRATEDIGGER_SHUTDOWN_S="0.5") as process:
            await loopback.until(lambda: loopback.connected)
            posted = loopback.posted[0] if loopback.posted else loopback.post("song.mp3", clips[0], served=False)
            await loopback.until(lambda: loopback.waiting > 0)
            await _stopped(process, signal.SIGKILL)
            loopback.waiting = 0
    async with loopback.bot() as process:
        await loopback.until(lambda: posted in loopback.replies())
        await _stopped(process)
    ((reply,),) = loopback.replies().values()
    assert "I was restarted before I could answer this. Please post it again." in reply


async def test_a_command_that_a_killed_bot_left_waiting_is_answered_by_the_next_start(
    loopback: LoopbackDiscord, clips: list[bytes]
) -> None:
    async with loopback.bot() as process:
        await loopback.until(lambda: loopback.connected)
        member = loopback.backend.make_user("asker").id
        loopback.backend.add_member(loopback.guild.id, member)
        file = loopback.upload("song.mp3", clips[0], served=False)
        asked = loopback.asking.use(member, "classify", files={"file": file})
        await loopback.until(lambda: loopback.waiting > 0)
        await _stopped(process, signal.SIGKILL)
    assert asked in loopback.asking.acknowledged
    async with loopback.bot() as process:
        await loopback.until(lambda: asked in loopback.asking.shown)
        await _stopped(process)
    (shown,) = loopback.asking.shown[asked]
    assert "I was restarted before I could answer this. Please use the command again." in shown


async def test_discord_telling_the_bot_to_slow_down_only_delays_the_answer(
    loopback: LoopbackDiscord, clips: list[bytes]
) -> None:
    loopback.slow_downs = 2
    async with loopback.bot() as process:
        posted = await _post_all(loopback, clips[:1], at_once=1)
        assert await _stopped(process) == 0
    assert loopback.slow_downs == 0
    assert _one_reply_each(loopback, posted)
