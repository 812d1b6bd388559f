"""Servers that remove the bot: what is kept of them goes thirty days later, unless it is invited again."""

from datetime import UTC, datetime, timedelta

import discord
import structlog
from discord.ext import commands, tasks

from bot.client import SongBot

log = structlog.get_logger(__name__)

GRACE = timedelta(days=30)


class Departures(commands.Cog):
    """Notes who left, and deletes what is due once a day."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store."""
        self._servers = bot.services.store.servers

    async def cog_load(self) -> None:
        """Begin the daily round."""
        self.delete_due.start()

    async def cog_unload(self) -> None:
        """End the daily round."""
        self.delete_due.cancel()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Start a server's thirty days."""
        await self._servers.note_departure(guild.id, datetime.now(UTC))

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Forget that a server left."""
        await self._servers.note_return(guild.id)

    @tasks.loop(hours=24)
    async def delete_due(self) -> None:
        """Delete what is kept of servers that left thirty days ago."""
        for guild_id in await self._servers.departed_before(datetime.now(UTC) - GRACE):
            await self._servers.erase(guild_id)
            log.info("server_erased", guild=guild_id)
