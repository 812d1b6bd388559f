"""The command tree: checks before every command, and errors that become replies."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.core.services import Services
from bot.languages import language_of
from bot.replies.delivery import say_privately
from bot.replies.errors import record, sentence

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
        if isinstance(error, app_commands.CommandNotFound):
            # Discord still offers what an older version of the program had, or another program with the same token has.
            log.warning("unknown_command", command=error.name, remedy="python -m bot sync")
        else:
            record(error, command=name)
        # A list to choose from has no place for a sentence.
        if interaction.type is not discord.InteractionType.autocomplete and not interaction.response.is_done():
            await say_privately(interaction, sentence(error, language_of(interaction)))
