"""What goes wrong on our side or on Discord's."""

import asyncio
from concurrent.futures import Executor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
from simcord import Env
from sqlalchemy import text

from bot.core.client import SongBot
from bot.core.services import Services
from bot.store import KeptList, PostState
from bot.workers.tasks import analyze_file
from tests.bot.conftest import Place, text_of
from tests.bot.workers import faults


@pytest.fixture
def worker_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.services.analyze_file", faults.die_by_signal)


@pytest.fixture
def worker_with_a_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.core.services.analyze_file", faults.raise_a_bug)


@pytest.mark.usefixtures("worker_that_dies")
async def test_a_worker_that_dies_fails_its_song_alone_and_the_pool_heals(
    pool: Executor, place: Place, opus: bytes, mp3: bytes, tmp_path: Path
) -> None:
    await place.member.send(place.channel, attachments=[("song.opus", opus + b"\0")])
    assert "My listener crashed on that file." in place.reply_text()
    song = tmp_path / "song"
    song.write_bytes(mp3)
    analysis = await asyncio.get_running_loop().run_in_executor(pool, analyze_file, str(song), 5)
    assert analysis.artist == "The Packaged Band"


@pytest.mark.usefixtures("worker_with_a_bug")
async def test_what_nobody_expected_is_a_plain_sentence_without_a_stack_trace(place: Place, opus: bytes) -> None:
    result = await place.member.slash(place.channel, "classify", file=("song.opus", opus + b"\1"))
    answer = text_of(result.response)
    assert "Traceback" not in answer
    assert "ZeroDivisionError" not in answer
    assert answer.endswith(".")


async def test_the_same_song_is_analysed_once_for_all_who_post_it(place: Place, services: Services, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("a.mp3", mp3), ("b.mp3", mp3)])
    await place.member.send(place.channel, attachments=[("c.mp3", mp3)])
    async with services.store.connection() as connection:
        assert (await connection.execute(text("select count(*) from analyses"))).scalar() == 1
        assert (await connection.execute(text("select length(images) % 16384 from songs"))).scalar() == 0


async def test_a_channel_where_the_bot_may_not_write_is_left_alone(place: Place, mp3: bytes) -> None:
    everyone = place.guild.default_role
    closed = place.guild.create_text_channel(
        "closed", overwrites={everyone: discord.PermissionOverwrite(send_messages=False)}
    )
    moderator = place.guild.create_role("moderator", permissions=discord.Permissions(administrator=True))
    poster = place.guild.add_member(place.env.create_user("mod"), roles=[moderator])
    await poster.send(closed, attachments=[("song.mp3", mp3)])
    assert len(closed.history()) == 1


@pytest.mark.parametrize(
    "code", [50013, 50001, 10008, 50278, 50007, 50083, 20026, 160005, 200000, 240000, 50008, 40005, 160002]
)
async def test_a_reply_that_discord_refuses_is_given_up_quietly(
    place: Place, services: Services, mp3: bytes, code: int
) -> None:
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=code, message="no")
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == []
    assert await services.store.posts.state(posted.id) is PostState.UNANSWERABLE


async def test_the_same_song_twice_in_one_message_is_answered(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("a.mp3", mp3), ("b.mp3", mp3)])
    assert place.reply_text().count("**Sounds like**") == 2


async def test_a_database_that_fails_ends_in_a_sentence_and_not_in_silence(
    place: Place, services: Services, mp3: bytes
) -> None:
    async with services.store.connection() as connection:
        await connection.execute(text("drop table posts"))
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Something went wrong on my side." in place.reply_text()


async def test_typing_that_is_refused_does_not_stop_the_answer(place: Place, mp3: bytes) -> None:
    place.env.inject_error("POST", "/channels/*/typing", status=403, code=50013, times=None)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in place.reply_text()


