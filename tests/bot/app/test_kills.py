"""The bot killed again and again while members post and ask, over real sockets and with a real database."""

import asyncio
import random
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.languages import ENGLISH
from bot.settings import StoreSettings
from bot.store import PostState, Store
from tests.audio_files import encode, song
from tests.bot.app.loopback_discord import LoopbackDiscord

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs the signals of Unix"),
    pytest.mark.timeout(1800),
]

# With each life of the bot; a song takes a worker about half a second, so that some wait long enough to be told so.
POSTS, COMMANDS = 14, 4
KILLS = 20
LONGEST_LIFE_S = 9.0
NOTES = [ENGLISH.say("waiting", position=position) for position in range(100)]


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return encode(tmp_path_factory.mktemp("clips") / "song.mp3", song(1)[:, : 20 * 48_000], 48_000).read_bytes()


def _settings(folder: Path) -> dict[str, str]:
    return {
        "CRATEDIGGER_STORE_URL": _url(folder),
        "CRATEDIGGER_WORKERS_PROCESSES": "1",
        "CRATEDIGGER_QUEUE_PER_SERVER": "500",
        "CRATEDIGGER_QUEUE_TOTAL": "500",
        "CRATEDIGGER_LOG_LEVEL": "WARNING",
    }


def _url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/kills.sqlite3"


async def _crowd(discord: LoopbackDiscord, clip: bytes, chance: random.Random) -> None:
    """Post songs and ask commands, most at once and the rest as they come."""
    member = discord.backend.make_user("asker").id
    discord.backend.add_member(discord.guild.id, member)
    for number in range(POSTS + COMMANDS):
        # Other bytes behind the same sound: the bot has never met this file.
        file = clip + chance.randbytes(16)
        if number % 4 == 3:
            discord.asking.use(member, "classify", files={"file": discord.upload("asked.mp3", file)})
        else:
            discord.post(f"song{number}.mp3", file)
        await asyncio.sleep(chance.choice([0, 0, 0, 0.05, 0.4]))


async def _live(discord: LoopbackDiscord, folder: Path, clip: bytes, chance: random.Random) -> None:
    """Run the bot, have members post, and kill it at any moment."""
    async with discord.bot(**_settings(folder)) as process:
        await discord.until(lambda: discord.connected)
        crowd = asyncio.create_task(_crowd(discord, clip, chance))
        await asyncio.sleep(chance.uniform(0.1, LONGEST_LIFE_S))
        process.kill()
        await process.wait()
        crowd.cancel()


def _is_note(shown: str) -> bool:
    return any(note in shown for note in NOTES)


def _answers(discord: LoopbackDiscord) -> Counter[int]:
    """Return how many answers each post got, and each command that was acknowledged; notes count for none."""
    asking = discord.asking
    shown = {**discord.replies(), **{number: asking.shown.get(number, []) for number in asking.acknowledged}}
    return Counter({number: sum(not _is_note(text) for text in texts) for number, texts in shown.items()})


def _notes(discord: LoopbackDiscord) -> dict[int, list[str]]:
    """Return the posts and commands with notes that are to be seen; a command shows its newest text."""
    shown = discord.replies() | {number: texts[-1:] for number, texts in discord.asking.shown.items()}
    return {number: texts for number, texts in shown.items() if any(map(_is_note, texts))}


@pytest.mark.slow
async def test_twenty_kills_in_heavy_posting_lose_no_answer_double_none_and_leave_no_note(
    clip: bytes, tmp_path: Path
) -> None:
    chance = random.Random(KILLS)
    async with LoopbackDiscord().listening() as discord:
        for _ in range(KILLS):
            await _live(discord, tmp_path, clip, chance)
        store = await Store.open(StoreSettings(url=_url(tmp_path)))
        async with store.connection() as connection:
            accepted = set(await connection.scalars(text("select message_id from posts")))
        assert len(accepted) > KILLS * POSTS / 4
        promised = dict.fromkeys([*accepted, *discord.asking.acknowledged], 1)
        async with discord.bot(**_settings(tmp_path)) as process:
            await discord.until(lambda: discord.connected)
            with suppress(TimeoutError):
                async with asyncio.timeout(900):
                    await discord.until(lambda: _answers(discord) == promised and not _notes(discord))
            process.terminate()
            assert await process.wait() == 0
        answers = _answers(discord)
        assert {number: (answers[number], due) for number, due in promised.items() if answers[number] != due} == {}
        assert set(answers) == set(promised)
        assert _notes(discord) == {}
        assert {await store.posts.state(message) for message in accepted} == {PostState.ANSWERED}
        assert await store.waiting_commands.all() == []
        await store.close()
