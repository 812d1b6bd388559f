"""What an earlier attempt left under a post: notes about the queue, or an answer that was not written down."""

from functools import cache
from typing import Any

import discord
import structlog

from bot.features.posting._queue_note import remove_note
from bot.languages import languages
from bot.replies.layouts import texts_of
from bot.store import Post

log = structlog.get_logger(__name__)

# More people than that rarely post between a song and its answer.
_LOOKED_AT = 50
_LONGEST_QUEUE = 500


async def find_answer(channel: Any, post: Post, bot_id: int) -> int | None:
    """Remove the bot's notes under a post, and return the id of its answer, None where there is none or it is unknown.

    ``channel`` is where the post stands; a thread of the post is searched too.
    """
    if post.note_id is not None:
        await remove_note(channel.get_partial_message(post.note_id))
    answer: int | None = None
    async for message in _own_messages(channel, post.message_id, bot_id):
        reference = message.reference.message_id if message.reference else None
        if reference != post.message_id or message.id == post.note_id:
            continue
        texts = [text for component in message.components for text in texts_of(component)]
        if len(texts) == 1 and texts[0] in _notes():
            await remove_note(message)
        else:
            answer = message.id
    # The thread of a message has the message's id.
    thread = channel.get_thread(post.message_id) if isinstance(channel, discord.TextChannel) else None
    if answer is None and thread is not None:
        answer = next(iter([message.id async for message in _own_messages(thread, post.message_id, bot_id)]), None)
    return answer


async def _own_messages(channel: Any, after: int, bot_id: int) -> Any:
    try:
        async for message in channel.history(limit=_LOOKED_AT, after=discord.Object(after), oldest_first=True):
            # Discord's own messages about a new thread bear the name of who opened it.
            if message.author.id == bot_id and not message.is_system():
                yield message
    except discord.Forbidden as error:
        # Without the history the nonce alone keeps the answer from being doubled.
        log.debug("history_refused", code=error.code)


@cache
def _notes() -> frozenset[str]:
    return frozenset(
        language.say("waiting", position=position) for language in languages() for position in range(_LONGEST_QUEUE)
    )
