"""The gateway's events about messages, passed on to the post handler."""

from datetime import timedelta

import discord
from discord.ext import commands, tasks

from bot.core.client import SongBot
from bot.features.posting._post_handler import PostHandler
from bot.features.posting._unfinished import UnfinishedPosts

_FRESH = timedelta(minutes=5)
_REPEAT_S = 60.0


class Posting(commands.Cog):
    """Answers songs that people post."""

    def __init__(self, bot: SongBot) -> None:
        """Make the handler of posts."""
        self._handler = PostHandler(bot)
        self._members = bot.services.store.members
        self._unfinished = UnfinishedPosts(bot, self._handler)

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

    async def cog_unload(self) -> None:
        """Stop the repetition."""
        self.repeat.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Take up what an earlier run, or an outage before a new session, left."""
        if not self.repeat.is_running():
            self.repeat.start()
        await self._unfinished.take_up()

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Take up what an outage left, when a session goes on after it."""
        await self._unfinished.take_up()

    @tasks.loop(seconds=_REPEAT_S)
    async def repeat(self) -> None:
        """Take up what did not reach Discord, for requests may fail while the gateway's connection lasts."""
        if self._handler.has_undelivered:
            await self._unfinished.take_up()


def _is_by_a_person(message: discord.Message) -> bool:
    return not (message.author.bot or message.webhook_id or message.is_system())
