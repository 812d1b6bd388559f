"""The commands that list songs of before; each answers in private."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import answer
from bot.client import SongBot
from bot.features.library._lists import ListKind, list_page


class Library(commands.Cog):
    """Lists what was heard and saved."""

    history = app_commands.Group(name="history", description="Songs that were heard before.")

    @history.command()
    async def mine(self, interaction: discord.Interaction[SongBot]) -> None:
        """List the songs that you had heard."""
        await answer(interaction, list_page(interaction, ListKind.MINE, 0), ephemeral=True)

    @history.command()
    async def server(self, interaction: discord.Interaction[SongBot]) -> None:
        """List the songs that were posted in this server, in channels that you can see."""
        await answer(interaction, list_page(interaction, ListKind.SERVER, 0), ephemeral=True)

    @app_commands.command()
    async def saved(self, interaction: discord.Interaction[SongBot]) -> None:
        """List the songs that you saved."""
        await answer(interaction, list_page(interaction, ListKind.SAVED, 0), ephemeral=True)
