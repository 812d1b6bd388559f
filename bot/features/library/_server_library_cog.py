"""The commands around the server's library, and Discord's events of posts that are gone; each answers in private."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.library import _server_library as server_library
from bot.interactions.respond import answer


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class ServerLibrary(commands.GroupCog, group_name="library"):
    """The songs posted in this server, where its admins let me keep them."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store."""
        self._members = bot.services.store.members

    @app_commands.command()
    @app_commands.describe(words="Words of a title or an artist; all songs if you leave it out")
    async def search(self, interaction: discord.Interaction[SongBot], words: str = "") -> None:
        """List the songs of this server's library, newest first."""
        await answer(interaction, server_library.found(interaction, words), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(song="One of your songs; moderators may remove any")
    async def remove(self, interaction: discord.Interaction[SongBot], song: str) -> None:
        """Take a song out of this server's library."""
        await answer(interaction, server_library.removed(interaction, song), ephemeral=True)

    @remove.autocomplete("song")
    async def _songs(self, interaction: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return await server_library.removable(interaction, typed)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget the posts of a channel that is gone."""
        await self._members.forget_channel(channel.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget the posts of a thread that is gone."""
        await self._members.forget_channel(payload.thread_id)
