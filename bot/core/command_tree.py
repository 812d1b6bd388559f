"""The command tree: its errors become replies, and it is synced with Discord only when it changed."""

import hashlib
import json
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.core.services import Services
from bot.languages import language_of
from bot.languages.commands import CommandTranslator
from bot.replies.errors import record, sentence
from bot.store import Facts

log = structlog.get_logger(__name__)


class ServingBot(commands.AutoShardedBot):
    """A bot with services, and with checks that are made before every command."""

    services: Services
    command_checks: list[Callable[[discord.Interaction[Any]], Awaitable[None]]]


class CommandTree(app_commands.CommandTree[ServingBot]):
    """A tree that answers an error before or in a command with a sentence for the one who called it.

    The bot's ``command_checks`` are asked before every command and raise what speaks against it.
    """

    async def interaction_check(self, interaction: discord.Interaction[ServingBot], /) -> bool:
        """Return whether a command may run; where not, its caller was told why."""
        # Autocomplete comes with every letter typed and counts for no limit.
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        try:
            for check in interaction.client.command_checks:
                await check(interaction)
        except Exception as error:
            await self._refuse(interaction, error)
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction[ServingBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Reply with a sentence and log the error."""
        await self._refuse(interaction, error)

    async def _refuse(self, interaction: discord.Interaction[ServingBot], error: Exception) -> None:
        name = interaction.command.qualified_name if interaction.command else None
        interaction.client.services.metrics.commands.labels(name or "unknown", "refused").inc()
        record(error, command=name)
        if not interaction.response.is_done():
            await interaction.response.send_message(sentence(error, language_of(interaction)), ephemeral=True)


async def sync_if_changed(tree: app_commands.CommandTree[Any], facts: Facts) -> None:
    """Sync the commands with Discord unless exactly these were synced before."""
    name = f"commands:{tree.client.application_id}"
    translator = CommandTranslator()
    await tree.set_translator(translator)
    fingerprint = await _fingerprint(tree, translator)
    if await facts.get(name) == fingerprint:
        return
    await tree.sync()
    await facts.set(name, fingerprint)
    log.info("commands_synced", fingerprint=fingerprint[:12])


async def _fingerprint(tree: app_commands.CommandTree[Any], translator: CommandTranslator) -> str:
    known = [command for kind in discord.AppCommandType for command in tree.get_commands(type=kind)]
    payloads = [await command.get_translated_payload(tree, translator) for command in known]
    commands = sorted(payloads, key=lambda each: (each["type"], each["name"]))
    return hashlib.sha256(json.dumps(commands, sort_keys=True).encode()).hexdigest()
