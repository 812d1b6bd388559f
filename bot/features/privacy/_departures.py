"""Servers that remove the bot: what is kept of them goes thirty days later, unless it is invited again."""

from datetime import UTC, datetime, timedelta

import discord
import structlog
from discord.ext import commands, tasks

from bot.core.client import SongBot

log = structlog.get_logger(__name__)

GRACE = timedelta(days=30)


class Departures(commands.Cog):
    """Notes servers that left, and deletes once a day what is due."""

    def __init__(self, bot: SongBot) -> None:
        """Work with the bot's store."""
        self._bot = bot
        self._servers = bot.services.store.servers

    async def cog_unload(self) -> None:
        """Stop the daily task."""
        self.delete_due.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Start the daily task when the servers are known; READY comes again after reconnections."""
        if not self.delete_due.is_running():
            self.delete_due.start()

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
        # Servers that left or came back while the bot was offline, for which there is no event.
        here = {guild.id for guild in self._bot.guilds}
        departed = await self._servers.departed()
        for guild_id in departed & here:
            await self._servers.note_return(guild_id)
        for guild_id in await self._servers.known() - departed - here:
            # Other processes see the servers of other shards.
            if (guild_id >> 22) % (self._bot.shard_count or 1) in self._bot.shards:
                await self._servers.note_departure(guild_id, datetime.now(UTC))
        for guild_id in await self._servers.departed_before(datetime.now(UTC) - GRACE):
            await self._servers.erase(guild_id)
            log.info("server_erased", guild=guild_id)
