"""What those are told who wait for their song's turn."""

import asyncio
from collections.abc import AsyncIterator, Callable

import discord
import pytest

from bot.core.client import SongBot
from bot.core.services import Services
from bot.pipeline.progress import reporting_progress
from bot.store import PostState
from tests.bot.conftest import Place, text_of


@pytest.fixture
async def full_house(services: Services, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[asyncio.Event]:
    """Others' songs are at work until the event is set, and places are told at once."""
    monkeypatch.setattr("bot.pipeline.progress.FIRST_S", 0)
    monkeypatch.setattr("bot.pipeline.progress.EVERY_S", 0)
    leave = asyncio.Event()

    async def work(member: int) -> None:
        with services.queue.admitted(member, member) as admitted:
            async with services.queue.analyses.slot(admitted):
                await leave.wait()

    working = [asyncio.create_task(work(member)) for member in range(2 * services.settings.workers.processes)]
    await asyncio.sleep(0)
    yield leave
    leave.set()
    await asyncio.gather(*working)


async def _posted(place: Place, data: bytes) -> None:
    """Post a song without waiting for the bot to have done its work, which it cannot."""
    files = place.env.backend.store_attachments(place.channel.id, [("song.mp3", data)])
    place.env.backend.create_message(place.channel.id, place.member.id, attachments=files)


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not condition():  # noqa: ASYNC110 - no event to wait for
            await asyncio.sleep(0.02)


async def _until_queued(services: Services) -> None:
    await _until(lambda: len(services.queue) >= 3)


async def _until_told(place: Place) -> None:
    await _until(lambda: any("Your song is next in line." in text_of(message) for message in place.replies()))


async def test_a_post_that_waits_shows_its_position_until_its_reply_comes(
    place: Place, mp3: bytes, full_house: asyncio.Event, services: Services
) -> None:
    await _posted(place, mp3)
    await _until_told(place)
    full_house.set()
    await place.env.settle()
    assert "Morning" in place.reply_text()
    assert len(services.queue) == 0


async def test_what_is_no_audio_waits_for_no_worker(
    place: Place, full_house: asyncio.Event, services: Services
) -> None:
    await _posted(place, b"#EXTM3U\n")
    await place.env.settle()
    assert not full_house.is_set()
    assert "That is a playlist" in place.reply_text()


async def test_a_post_that_another_process_took_up_meanwhile_is_left_to_it(
    place: Place, mp3: bytes, full_house: asyncio.Event, services: Services
) -> None:
    await services.store.servers.set(place.guild.id, 1, "style", "reaction")
    await _posted(place, mp3)
    await _until_queued(services)
    (post,) = await services.store.posts.unfinished()
    assert await services.store.posts.retry(post)
    full_house.set()
    await place.env.settle()
    (message,) = place.channel.history()
    assert message.reactions == []
    assert await services.store.posts.state(post.message_id) == PostState.ACCEPTED


async def test_a_server_that_wants_no_words_gets_none(
    place: Place, mp3: bytes, full_house: asyncio.Event, services: Services
) -> None:
    await services.store.servers.set(place.guild.id, 1, "style", "reaction")
    await _posted(place, mp3)
    await _until_queued(services)
    await asyncio.sleep(0.1)
    assert place.replies() == []
    full_house.set()
    await place.env.settle()
    assert place.replies() == []


async def test_a_command_that_waits_is_told_its_place_and_then_answered(
    place: Place, mp3: bytes, full_house: asyncio.Event
) -> None:
    asking = asyncio.create_task(place.member.slash(place.channel, "classify", file=("song.mp3", mp3)))
    await _until_told(place)
    full_house.set()
    assert "Morning" in text_of((await asking).response)


async def test_a_command_that_a_stopping_bot_cannot_finish_is_told_to_come_back(
    place: Place, mp3: bytes, full_house: asyncio.Event, services: Services
) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    asking = asyncio.create_task(place.member.slash(place.channel, "classify", file=("song.mp3", mp3)))
    await _until_told(place)
    assert not await bot.in_flight.drain(0.01)
    await bot.in_flight.interrupt(60)
    assert text_of((await asking).response) == "I am being restarted. Please try again in a minute."
    assert len(services.queue) == 2 * services.settings.workers.processes


async def test_the_best_place_is_told_and_only_when_it_changed() -> None:
    told: list[int] = []
    moved = asyncio.Event()

    async def show(position: int) -> None:
        told.append(position)
        moved.set()

    async with reporting_progress(show, first_s=0.001, every_s=0.001) as waiting:
        one, other = waiting.callback(), waiting.callback()
        for positions in ((5, 7), (2, 3), (2, 2), (0, 1)):
            one(positions[0])
            other(positions[1])
            await asyncio.sleep(0.05)
    assert told == [5, 2, 0]


async def test_what_is_being_told_when_the_answer_comes_is_told_to_its_end() -> None:
    ended = asyncio.Event()
    started = asyncio.Event()

    async def show(position: int) -> None:
        started.set()
        await asyncio.sleep(0.05)
        ended.set()

    async with reporting_progress(show, first_s=0.001) as waiting:
        waiting.callback()(3)
        await started.wait()
    assert ended.is_set()


async def test_a_place_that_discord_does_not_take_harms_nothing() -> None:
    class Refusal:
        status, reason = 403, "no"

    async def show(position: int) -> None:
        raise discord.Forbidden(Refusal(), "no")  # type: ignore[arg-type]

    async with reporting_progress(show, first_s=0.001) as waiting:
        waiting.callback()(1)
        await asyncio.sleep(0.05)
    assert waiting.position == 1
