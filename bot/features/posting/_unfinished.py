"""Posts that were accepted and not answered, by an earlier run or because Discord was not reached: taken up again."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial

import discord
import structlog

from bot.core.client import SongBot
from bot.features.posting._leftovers import Leftovers
from bot.features.posting._post_handler import PostHandler, age_of
from bot.replies.delivery import DISCORD_ERRORS, Attempts, UndeliveredError, is_refusal
from bot.replies.errors import record
from bot.store import Post, PostState

log = structlog.get_logger(__name__)

# Nobody waits for an apology any more after that.
_LATEST_APOLOGY = timedelta(hours=6)


class UnfinishedPosts:
    """Takes up unfinished posts one after another, the oldest first."""

    def __init__(self, bot: SongBot, handler: PostHandler) -> None:
        """Have ``handler`` answer them."""
        self._bot = bot
        self._handler = handler
        self._posts = bot.services.store.posts
        self._running = asyncio.Lock()

    async def take_up(self) -> None:
        """Answer what is left of this process's shards, or apologise where it is too late; stop while Discord fails."""
        async with self._running:
            leftovers = Leftovers(self._bot.user.id if self._bot.user else 0)
            posts = await self._posts.unfinished()
            # Notes go first: nobody is to read an old position while the songs before are analysed.
            for step in (self._remove_notes, self._take_up):
                if not await self._with_each(posts, partial(step, leftovers)):
                    return

    async def _with_each(self, posts: Sequence[Post], step: Callable[[Post], Awaitable[None]]) -> bool:
        """Take a step with each post that is nobody's at the moment; return whether that may go on."""
        for post in posts:
            # A stopping bot begins nothing; posts of other shards belong to other processes.
            if not self._bot.in_flight.is_open:
                return False
            elsewhere = not self._bot.services.settings.shards.holds(post.guild_id)
            if elsewhere or self._handler.is_in_hand(post.message_id):
                continue
            try:
                await step(post)
            except (UndeliveredError, *DISCORD_ERRORS) as error:
                log.warning("post_not_taken_up", message=post.message_id, cause=repr(error))
                return False
            except Exception as error:
                record(error, message=post.message_id)
        return True

    async def _remove_notes(self, leftovers: Leftovers, post: Post) -> None:
        channel = await self._channel(post)
        if channel is not None:
            await leftovers.remove_notes(channel, post)

    async def _take_up(self, leftovers: Leftovers, post: Post) -> None:
        channel = await self._channel(post)
        if channel is None:
            await self._posts.settle(post.message_id, PostState.UNANSWERABLE)
            return
        # Of several processes that start at once, one takes it up.
        if not await self._posts.retry(post):
            return
        answer_id = await leftovers.find_answer(channel, post)
        if answer_id is not None:
            await self._posts.settle(post.message_id, PostState.ANSWERED, answer_id)
            log.info("answer_found", message=post.message_id)
        elif age_of(post) > _LATEST_APOLOGY:
            await self._posts.settle(post.message_id, PostState.UNANSWERABLE)
            log.info("post_too_old", message=post.message_id)
        else:
            await self._handler.take_up(post, channel.get_partial_message(post.message_id))

    async def _channel(self, post: Post) -> discord.TextChannel | discord.PartialMessageable | None:
        """Return where a post stands, None where that is gone; the bot knows its permissions in what it returns."""
        if post.guild_id is None:
            return self._bot.get_partial_messageable(post.channel_id)
        channel = self._bot.get_channel(post.channel_id)
        attempts = Attempts()
        while channel is None:
            try:
                async with attempts:
                    channel = await self._bot.fetch_channel(post.channel_id)
            except (discord.HTTPException, discord.InvalidData) as error:
                if isinstance(error, discord.HTTPException) and not is_refusal(error):
                    raise
                return None
        # Whatever holds messages behaves like a text channel here.
        return channel if hasattr(channel, "get_partial_message") else None  # type: ignore[return-value]
