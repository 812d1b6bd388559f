"""The frame around every answer: defer at once, count the job, and turn errors into sentences."""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any

import discord

from bot.core.client import SongBot
from bot.core.waiting_commands import kept_until_answered
from bot.languages import language_of
from bot.pipeline.analysis import AnalysisService, FailedSong, Requester, SongResult
from bot.pipeline.progress import reporting_progress
from bot.pipeline.sources import Source
from bot.replies.delivery import DISCORD_ERRORS, Attempts, UndeliveredError, acknowledge, is_gone
from bot.replies.errors import record, sentence
from bot.replies.layouts import Reply, sentence_reply
from bot.telemetry.error_codes import code_of

# Invalid webhook token and unknown webhook: an interaction can be answered for fifteen minutes.
_EXPIRED = {50027, 10015}
_WAITING = "waiting"


async def answer(
    interaction: discord.Interaction[SongBot],
    reply: Reply | Coroutine[Any, Any, Reply],
    *,
    ephemeral: bool = False,
    in_place: bool = False,
) -> None:
    """Defer within Discord's three seconds, then show the reply, or a sentence about what its coroutine raised.

    ``in_place`` changes the message that a pressed button stands on, which stays as it is when something goes wrong.
    """
    try:
        async with nullcontext() if in_place else kept_until_answered(interaction):
            await _answer(interaction, reply, ephemeral, in_place)
    finally:
        # Where it was never awaited, Python would complain later.
        if not isinstance(reply, Reply):
            reply.close()


async def _answer(
    interaction: discord.Interaction[SongBot],
    reply: Reply | Coroutine[Any, Any, Reply],
    ephemeral: bool,
    in_place: bool,
) -> None:
    try:
        if not await acknowledge(interaction, thinking=not in_place, ephemeral=ephemeral):
            _count(interaction, "gone")
            return
        if interaction.guild_id is None:
            # Songs that are posted in private come without a language.
            locale = str(interaction.locale)
            await interaction.client.services.store.members.note_locale(interaction.user.id, locale)
        with interaction.client.in_flight.job():
            async with reporting_progress(partial(_show_position, interaction, in_place)) as interaction.extras[
                _WAITING
            ]:
                view = reply if isinstance(reply, Reply) else await reply
            await _show(interaction, view, ephemeral)
        _count(interaction, "answered")
    except Exception as error:
        _count(interaction, code_of(error))
        record(error, command=_command(interaction), user=interaction.user.id)
        await _report(interaction, error, ephemeral, in_place)


def _count(interaction: discord.Interaction[SongBot], outcome: str) -> None:
    """Count what became of a command, or of a button."""
    name = _command(interaction) or "button"
    interaction.client.services.metrics.commands.labels(name, outcome).inc()


def requester_of(interaction: discord.Interaction[SongBot]) -> Requester:
    """Return who uses a command, and where."""
    return Requester(interaction.user.id, interaction.guild_id, waiting=interaction.extras.get(_WAITING))


async def analyse_all(service: AnalysisService, songs: Sequence[Source], requester: Requester) -> list[SongResult]:
    """Analyse several songs at a time; one that fails does so alone."""
    return await asyncio.gather(*(_analyse(service, song, requester) for song in songs))


async def _analyse(service: AnalysisService, song: Source, requester: Requester) -> SongResult:
    try:
        return await service.analyse(song, requester)
    except Exception as error:
        record(error)
        return FailedSong(song.name, error)


def _command(interaction: discord.Interaction[SongBot]) -> str | None:
    return interaction.command.qualified_name if interaction.command else None


async def _show(interaction: discord.Interaction[SongBot], view: Reply, ephemeral: bool) -> None:
    """Show a reply where the command waits for it, or beside it where that took longer than Discord waits."""
    attempts = Attempts()
    try:
        while True:
            async with attempts:
                # Without files of its own a reply leaves those that the message has.
                await interaction.edit_original_response(view=view, attachments=view.files or discord.utils.MISSING)
                return
    except discord.HTTPException as error:
        if error.code not in _EXPIRED:
            raise
        # What only one person may see goes to that person.
        target = interaction.user if ephemeral else interaction.channel
        if not isinstance(target, discord.abc.Messageable):
            raise
        attempts = Attempts()
    while True:
        async with attempts:
            await target.send(view=view, files=view.files, nonce=str(interaction.id))
            return


async def _show_position(interaction: discord.Interaction[SongBot], in_place: bool, position: int) -> None:
    # A button's own message keeps what it shows.
    if not in_place:
        text = language_of(interaction).say("waiting", position=position)
        await interaction.edit_original_response(view=sentence_reply(text))


async def _report(interaction: discord.Interaction[SongBot], error: Exception, ephemeral: bool, in_place: bool) -> None:
    if is_gone(error) or isinstance(error, UndeliveredError):
        return
    view = sentence_reply(sentence(error, language_of(interaction)))
    attempts = Attempts()
    try:
        while in_place:
            async with attempts:
                await interaction.followup.send(view=view, ephemeral=True)
                return
        await _show(interaction, view, ephemeral)
    except (*DISCORD_ERRORS, UndeliveredError) as second:
        record(second, user=interaction.user.id)
