"""The frame around every answer: defer at once, count the job, and turn what goes wrong into a sentence."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import discord

from bot.client import SongBot
from bot.hearing import Ear, Failed, Outcome
from bot.replies.errors import record, sentence
from bot.replies.layouts import sentence_reply
from bot.sources import Source

# Unknown interaction, unknown webhook, and unknown message: the asker closed or deleted what would be answered.
_GONE = {10062, 10015, 10008}


@asynccontextmanager
async def answering(interaction: discord.Interaction[SongBot], *, ephemeral: bool = False) -> AsyncIterator[None]:
    """Defer the answer within Discord's three seconds and see that the asker gets one, whatever happens inside."""
    try:
        await interaction.response.defer(thinking=True, ephemeral=ephemeral)
        with interaction.client.intake.job():
            yield
    except Exception as error:
        name = interaction.command.qualified_name if interaction.command else None
        record(error, command=name, user=interaction.user.id)
        await _tell(interaction, error)


async def hear_all(ear: Ear, songs: Sequence[Source]) -> list[Outcome]:
    """Hear several songs at a time; one that fails does so alone."""
    return await asyncio.gather(*(_hear(ear, song) for song in songs))


async def _hear(ear: Ear, song: Source) -> Outcome:
    try:
        return await ear.hear(song)
    except Exception as error:
        record(error)
        return Failed(song.name, error)


async def _tell(interaction: discord.Interaction[SongBot], error: Exception) -> None:
    if isinstance(error, discord.HTTPException) and error.code in _GONE:
        return
    try:
        await interaction.edit_original_response(view=sentence_reply(sentence(error)))
    except discord.HTTPException as second:
        record(second, user=interaction.user.id)
