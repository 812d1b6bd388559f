"""A note under a post whose songs wait for their turn, gone when the answer comes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import discord

from bot.features.configure import ServerChoices
from bot.features.posting._message_reply import reply_to
from bot.languages import Language
from bot.pipeline.progress import QueueProgress, reporting_progress
from bot.replies.layouts import sentence_reply


class _Note:
    """One message that is written when it is needed, and changed from then on."""

    def __init__(self, message: discord.Message, language: Language) -> None:
        self._post = message
        self._language = language
        self._written: discord.Message | None = None

    async def show(self, position: int) -> None:
        view = sentence_reply(self._language.say("waiting", position=position))
        if self._written is None:
            self._written = await reply_to(self._post, view)
        else:
            await self._written.edit(view=view)

    async def remove(self) -> None:
        if self._written is not None:
            with suppress(discord.HTTPException):
                await self._written.delete()


@asynccontextmanager
async def showing_position(message: discord.Message, choices: ServerChoices) -> AsyncIterator[QueueProgress]:
    """Show under a post the position of its songs in the queue, unless the server wants reactions only."""
    if choices.style == "reaction":
        yield QueueProgress()
        return
    note = _Note(message, choices.language_in(message.guild))
    try:
        async with reporting_progress(note.show) as waiting:
            yield waiting
    finally:
        await note.remove()
