"""The gateway's events about messages, passed on to the post handler."""

from datetime import timedelta

import discord
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.posting._post_handler import PostHandler

_FRESH = timedelta(minutes=5)


class Posting(commands.Cog):
    """Answers songs that people post."""

    def __init__(self, bot: SongBot) -> None:
        """Make the handler of posts."""
        self._handler = PostHandler(bot)
        self._members = bot.services.store.members
        self._took_up = False

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Handle a person's message."""
        if _is_by_a_person(message):
            await self._handler.handle(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Handle a message whose song came with an edit; one that was answered is not answered again.

        Discord also sends this event for previews and pins, with the time of an older edit or none.
        """
        edited = payload.message.edited_at
        if edited and discord.utils.utcnow() - edited < _FRESH and _is_by_a_person(payload.message):
            await self._handler.handle(payload.message)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Forget where a song stood when its post is gone."""
        await self._members.forget_message(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Forget where songs stood when many posts go at once."""
        for message_id in payload.message_ids:
            await self._members.forget_message(message_id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Take up what an earlier run left, once: Discord says ready after every reconnection."""
        if not self._took_up:
            self._took_up = True
            await self._handler.take_up_unfinished()


def _is_by_a_person(message: discord.Message) -> bool:
    return not (message.author.bot or message.webhook_id or message.is_system())
