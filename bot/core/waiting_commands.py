"""Commands that show that an answer will come: kept until it is there, and answered by the next start after a kill."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta

import discord
import structlog
from discord.http import Route
from sqlalchemy.exc import SQLAlchemyError

from bot.core.command_tree import ServingBot
from bot.languages import language_for
from bot.replies.delivery import DISCORD_ERRORS, Attempts, UndeliveredError
from bot.replies.layouts import sentence_reply
from bot.replies.queue_notes import is_queue_note
from bot.store import WaitingCommand

log = structlog.get_logger(__name__)

# So long Discord takes an answer.
_ANSWERABLE = timedelta(minutes=15)
# Of the three seconds in which a command must be acknowledged, what a slow database may take.
_PATIENCE_S = 0.5


@asynccontextmanager
async def kept_until_answered(interaction: discord.Interaction[ServingBot]) -> AsyncIterator[None]:
    """Keep a command in the database for as long as the context lasts; where that fails, log one line."""
    waiting_commands = interaction.client.services.store.waiting_commands
    command = WaitingCommand(interaction.id, interaction.guild_id, str(interaction.locale), interaction.token)
    adding = asyncio.create_task(waiting_commands.add(command))
    await asyncio.wait({adding}, timeout=_PATIENCE_S)
    try:
        yield
    finally:
        try:
            await adding
            await waiting_commands.remove(interaction.id)
        except (SQLAlchemyError, OSError) as error:
            log.warning("waiting_command_not_kept", cause=repr(error))


async def answer_left(bot: ServingBot, left: Sequence[WaitingCommand]) -> None:
    """Say under commands that an earlier run left waiting that it was restarted, as long as Discord takes that.

    Those of other shards are left to their process. Commands that were answered stay as they are.
    """
    for command in left:
        if not bot.services.settings.shards.holds(command.guild_id):
            continue
        try:
            if discord.utils.utcnow() - command.accepted < _ANSWERABLE:
                await _answer(bot, command)
        except DISCORD_ERRORS as error:
            log.info("waiting_command_refused", cause=repr(error))
        except UndeliveredError as error:
            log.warning("waiting_command_undelivered", cause=str(error))
            return
        await bot.services.store.waiting_commands.remove(command.interaction_id)


async def _answer(bot: ServingBot, command: WaitingCommand) -> None:
    webhook = discord.Webhook.partial(bot.application_id or 0, command.token, client=bot)
    # A webhook would write the @ as %40.
    path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
    route = Route("GET", path, webhook_id=bot.application_id or 0, webhook_token=command.token)
    text = language_for(command.locale).say("restarted-command")
    attempts = Attempts()
    while True:
        async with attempts:
            original = await bot.http.request(route)
            message = await webhook.fetch_message(int(original["id"]))
            if message.flags.loading or is_queue_note(message):
                await message.edit(view=sentence_reply(text))
                log.info("waiting_command_answered")
            return
