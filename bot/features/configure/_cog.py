"""The command that opens a server's panel."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.configure._panel import panel
from bot.interactions.respond import answer


class Configure(commands.Cog):
    """Lets admins decide how the bot behaves in their server."""

    @app_commands.command()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(self, interaction: discord.Interaction[SongBot]) -> None:
        """Choose where and how posted songs are answered in this server."""
        await answer(interaction, panel(interaction), ephemeral=True)
