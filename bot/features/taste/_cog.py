"""The commands about tastes; each answers in private."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.taste._blend import blended
from bot.features.taste._matches import matches
from bot.interactions.respond import answer


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class TasteCommands(commands.GroupCog, group_name="taste"):
    """Whose taste is like yours, of members who want to be found."""

    @app_commands.command()
    async def matches(self, interaction: discord.Interaction[SongBot]) -> None:
        """Show members whose songs are like yours, with songs of theirs that you have not posted."""
        await answer(interaction, matches(interaction), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(member="A member who wants to be found")
    async def blend(self, interaction: discord.Interaction[SongBot], member: discord.User) -> None:
        """Find songs that lie between your taste and a member's."""
        await answer(interaction, blended(interaction, member), ephemeral=True)
