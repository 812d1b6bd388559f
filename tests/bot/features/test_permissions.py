"""Channels in which the bot lacks a permission."""

import discord
import pytest
from simcord import ChannelHandle

from bot.core.services import Services
from bot.store import PostState
from tests.bot.conftest import Place, text_of


def _channel_without(place: Place, **denied: bool) -> ChannelHandle:
    """Make a channel in which the bot, and nobody else, lacks permissions."""
    assert place.guild.me is not None
    return place.guild.create_text_channel("odd", overwrites={place.guild.me: discord.PermissionOverwrite(**denied)})


@pytest.mark.parametrize("permission", ["embed_links", "attach_files", "read_message_history", "add_reactions"])
async def test_a_song_is_answered_where_the_bot_lacks_one_permission(place: Place, mp3: bytes, permission: str) -> None:
    channel = _channel_without(place, **{permission: False})
    await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert "Morning" in text_of(channel.last_message)


async def test_without_history_the_answer_is_no_reply_but_a_message(place: Place, mp3: bytes) -> None:
    channel = _channel_without(place, read_message_history=False)
    await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert channel.last_message is not None
    assert channel.last_message.reference is None


async def test_commands_answer_where_the_bot_may_not_write(place: Place, mp3: bytes) -> None:
    channel = _channel_without(place, send_messages=False)
    await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert len(channel.history()) == 1
    result = await place.member.slash(channel, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(result.response)


async def test_a_thread_in_which_the_bot_may_not_write_is_left_alone_and_commands_work_there(
    place: Place, services: Services, mp3: bytes
) -> None:
    channel = _channel_without(place, send_messages_in_threads=False)
    opened = place.env.bot.get_channel(channel.id)
    assert isinstance(opened, discord.TextChannel)
    await opened.create_thread(name="a thread", type=discord.ChannelType.public_thread)
    (thread,) = channel.threads
    posted = await place.member.send(thread, attachments=[("song.mp3", mp3)])
    assert len(thread.history()) == 1
    assert await services.store.posts.state(posted.id) is None
    result = await place.member.slash(thread, "classify", file=("song.mp3", mp3))
    assert "Morning" in text_of(result.response)


@pytest.mark.parametrize("permission", ["create_public_threads", "send_messages_in_threads"])
async def test_where_the_bot_may_not_open_a_thread_or_write_in_it_the_answer_stands_under_the_post(
    place: Place, services: Services, mp3: bytes, permission: str
) -> None:
    await services.store.servers.set(place.guild.id, 1, "place", "thread")
    channel = _channel_without(place, **{permission: False})
    posted = await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert channel.threads == []
    assert channel.last_message is not None
    assert channel.last_message.reference is not None
    assert channel.last_message.reference.message_id == posted.id


async def test_where_the_bot_may_not_react_the_quietest_style_says_so_in_the_log_alone(
    place: Place, services: Services, mp3: bytes
) -> None:
    await services.store.servers.set(place.guild.id, 1, "style", "reaction")
    channel = _channel_without(place, add_reactions=False)
    posted = await place.member.send(channel, attachments=[("song.mp3", mp3)])
    assert len(channel.history()) == 1
    assert await services.store.posts.state(posted.id) is PostState.UNANSWERABLE


@pytest.mark.parametrize("permission", ["embed_links", "attach_files", "read_message_history", "add_reactions"])
async def test_buttons_and_lists_work_where_the_bot_lacks_one_permission(
    place: Place, mp3: bytes, permission: str
) -> None:
    channel = _channel_without(place, **{permission: False})
    await place.member.send(channel, attachments=[("song.mp3", mp3)])
    reply = channel.last_message
    assert reply is not None
    assert "Saved." in text_of((await place.member.click(reply, label="Save")).response)
    assert "Songs like" in text_of((await place.member.click(reply, label="More like this")).response)
    assert "Morning" in text_of((await place.member.slash(channel, "history mine")).response)
