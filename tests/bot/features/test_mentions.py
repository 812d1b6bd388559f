"""Messages that mention the bot, and the other places and forms in which songs are posted."""

import discord
import pytest
from simcord import Env

from bot.core.client import SongBot
from bot.core.services import Services
from bot.features.posting._mentions import is_mentioned
from tests.bot.conftest import PATIENCE_S, Place, text_of

HELP = "Post a song and mention me"


def _mention(place: Place) -> str:
    assert place.env.bot.user is not None
    return place.env.bot.user.mention


async def _silent_song(place: Place, services: Services, mp3: bytes) -> discord.Message:
    """Return a post with a song that was not answered, since its poster does not want answers."""
    other = place.guild.add_member(place.env.create_user("quiet"))
    await services.store.members.set_answers_posts(other.id, False)
    return await other.send(place.channel, attachments=[("song.mp3", mp3)])


async def test_a_reply_to_a_song_that_mentions_the_bot_is_answered(
    place: Place, services: Services, mp3: bytes
) -> None:
    posted = await _silent_song(place, services, mp3)
    await place.member.send(place.channel, "what is this?", reply_to=posted)
    assert place.replies() == []
    asked = await place.member.send(place.channel, f"{_mention(place)} what is this?", reply_to=posted)
    (reply,) = place.replies()
    assert "Morning" in text_of(reply)
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id


async def test_a_song_asked_about_is_no_post_of_who_asks(place: Place, services: Services, mp3: bytes) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    posted = await _silent_song(place, services, mp3)
    await place.member.send(place.channel, _mention(place), reply_to=posted)
    assert "Morning" in place.reply_text()
    (song,) = await services.store.members.history_of(place.member.id, 10)
    assert (song.message_id, song.channel_id) == (None, None)


async def test_a_mention_alone_gets_one_line_of_help_once(place: Place) -> None:
    posted = await place.member.send(place.channel, _mention(place))
    assert HELP in place.reply_text()
    assert "\n" not in place.reply_text()
    await place.member.edit(posted, f"{_mention(place)} please")
    assert len(place.replies()) == 1


async def test_a_mention_in_a_reply_to_words_says_that_there_is_no_song(place: Place) -> None:
    posted = await place.member.send(place.channel, "hello")
    await place.member.send(place.channel, _mention(place), reply_to=posted)
    assert "I see no song in that message" in place.reply_text()


async def test_a_mention_in_a_reply_to_a_voice_message_leaves_it_alone(place: Place, opus: bytes) -> None:
    backend = place.env.backend
    files = backend.store_attachments(place.channel.id, [("voice-message.ogg", opus)])
    voice = backend.create_message(place.channel.id, place.member.id, attachments=files, flags=1 << 13)
    await place.env.settle()
    posted = next(message for message in place.channel.history() if message.id == voice.id)
    await place.member.send(place.channel, _mention(place), reply_to=posted)
    assert "That is a voice message" in place.reply_text()


async def test_a_reply_to_the_bot_is_no_mention_of_it(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (reply,) = place.replies()
    thanks = await place.member.send(place.channel, "thank you", reply_to=reply)
    assert len(place.replies()) == 1
    assert not is_mentioned(place.env.bot.user, thanks)


@pytest.mark.parametrize(("setting", "value"), [("posts", "none"), ("style", "reaction")])
async def test_a_mention_obeys_what_admins_chose_for_posts(
    place: Place, services: Services, setting: str, value: str
) -> None:
    await services.store.servers.set(place.guild.id, 1, setting, value)
    await place.member.send(place.channel, _mention(place))
    assert place.replies() == []
    marks = [str(reaction.emoji) for message in place.channel.history() for reaction in message.reactions]
    assert marks == (["❔"] if setting == "style" else [])


async def test_mentions_count_towards_the_hourly_limit(place: Place, services: Services) -> None:
    await services.store.servers.set(place.guild.id, 1, "postlimit", 1)
    for _ in range(3):
        await place.member.send(place.channel, _mention(place))
    assert [HELP in text_of(reply) for reply in place.replies()].count(True) == 1
    assert len(place.replies()) == 2


async def test_without_message_content_the_bot_says_that_it_does_not_see_the_message(
    services: Services, mp3: bytes
) -> None:
    bot = SongBot(services, message_content=False)
    env = Env(bot, shard_count=1, settle_timeout=PATIENCE_S, approved_intents=discord.Intents.default())
    await env.start()
    guild = env.create_guild("Crate")
    place = Place(env, guild, guild.create_text_channel("music"), guild.add_member(env.create_user("al")))
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    assert place.replies() == []
    await place.member.send(place.channel, f"{_mention(place)} what is this?", reply_to=posted)
    assert "Discord does not show me the message that you reply to" in place.reply_text()
    await env.shutdown()
    env.raise_errors()


async def test_a_song_in_a_voice_channels_chat_is_answered(place: Place, mp3: bytes) -> None:
    voice = place.guild.create_voice_channel("lounge")
    await place.member.send(voice, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(voice.last_message)


async def test_a_song_that_opens_a_forum_thread_is_answered_there(place: Place, services: Services, mp3: bytes) -> None:
    # Where answers go into threads, one that stands in a thread stays there.
    await services.store.servers.set(place.guild.id, 1, "place", "thread")
    forum = place.guild.create_forum_channel("tracks")
    opened = place.env.backend.create_thread(forum.id, "my song", place.member.id)
    (thread,) = [each for each in forum.threads if each.id == opened.id]
    await place.member.send(thread, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(thread.last_message)
