"""Replies to messages, and the errors with which Discord refuses them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import discord
import structlog

from bot.replies.layouts import Reply

log = structlog.get_logger(__name__)

# Missing permissions, missing access, unknown channel, unknown message, and a poster who blocked the bot's reactions.
_REFUSED = {50013, 50001, 10003, 10008, 90001}
_INVALID_FORM = 50035
_NO_HISTORY = 160002


@asynccontextmanager
async def typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Show that the bot is at work, where it may."""
    async with AsyncExitStack() as shown:
        try:
            await shown.enter_async_context(channel.typing())
        except discord.HTTPException as error:
            log.debug("typing_refused", code=error.code)
        yield


def may_answer(message: discord.Message) -> bool:
    """Return whether the bot may write where the message stands; True where only trying will tell."""
    permissions = _permissions(message)
    if permissions is None:
        return True
    if isinstance(message.channel, discord.Thread):
        return permissions.send_messages_in_threads
    return permissions.send_messages


def may_attach(message: discord.Message) -> bool:
    """Return whether the bot may send files where the message stands; False where only trying would tell."""
    permissions = _permissions(message)
    return message.guild is None if permissions is None else permissions.attach_files


def may_open_thread(channel: discord.TextChannel) -> bool:
    """Return whether the bot may open a thread in a channel and write in it; one that stays empty helps nobody."""
    permissions = channel.permissions_for(channel.guild.me)
    return permissions.create_public_threads and permissions.send_messages_in_threads


async def reply_to(message: discord.Message | discord.PartialMessage, view: Reply) -> discord.Message | None:
    """Reply without a ping; None where the message, the channel or the permission is gone."""
    try:
        return await _send(message, view)
    except discord.HTTPException as error:
        if not is_refused(error):
            raise
        log.info("reply_impossible", code=error.code, channel=message.channel.id, message=message.id)
        return None


async def _send(message: discord.Message | discord.PartialMessage, view: Reply) -> discord.Message:
    permissions = _permissions(message)
    if permissions is None or permissions.read_message_history:
        return await message.reply(view=view, files=view.files, mention_author=False)
    return await message.channel.send(view=view, files=view.files)


def _permissions(message: discord.Message | discord.PartialMessage) -> discord.Permissions | None:
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return None
    try:
        return message.channel.permissions_for(message.guild.me)
    except discord.ClientException:
        # A thread whose parent channel is unknown.
        return None


def is_refused(error: discord.HTTPException) -> bool:
    """Return whether an error means that the message, the channel or a permission is gone, so that no retry helps."""
    deleted = error.code == _INVALID_FORM and "message_reference" in error.text
    return deleted or error.code in _REFUSED or error.code == _NO_HISTORY
