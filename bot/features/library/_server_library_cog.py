"""The commands around the server's library, and Discord's events of posts that are gone; each answers in private."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.library import _server_library as server_library
from bot.interactions.key_options import KEY_OPTION, TEMPO_OPTION, key_choices
from bot.interactions.respond import answer
from bot.languages import language_of


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class ServerLibrary(commands.GroupCog, group_name="library"):
    """The songs posted in this server, where its admins let me keep them."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store."""
        self._members = bot.services.store.members

    @app_commands.command()
    @app_commands.describe(
        words="Words of a title or an artist; all songs if you leave it out",
        genre="A genre; pick one from the list",
        tempo=TEMPO_OPTION,
        key=KEY_OPTION,
        poster="The member who posted it",
    )
    async def search(
        self,
        interaction: discord.Interaction[SongBot],
        words: str = "",
        genre: str | None = None,
        tempo: str | None = None,
        key: str | None = None,
        poster: discord.User | None = None,
    ) -> None:
        """Find songs of this server's library, by words, genre, tempo, key and poster."""
        search = server_library.Search(words, genre, tempo, key, poster)
        await answer(interaction, server_library.found(interaction, search), ephemeral=True)

    @search.autocomplete("genre")
    async def _genres(self, interaction: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return await server_library.genre_choices(interaction, typed)

    @search.autocomplete("key")
    async def _keys(self, interaction: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return key_choices(typed, language_of(interaction))

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
