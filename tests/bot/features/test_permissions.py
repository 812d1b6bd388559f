"""Channels in which the bot lacks a permission."""

import discord
import pytest
from simcord import ChannelHandle

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
