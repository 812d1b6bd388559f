"""The command that opens a server's panel."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.configure._modal import submitted
from bot.features.configure._panel import panel, typed
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

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction[SongBot]) -> None:
        """Take the value of a submitted dialogue, also of one that an earlier run opened."""
        found = submitted(interaction)
        if found is not None:
            setting, text = found
            await answer(interaction, typed(interaction, setting, text), in_place=True)
