"""A note under a post whose songs wait for their turn, gone when the answer comes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import structlog

from bot.features.configure import ServerChoices
from bot.features.posting._message_reply import write_note
from bot.languages import Language
from bot.pipeline.progress import QueueProgress, reporting_progress
from bot.replies.delivery import Attempts, UndeliveredError
from bot.replies.layouts import sentence_reply
from bot.store import Posts

log = structlog.get_logger(__name__)


class _Note:
    """One message that is written when it is needed, changed from then on, and known to the database."""

    def __init__(self, message: discord.Message, language: Language, posts: Posts) -> None:
        self._post = message
        self._language = language
        self._posts = posts
        self._written: discord.Message | None = None

    async def show(self, position: int) -> None:
        view = sentence_reply(self._language.say("waiting", position=position))
        if self._written is None:
            self._written = await write_note(self._post, view)
            await self._posts.note(self._post.id, self._written.id)
        else:
            await self._written.edit(view=view)

    async def remove(self) -> None:
        if self._written is not None:
            await remove_note(self._written)
            await self._posts.note(self._post.id, None)


async def remove_note(note: discord.Message | discord.PartialMessage) -> None:
    """Delete a note; where Discord refuses that, log one line."""
    attempts = Attempts()
    try:
        while True:
            async with attempts:
                await note.delete()
                return
    except (discord.HTTPException, UndeliveredError) as error:
        log.info("note_not_removed", message=note.id, cause=repr(error))


@asynccontextmanager
async def showing_position(
    message: discord.Message, choices: ServerChoices, posts: Posts
) -> AsyncIterator[QueueProgress]:
    """Show under a post the position of its songs in the queue, unless the server wants reactions only."""
    if choices.style == "reaction":
        yield QueueProgress()
        return
    note = _Note(message, choices.language_in(message.guild), posts)
    try:
        async with reporting_progress(note.show) as waiting:
            yield waiting
    finally:
        await note.remove()
