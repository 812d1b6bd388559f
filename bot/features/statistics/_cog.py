"""The commands that count and compare."""

from enum import StrEnum

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.statistics._charts import charts
from bot.features.statistics._compare import compared
from bot.features.statistics._leaderboard import leaderboard
from bot.interactions.respond import answer
from bot.interactions.tag_options import TAG_OPTION, server_tag_choices


class Period(StrEnum):
    """How far back a chart looks."""

    WEEK = "week"
    MONTH = "month"
    EVER = "ever"


_PERIOD = "How far back; a month if you leave it out"
_DAYS = {Period.WEEK: 7, Period.MONTH: 30, Period.EVER: None}


class Statistics(commands.Cog):
    """Counts what was posted and compares songs."""

    charts = app_commands.Group(name="charts", description="What is liked and posted most in this server.")

    @charts.command()
    @app_commands.describe(period=_PERIOD, tag=TAG_OPTION)
    async def songs(
        self, interaction: discord.Interaction[SongBot], period: Period = Period.MONTH, tag: str | None = None
    ) -> None:
        """Show which songs were liked most in this server, and which genres posted most."""
        await answer(interaction, charts(interaction, period, _DAYS[period], tag), ephemeral=True)

    @charts.command()
    @app_commands.describe(period=_PERIOD)
    async def posters(self, interaction: discord.Interaction[SongBot], period: Period = Period.MONTH) -> None:
        """Show who posted most in this server, where its admins want that."""
        await answer(interaction, leaderboard(interaction, period, _DAYS[period]), ephemeral=True)

    @songs.autocomplete("tag")
    async def _tags(self, interaction: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        return await server_tag_choices(interaction, typed)

    @app_commands.command()
    @app_commands.describe(first="A song", second="Another song")
    async def compare(
        self, interaction: discord.Interaction[SongBot], first: discord.Attachment, second: discord.Attachment
    ) -> None:
        """Compare two songs: their genres side by side, and how near they are."""
        await answer(interaction, compared(interaction, first, second))
