"""The digest and the song of the day: what they say, and that each is posted once."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

import discord
import pytest
from simcord import MemberActor

from bot.core.client import SongBot
from bot.core.services import Services
from bot.features.digest._scheduler import Scheduler
from bot.languages import TAGS
from bot.store import Due, ScheduledState
from tests.bot.conftest import Place, hidden_channel, text_of

# The digest comes on Mondays at 18:00 in Berlin; the simulated Discord's time begins some days later.
TUESDAY = datetime(2025, 12, 23, 12, tzinfo=UTC)
MONDAY = datetime(2025, 12, 29, 17, 1, tzinfo=UTC)
DUE = datetime(2025, 12, 29, 17, tzinfo=UTC)
WEEK = timedelta(days=7)
SETTINGS = {"digest": "weekly", "digestday": "monday", "posttime": "18:00", "zone": "Europe/Berlin", "reactions": "on"}


async def _set(services: Services, place: Place, **settings: object) -> None:
    for name, value in settings.items():
        await services.store.servers.set(place.guild.id, 1, name, value)


@pytest.fixture
async def digesting(place: Place, services: Services) -> Place:
    """The place, whose admins chose a weekly digest on a Tuesday."""
    await _set(services, place, **SETTINGS, library="on", postchannel=[place.channel.id])
    await _look(place, TUESDAY)
    return place


async def _look(place: Place, now: datetime) -> None:
    """Have the bot look for what is due."""
    await _scheduler(place).post_due(now)


def _scheduler(place: Place) -> Scheduler:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    # discord.py imports an extension anew after it was unloaded, so that its class may be another than ours.
    return cast(Scheduler, bot.get_cog("Scheduler"))


async def _post(services: Services, member: MemberActor, place: Place, song: bytes, when: datetime) -> discord.Message:
    """Post a song, heard at a moment."""
    posted = await member.send(place.channel, attachments=[("song.mp3", song)])
    async with services.store.connection() as connection:
        await connection.exec_driver_sql(
            "update hearings set heard = ? where message_id = ?", (when.replace(tzinfo=None).isoformat(" "), posted.id)
        )
    return posted


def _digests(place: Place) -> list[str]:
    texts = map(text_of, place.replies())
    return [text for text in texts if text.startswith(("### The sounds", "### Song of the day"))]


async def _states(services: Services) -> list[str]:
    async with services.store.connection() as connection:
        rows = await connection.exec_driver_sql("select state from scheduled_posts order by due")
        return [row[0] for row in rows]


async def test_a_digest_says_what_a_week_sounded_like_and_is_posted_once(
    digesting: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    bob = digesting.guild.add_member(digesting.env.create_user("bob"))
    old = await _post(services, digesting.member, digesting, opus, TUESDAY - timedelta(days=3))
    liked = await _post(services, digesting.member, digesting, mp3, TUESDAY + timedelta(days=1))
    await bob.react(liked, "🔥")
    await _look(digesting, MONDAY)
    (text,) = _digests(digesting)
    assert re.match(
        r"### The sounds of this server, 22\W+28 Dec 2025\n1 song by 1 member\.\n\*\*Genres\*\*\n1\. ", text
    )
    assert f"1. [Morning \\*Light\\*]({liked.jump_url})" in text
    assert "liked by 1 member" in text
    assert "**Nobody has liked these yet**" in text
    assert old.jump_url in text.partition("Nobody has liked")[2]
    assert liked.jump_url not in text.partition("Nobody has liked")[2]
    (picture,) = digesting.replies()[-1].attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    assert "Songs liked most: Morning *Light* 1" in (picture.description or "")
    for later in (timedelta(minutes=1), timedelta(days=6)):
        await _look(digesting, MONDAY + later)
    assert len(_digests(digesting)) == 1
    assert await _states(services) == ["skipped", "posted"]


@pytest.mark.parametrize("tag", TAGS)
async def test_a_full_digest_fits_a_message_in_every_language(
    digesting: Place, services: Services, mp3: bytes, tag: str
) -> None:
    await _set(services, digesting, language=tag)
    posted = await _post(services, digesting.member, digesting, mp3, TUESDAY)
    bob = digesting.guild.add_member(digesting.env.create_user("bob"))
    await bob.react(posted, "🔥")
    async with services.store.connection() as connection:
        # Forty more songs with the longest titles, liked and not, of genres that nobody has heard of.
        await connection.exec_driver_sql(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 40) "
            "insert into songs (sha256, title, artist, duration_s, uncertain, images, first_heard) "
            "select 'song' || i, replace(hex(zeroblob(100)), '00', 'W*'), replace(hex(zeroblob(99)), '0', '@'), "
            "1, 0, x'', heard from n, (select heard from hearings limit 1)"
        )
        for first, heard in ((10, "2025-12-20 12:00:00"), (1000, "2025-12-24 12:00:00")):
            await connection.exec_driver_sql(
                "insert into hearings (sha256, name, user_id, guild_id, channel_id, message_id, heard, in_library) "
                "select s.sha256, 'x', h.user_id, h.guild_id, h.channel_id, ? + s.rowid, ?, 1 "
                "from songs s, (select * from hearings where message_id > 10000) h where s.sha256 like 'song%'",
                (first, heard),
            )
        await connection.exec_driver_sql(
            "insert into song_features (sha256, genre) select sha256, sha256 || replace(hex(zeroblob(50)), '00', 'W_') "
            "from songs where sha256 like 'song%'"
        )
        await connection.exec_driver_sql(
            "insert into reactions (message_id, user_id, emoji, post_id, guild_id, given) "
            "select message_id, 7, 'x', message_id, guild_id, heard from hearings "
            "where message_id between 1000 and 1020"
        )
    await _look(digesting, MONDAY)
    (digest,) = [message for message in digesting.replies() if message.reference is None]
    assert len(text_of(digest)) > 2500
    assert "@everyone" not in text_of(digest)


async def test_genres_move_and_members_find_new_ground(
    digesting: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await _post(services, digesting.member, digesting, mp3, TUESDAY - timedelta(days=3))
    await _post(services, digesting.member, digesting, opus, TUESDAY + timedelta(days=1))
    async with services.store.connection() as connection:
        songs = [row[0] for row in await connection.exec_driver_sql("select sha256 from hearings order by id")]
        for sha256, genre in zip(songs, ("Jazz", "Folk"), strict=True):
            await connection.exec_driver_sql("update song_features set genre = ? where sha256 = ?", (genre, sha256))
    await _post(services, digesting.member, digesting, mp3, TUESDAY + timedelta(days=2))
    await _look(digesting, MONDAY)
    (text,) = _digests(digesting)
    assert "1. Folk: 1 · new\n2. Jazz: 1 · ▼ 1" in text
    assert f"**New ground**\n<@{digesting.member.id}> posted Folk for the first time." in text


async def test_nobody_who_opted_out_or_left_is_named_and_nothing_from_hidden_channels(
    digesting: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    secret, insider = hidden_channel(digesting)
    await insider.send(secret, attachments=[("song.opus", opus)])
    posted = await _post(services, digesting.member, digesting, mp3, MONDAY + timedelta(hours=1))
    await digesting.member.slash(digesting.channel, "privacy posts", answers=False)
    await _look(digesting, MONDAY + WEEK)
    assert _digests(digesting) == []
    await digesting.member.slash(digesting.channel, "privacy posts", answers=True)
    preview = await _preview(digesting)
    assert posted.jump_url in preview
    assert "1 song by 1 member" in preview
    assert str(secret.id) not in preview


async def test_nothing_is_posted_where_admins_did_not_choose_it_or_nothing_was_analysed(
    place: Place, services: Services, mp3: bytes
) -> None:
    await _look(place, TUESDAY)
    await _post(services, place.member, place, mp3, TUESDAY + timedelta(days=1))
    await _look(place, MONDAY)
    await _set(services, place, **SETTINGS)
    await _look(place, MONDAY)
    assert await _states(services) == []
    await _set(services, place, postchannel=[place.channel.id])
    await _look(place, MONDAY)
    await _look(place, MONDAY + WEEK)
    assert _digests(place) == []


async def test_what_was_due_before_admins_chose_or_changed_it_is_not_made_up_for(
    place: Place, services: Services, mp3: bytes
) -> None:
    await _post(services, place.member, place, mp3, TUESDAY)
    await _set(services, place, **SETTINGS, postchannel=[place.channel.id])
    await _look(place, MONDAY)
    await _set(services, place, digestday="wednesday")
    await _look(place, MONDAY + timedelta(days=3))
    await _set(services, place, digest="off")
    await _look(place, MONDAY + timedelta(days=4))
    assert await _states(services) == []
    await _set(services, place, digest="weekly")
    await _look(place, MONDAY + 5 * WEEK)
    assert _digests(place) == []


async def test_a_long_pause_is_made_up_for_once(digesting: Place, services: Services, mp3: bytes) -> None:
    await _post(services, digesting.member, digesting, mp3, MONDAY + 2 * WEEK + timedelta(days=1))
    await _look(digesting, MONDAY + 3 * WEEK + timedelta(days=2))
    await _look(digesting, MONDAY + 3 * WEEK + timedelta(days=3))
    (text,) = _digests(digesting)
    assert re.search(r"12\W+18 Jan 2026", text)


async def test_a_clock_that_was_ahead_for_a_while_stops_no_later_digest(
    digesting: Place, services: Services, mp3: bytes
) -> None:
    await _look(digesting, TUESDAY + 520 * WEEK)
    await _post(services, digesting.member, digesting, mp3, TUESDAY + timedelta(days=1))
    await _look(digesting, TUESDAY + timedelta(days=1))
    assert _digests(digesting) == []
    await _look(digesting, MONDAY)
    assert len(_digests(digesting)) == 1
    await _look(digesting, MONDAY + WEEK)
    assert len(_digests(digesting)) == 1
    assert await _states(services) == ["skipped", "posted", "skipped"]


async def test_a_crash_between_posting_and_writing_it_down_posts_nothing_twice(
    digesting: Place, services: Services, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _post(services, digesting.member, digesting, mp3, TUESDAY)

    async def crash(*_: object, **__: object) -> None:
        raise SystemError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(services.store.scheduled, "settle", crash)
        await _look(digesting, MONDAY)
    assert await _states(services) == ["skipped", "claimed"]
    await digesting.env.restart_bot(SongBot(services, message_content=True))
    await _look(digesting, MONDAY + timedelta(minutes=5))
    await _look(digesting, MONDAY + timedelta(minutes=6))
    assert len(_digests(digesting)) == 1
    assert await _states(services) == ["skipped", "posted"]


async def test_a_crash_between_claiming_and_posting_posts_it_after_all(
    digesting: Place, services: Services, mp3: bytes
) -> None:
    await _post(services, digesting.member, digesting, mp3, TUESDAY)
    due = Due(digesting.guild.id, "digest", DUE, "weekly|0|18:00|Europe/Berlin")
    assert await services.store.scheduled.claim(due, MONDAY)
    assert not await services.store.scheduled.claim(due, MONDAY)
    await _look(digesting, MONDAY)
    await _look(digesting, MONDAY + timedelta(minutes=1))
    assert len(_digests(digesting)) == 1
    assert await _states(services) == ["skipped", "posted"]


async def test_what_did_not_reach_discord_is_posted_a_minute_later(
    digesting: Place, services: Services, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _post(services, digesting.member, digesting, mp3, TUESDAY)

    async def unreachable(*_: object, **__: object) -> None:
        raise ConnectionResetError

    with monkeypatch.context() as patch:
        patch.setattr(discord.TextChannel, "send", unreachable)
        await _look(digesting, MONDAY)
    assert await _states(services) == ["skipped", "claimed"]
    await _look(digesting, MONDAY + timedelta(minutes=1))
    assert len(_digests(digesting)) == 1


def _without_history(permissions: discord.Permissions) -> discord.Permissions:
    permissions.update(read_message_history=False)
    return permissions


async def test_where_the_bot_cannot_look_it_rather_posts_nothing_than_twice(
    digesting: Place, services: Services, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _post(services, digesting.member, digesting, mp3, TUESDAY)
    due = Due(digesting.guild.id, "digest", DUE, "weekly|0|18:00|Europe/Berlin")
    await services.store.scheduled.claim(due, MONDAY)
    real: Callable[..., discord.Permissions] = discord.TextChannel.permissions_for
    monkeypatch.setattr(discord.TextChannel, "permissions_for", lambda self, who: _without_history(real(self, who)))
    await _look(digesting, MONDAY + timedelta(minutes=5))
    assert _digests(digesting) == []


async def test_a_channel_that_is_gone_or_closed_stops_nobody_elses_digest(
    digesting: Place, services: Services, mp3: bytes
) -> None:
    other = digesting.env.create_guild("Other")
    there = Place(digesting.env, other, other.create_text_channel("music"), other.add_member(digesting.member.user))
    await _set(services, there, **SETTINGS, postchannel=[there.channel.id])
    await _set(services, digesting, postchannel=[999])
    await _look(digesting, TUESDAY)
    for place in (digesting, there):
        await _post(services, place.member, place, mp3, TUESDAY + timedelta(days=1))
    await _look(digesting, MONDAY)
    assert _digests(digesting) == []
    assert len(_digests(there)) == 1
    newest = await services.store.scheduled.newest(digesting.guild.id, "digest", MONDAY)
    assert newest is not None
    assert newest.state is ScheduledState.SKIPPED


async def _preview(place: Place) -> str:
    role = place.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    admin = place.guild.add_member(place.env.create_user("admin"), roles=[role])
    result = await admin.slash(place.channel, "digest preview")
    assert result.ephemeral
    return text_of(result.response)


async def test_a_preview_says_when_it_comes_and_posts_nothing(digesting: Place, services: Services, mp3: bytes) -> None:
    assert "No song was posted since the last digest" in await _preview(digesting)
    await _post(services, digesting.member, digesting, mp3, MONDAY + timedelta(hours=1))
    text = await _preview(digesting)
    assert text.startswith("### The sounds of this server, ")
    assert f"in <#{digesting.channel.id}>." in text
    assert _digests(digesting) == []


async def test_a_preview_says_where_it_is_switched_on(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert "-# It is not posted: choose how often and a channel with `/settings`." in await _preview(place)


@pytest.mark.parametrize("source", ["server", "archive"])
async def test_the_song_of_the_day_comes_once_a_day_and_not_twice(
    place: Place, services: Services, mp3: bytes, opus: bytes, source: str
) -> None:
    await _set(services, place, dailysong=source, library="on", postchannel=[place.channel.id], posttime="09:00")
    await _look(place, TUESDAY)
    posts = [await _post(services, place.member, place, song, TUESDAY) for song in (mp3, opus)]
    async with services.store.connection() as connection:
        await connection.exec_driver_sql("update song_features set genre = 'Rock'")
    for day in (1, 1, 2):
        await _look(place, TUESDAY + timedelta(days=day))
    first, second = _digests(place)
    assert first.startswith("### Song of the day, 24 December 2025\n")
    links = [re.search(r"\]\((\S+)\)", text) for text in (first, second)]
    urls = [found[1] for found in links if found]
    assert len(set(urls)) == 2
    if source == "server":
        assert set(urls) == {post.jump_url for post in posts}
        assert f"Posted by <@{place.member.id}>" in first
    else:
        assert "Rock" in first
        assert "freemusicarchive.org" in urls[0]


async def test_the_scheduler_begins_when_the_servers_are_known_and_ends_with_the_bot(place: Place) -> None:
    tick = _scheduler(place).tick
    assert tick.is_running()
    await _scheduler(place).cog_unload()
    await place.env.settle()
    assert not tick.is_running()
