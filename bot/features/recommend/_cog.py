"""The commands that recommend songs out of the catalogue."""

import asyncio

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.answering import answer
from bot.client import SongBot
from bot.features.recommend import _finding as finding
from bot.features.recommend._picking import CHOICES, title_choices
from bot.replies.playlist import PlaylistForm

Count = app_commands.Range[int, 1, 25]
_FILE = "An audio file, or a video with sound"
_URL = "A direct link to an audio file"
_COUNT = "How many songs, 1 to 25; 10 if you leave it out"
_AS_FILE = "Take the list away as a file for a player or a spreadsheet"


class Recommend(commands.GroupCog, group_name="recommend"):
    """Finds songs."""

    def __init__(self, bot: SongBot) -> None:
        """Look songs up in the bot's catalogue."""
        self._catalog = bot.services.catalog

    @app_commands.command()
    @app_commands.describe(title="Part of a title or an artist; pick one from the list", count=_COUNT, export=_AS_FILE)
    async def like(
        self,
        interaction: discord.Interaction[SongBot],
        title: str,
        count: Count = 10,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs that sound like one of the archive."""
        await answer(interaction, finding.like(interaction, title, count, export))

    @like.autocomplete("title")
    async def _titles(self, _: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return await asyncio.to_thread(title_choices, self._catalog, typed)

    @app_commands.command()
    @app_commands.describe(genre="A genre; pick one from the list", count=_COUNT, export=_AS_FILE)
    async def genre(
        self,
        interaction: discord.Interaction[SongBot],
        genre: str,
        count: Count = 10,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs of a genre."""
        await answer(interaction, finding.of_genre(interaction, genre, count, export))

    @genre.autocomplete("genre")
    async def _genres(self, _: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        wanted = typed.casefold()
        names = [name for name in self._catalog.genres if wanted in name.casefold()]
        return [Choice(name=name, value=name) for name in names[:CHOICES]]

    @app_commands.command()
    @app_commands.describe(file=_FILE, url=_URL)
    async def song(
        self, interaction: discord.Interaction[SongBot], file: discord.Attachment | None = None, url: str | None = None
    ) -> None:
        """Find songs that sound like yours."""
        await answer(interaction, finding.like_song(interaction, file, url))

    @app_commands.command()
    @app_commands.describe(file=_FILE, url=_URL, count=_COUNT, export=_AS_FILE)
    async def surprise(
        self,
        interaction: discord.Interaction[SongBot],
        file: discord.Attachment | None = None,
        url: str | None = None,
        count: Count = 10,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs near yours in sound and far from it in genre."""
        await answer(interaction, finding.surprising(interaction, file, url, count, export))

    @app_commands.command()
    @app_commands.describe(
        first="A song", second="Another", third="A third", fourth="A fourth", count=_COUNT, export=_AS_FILE
    )
    async def blend(
        self,
        interaction: discord.Interaction[SongBot],
        first: discord.Attachment,
        second: discord.Attachment,
        third: discord.Attachment | None = None,
        fourth: discord.Attachment | None = None,
        count: Count = 10,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs that lie between two, three or four of yours."""
        files = [file for file in (first, second, third, fourth) if file]
        await answer(interaction, finding.blended(interaction, files, count, export))

    @app_commands.command()
    @app_commands.describe(start="The song to start from", end="The song to end at", count=_COUNT, export=_AS_FILE)
    async def path(
        self,
        interaction: discord.Interaction[SongBot],
        start: discord.Attachment,
        end: discord.Attachment,
        count: Count = 10,
        export: PlaylistForm | None = None,
    ) -> None:
        """Make a playlist that walks from one song of yours to another."""
        await answer(interaction, finding.walked(interaction, start, end, count, export))

    @app_commands.command()
    @app_commands.describe(count=_COUNT, export=_AS_FILE)
    async def mine(
        self, interaction: discord.Interaction[SongBot], count: Count = 10, export: PlaylistForm | None = None
    ) -> None:
        """Find songs like those that you posted and saved."""
        await answer(interaction, finding.for_member(interaction, count, export), ephemeral=True)
