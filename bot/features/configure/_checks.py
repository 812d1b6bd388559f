"""Who may use what, and how often: a check before every command."""

import discord
from discord import app_commands

from bot.core.client import SongBot
from bot.features.configure._choices import choices_of
from bot.pipeline.rate_limit import Asking

# What one's rights are, what the bot is, and the way out of wrong settings are never out of reach.
_ALWAYS = {"privacy", "settings", "about", "help"}


async def check_command(interaction: discord.Interaction[SongBot]) -> None:
    """Raise MissingAnyRole or CommandOnCooldown for a command that the server does not let its user have now."""
    command = interaction.command
    if command is None or command.qualified_name.split()[0] in _ALWAYS:
        return
    services = interaction.client.services
    choices = await choices_of(services, interaction.guild_id, interaction.user.id)
    if not choices.lets_command(interaction.user):
        raise app_commands.MissingAnyRole(list(choices.commandroles))
    asking = Asking("command", interaction.guild_id, interaction.user.id)
    refusal = services.limits.take(asking, choices.commandlimit)
    if refusal:
        raise refusal.error