async def test_an_attachment_that_discord_no_longer_has_gets_a_sentence(place: Place, mp3: bytes) -> None:
    files = place.env.backend.store_attachments(place.channel.id, [("song.mp3", mp3)])
    place.env.backend.cdn._blobs.clear()
    place.env.backend.create_message(place.channel.id, place.member.id, attachments=files)
    await place.env.settle()
    assert "Discord no longer has that file." in place.reply_text()


async def _restart(env: Env, services: Services) -> None:
    await env.restart_bot(SongBot(services, message_content=True))


async def test_a_post_that_a_stopping_bot_left_is_answered_after_the_restart(
    place: Place, services: Services, mp3: bytes
) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    assert await bot.in_flight.drain(1)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == []
    await _restart(place.env, services)
    assert "Morning" in place.reply_text()


async def _restart_with_a_post_of(accepted: str, place: Place, services: Services, mp3: bytes) -> None:
    """Leave a post unanswered that was accepted at that moment, and restart."""
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    await bot.in_flight.drain(1)
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    async with services.store.connection() as connection:
        await connection.execute(text("update posts set accepted = :then"), {"then": accepted})
    await _restart(place.env, services)


async def test_a_post_that_waited_too_long_gets_an_apology(place: Place, services: Services, mp3: bytes) -> None:
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    await _restart_with_a_post_of(f"{hour_ago:%Y-%m-%d %H:%M:%S}", place, services, mp3)
    assert "I was restarted before I could answer this." in place.reply_text()
    assert await services.store.posts.unfinished() == []


async def test_a_post_that_was_accepted_before_the_clock_was_set_back_is_answered_after_the_restart(
    place: Place, services: Services, mp3: bytes
) -> None:
    await _restart_with_a_post_of("2099-01-01 00:00:00", place, services, mp3)
    assert "Morning" in place.reply_text()
    assert await services.store.posts.unfinished() == []


async def test_a_clock_that_is_set_back_deletes_nothing(place: Place, services: Services, mp3: bytes) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    number = await services.store.song_lists.keep(KeptList(place.member.id, place.guild.id, {}))
    gone = 77 << 22
    await services.store.servers.set(gone, 1, "style", "compact")
    await services.store.servers.note_departure(gone, datetime.now(UTC))
    columns = {"songs": "first_heard", "analyses": "analysed", "posts": "accepted", "hearings": "heard"}
    columns |= {"song_lists": "made", "departures": "left", "setting_changes": "changed"}
    async with services.store.connection() as connection:
        for table, column in columns.items():
            changed = await connection.execute(text(f"update {table} set \"{column}\" = '2099-01-01 00:00:00'"))  # noqa: S608
            assert changed.rowcount, table
    await _restart(place.env, services)
    assert await services.store.servers.departed_before(datetime.now(UTC)) == []
    assert await services.store.servers.settings(gone) == {"style": "compact"}
    await services.store.song_lists.keep(KeptList(1, None, {}))
    assert await services.store.song_lists.get(number) is not None
    assert "Morning" in text_of((await place.member.slash(place.channel, "history mine")).response)
    assert "Morning" in text_of((await place.member.slash(place.channel, "history server")).response)
    await place.member.send(place.channel, attachments=[("again.mp3", mp3)])
    assert "Posted here before" in text_of(place.replies()[-1])


async def test_a_post_that_nobody_remembers_any_more_gets_no_apology(
    place: Place, services: Services, mp3: bytes
) -> None:
    await _restart_with_a_post_of("2020-01-01 00:00:00", place, services, mp3)
    assert place.replies() == []
    assert await services.store.posts.unfinished() == []


async def test_a_post_that_was_deleted_in_the_meantime_is_forgotten(
    place: Place, services: Services, mp3: bytes
) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    await bot.in_flight.drain(1)
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.delete(posted)
    await _restart(place.env, services)
    assert place.replies() == []
    assert await services.store.posts.unfinished() == []


async def test_commands_while_stopping_are_told_to_come_back(place: Place, mp3: bytes) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    await bot.in_flight.drain(1)
    result = await place.member.slash(place.channel, "classify", file=("song.mp3", mp3))
    assert text_of(result.response) == "I am being restarted. Please try again in a minute."
