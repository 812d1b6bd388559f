"""The commands that list songs of before; each answers in private."""

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.library._lists import ListKind, first_page, list_page
from bot.features.library._saved_file import saved_file
from bot.interactions.respond import answer
from bot.interactions.tag_options import TAG_OPTION, server_tag_choices, tag_choices, tags_of_asker
from bot.replies.playlist import PlaylistForm


class Library(commands.Cog):
    """Lists what was analysed and saved."""

    history = app_commands.Group(name="history", description="Songs that were heard before.")

    @history.command()
    @app_commands.describe(tag=TAG_OPTION)
    async def mine(self, interaction: discord.Interaction[SongBot], tag: str | None = None) -> None:
        """List the songs that you had heard."""
        await answer(interaction, first_page(interaction, ListKind.MINE, tag), ephemeral=True)

    @mine.autocomplete("tag")
    async def _own_tags(self, interaction: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return tag_choices(interaction, await tags_of_asker(interaction), typed)

    @history.command()
    @app_commands.describe(tag=TAG_OPTION)
    async def server(self, interaction: discord.Interaction[SongBot], tag: str | None = None) -> None:
        """List the songs that were posted in this server, in channels that you can see."""
        await answer(interaction, first_page(interaction, ListKind.SERVER, tag), ephemeral=True)

    @server.autocomplete("tag")
    async def _server_tags(self, interaction: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return await server_tag_choices(interaction, typed)

    @app_commands.command()
    @app_commands.describe(export="Take the list away as a file for a player or a spreadsheet")
    async def saved(self, interaction: discord.Interaction[SongBot], export: PlaylistForm | None = None) -> None:
        """List the songs that you saved."""
        listed = saved_file(interaction, export) if export else list_page(interaction, ListKind.SAVED, 0)
        await answer(interaction, listed, ephemeral=True)
