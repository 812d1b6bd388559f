"""Several shards in one process, and several processes that share a database."""

from collections.abc import AsyncIterator

import pytest
from pydantic import ValidationError
from simcord import Env

from bot.core.client import SongBot
from bot.core.services import Services
from bot.settings import ShardSettings
from bot.store import PostState
from tests.bot.app.loopback_discord import LoopbackDiscord
from tests.bot.conftest import PATIENCE_S
from tests.postgres import PostgresServer

SHARDS = 4


async def _connected(services: Services, shards: ShardSettings) -> AsyncIterator[Env]:
    discord_at_home = Env(SongBot(services, message_content=True, shards=shards), settle_timeout=PATIENCE_S)
    await discord_at_home.start()
    try:
        yield discord_at_home
    finally:
        await discord_at_home.shutdown()
    discord_at_home.raise_errors()


@pytest.fixture
async def all_shards(services: Services) -> AsyncIterator[Env]:
    async for env in _connected(services, ShardSettings(total=SHARDS)):
        yield env


async def test_every_server_is_answered_whichever_shard_it_is_on(all_shards: Env, mp3: bytes) -> None:
    for shard in range(SHARDS):
        guild = all_shards.create_guild(f"Crate {shard}", shard_id=shard)
        channel = guild.create_text_channel("music")
        member = guild.add_member(all_shards.create_user(f"user{shard}"))
        posted = await member.send(channel, attachments=[("song.mp3", mp3)])
        replies = [message for message in channel.history() if message.id != posted.id]
        assert len(replies) == 1


@pytest.mark.parametrize(
    ("ids", "chosen"), [("", None), ("0", [0]), ("0-2", [0, 1, 2]), ("3, 0-1", [0, 1, 3]), ("2-2", [2])]
)
def test_ranges_of_shards_are_read(ids: str, chosen: list[int] | None) -> None:
    assert ShardSettings(total=SHARDS, ids=ids).chosen == chosen


@pytest.mark.parametrize(("total", "ids"), [(None, "0"), (4, "4"), (4, "1-9"), (4, "a"), (0, "")])
def test_ranges_that_make_no_sense_are_refused(total: int | None, ids: str) -> None:
    with pytest.raises(ValidationError):
        ShardSettings(total=total, ids=ids)


def test_the_processes_of_a_cluster_share_every_server_out_between_them() -> None:
    processes = [ShardSettings(total=SHARDS, ids=ids) for ids in ("0-1", "2", "3")]
    for guild_id in (None, *(number << 22 for number in range(1000, 1100))):
        assert [process.holds(guild_id) for process in processes].count(True) == 1
    assert ShardSettings().holds(123)


@pytest.fixture
async def loopback() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord().listening() as discord:
        yield discord


@pytest.mark.timeout(400)
async def test_two_processes_that_get_the_same_posts_answer_each_once(
    loopback: LoopbackDiscord, postgres: PostgresServer, mp3: bytes
) -> None:
    url = postgres.new_database()
    common = _common(url)
    async with loopback.bot(**common) as one, loopback.bot(**common) as other:
        await loopback.until(lambda: len(loopback._sockets) == 2)
        posted = [loopback.post(f"song{number}.mp3", mp3 + bytes(number)) for number in range(6)]
        await loopback.until(lambda: set(loopback.replies()) >= set(posted))
        for process in (one, other):
            process.terminate()
            assert await process.wait() == 0
    await _each_answered_once(loopback, url, posted)


@pytest.mark.timeout(400)
async def test_posts_that_a_killed_process_left_are_answered_once_by_the_one_that_takes_its_place(
    loopback: LoopbackDiscord, postgres: PostgresServer, mp3: bytes
) -> None:
    url = postgres.new_database()
    common = _common(url)
    async with loopback.bot(**common) as process:
        await loopback.until(lambda: loopback.connected)
        posted = [loopback.post(f"song{number}.mp3", mp3 + bytes(number), served=False) for number in range(4)]
        await loopback.until(lambda: loopback.typing >= len(posted))
        process.kill()
        await process.wait()
    assert loopback.replies() == {}
    loopback.serving.set()
    async with loopback.bot(**common) as successor:
        await loopback.until(lambda: set(loopback.replies()) >= set(posted))
        successor.terminate()
        assert await successor.wait() == 0
    await _each_answered_once(loopback, url, posted)


def _common(url: str) -> dict[str, str]:
    return {"CRATEDIGGER_STORE_URL": url, "CRATEDIGGER_MODELS_TAGGER": "false"}


async def _each_answered_once(loopback: LoopbackDiscord, url: str, posted: list[int]) -> None:
    assert {message: len(replies) for message, replies in loopback.replies().items()} == dict.fromkeys(posted, 1)
    await _all_settled(url, posted)


async def _all_settled(url: str, posted: list[int]) -> None:
    from bot.settings import StoreSettings
    from bot.store import Store

    store = await Store.open(StoreSettings(url=url))
    assert [await store.posts.state(message) for message in posted] == [PostState.ANSWERED] * len(posted)
    await store.close()
