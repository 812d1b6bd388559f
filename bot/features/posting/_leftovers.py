"""What an earlier attempt left under posts: notes about the queue, or an answer that was not written down."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import structlog

from bot.features.posting._queue_note import remove_note
from bot.replies.delivery import is_transient
from bot.replies.queue_notes import is_queue_note
from bot.store import Post

log = structlog.get_logger(__name__)

# Ten requests; what stands further below a post is not looked for.
_LOOKED_AT = 1000


class Leftovers:
    """The bot's own replies in the channels of unfinished posts; each channel's history is read once."""

    def __init__(self, bot_id: int) -> None:
        """Read nothing yet."""
        self._bot_id = bot_id
        self._replies: dict[int, dict[int, list[discord.Message]]] = {}
        self._answers: dict[int, int] = {}

    async def remove_notes(self, channel: Any, post: Post) -> None:
        """Remove the notes under a post; of the posts of a ``channel`` the oldest comes first."""
        if post.note_id is not None:
            await remove_note(channel.get_partial_message(post.note_id))
        if post.channel_id not in self._replies:
            self._replies[post.channel_id] = await self._read(channel, post.message_id)
        for message in self._replies[post.channel_id].pop(post.message_id, []):
            if not is_queue_note(message):
                self._answers[post.message_id] = message.id
            elif message.id != post.note_id:
                await remove_note(message)

    async def find_answer(self, channel: Any, post: Post) -> int | None:
        """Return the answer to a post whose notes were removed, also in its thread; None where none is known."""
        # The thread of a message has the message's id.
        thread = channel.get_thread(post.message_id) if isinstance(channel, discord.TextChannel) else None
        if post.message_id not in self._answers and thread is not None:
            return next(iter([message.id async for message in self._own_messages(thread, post.message_id)]), None)
        return self._answers.get(post.message_id)

    async def _read(self, channel: Any, after: int) -> dict[int, list[discord.Message]]:
        replies: dict[int, list[discord.Message]] = {}
        async for message in self._own_messages(channel, after):
            if message.reference and message.reference.message_id:
                replies.setdefault(message.reference.message_id, []).append(message)
        return replies

    async def _own_messages(self, channel: Any, after: int) -> AsyncIterator[discord.Message]:
        try:
            async for message in channel.history(limit=_LOOKED_AT, after=discord.Object(after), oldest_first=True):
                # Discord's own messages about a new thread bear the name of who opened it.
                if message.author.id == self._bot_id and not message.is_system():
                    yield message
        except discord.HTTPException as error:
            if is_transient(error):
                raise
            # Without the history the nonce alone keeps the answer from being doubled.
            log.debug("history_refused", code=error.code)
