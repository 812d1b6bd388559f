"""Replies to messages: delivered once, given up quietly where Discord refuses them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import discord
import structlog

from bot.replies.delivery import DISCORD_ERRORS, Attempts, is_refusal
from bot.replies.layouts import Reply

log = structlog.get_logger(__name__)

# Discord shows the indicator for ten seconds.
_TYPING_S = 8.0


@contextmanager
def typing(channel: discord.abc.Messageable) -> Iterator[None]:
    """Show that the bot is at work; where Discord is slow or refuses it, nothing waits for it."""
    task = asyncio.create_task(_keep_typing(channel))
    try:
        yield
    finally:
        task.cancel()


async def _keep_typing(channel: discord.abc.Messageable) -> None:
    try:
        while True:
            await channel.typing()
            await asyncio.sleep(_TYPING_S)
    except DISCORD_ERRORS as error:
        log.debug("typing_refused", cause=repr(error))


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
    """Reply without a ping; None where Discord refuses it for good. Raises UndeliveredError."""
    attempts = Attempts()
    try:
        while True:
            async with attempts:
                # All attempts to answer a message have one nonce, so that Discord shows one answer.
                return await _send(message, view, str(message.id))
    except discord.HTTPException as error:
        if not is_refusal(error):
            raise
        log.info("reply_impossible", code=error.code, channel=message.channel.id, message=message.id)
        return None


async def write_note(message: discord.Message, view: Reply) -> discord.Message:
    """Reply with a note that is removed later; one attempt. Raises HTTPException and errors of the network."""
    return await _send(message, view, f"{message.id}-note")


async def _send(message: discord.Message | discord.PartialMessage, view: Reply, nonce: str) -> discord.Message:
    permissions = _permissions(message)
    if permissions is None or permissions.read_message_history:
        return await message.reply(view=view, files=view.files, mention_author=False, nonce=nonce)
    return await message.channel.send(view=view, files=view.files, nonce=nonce)


def _permissions(message: discord.Message | discord.PartialMessage) -> discord.Permissions | None:
    if message.guild is None or isinstance(message.channel, discord.PartialMessageable):
        return None
    try:
        return message.channel.permissions_for(message.guild.me)
    except discord.ClientException:
        # A thread whose parent channel is unknown.
        return None
