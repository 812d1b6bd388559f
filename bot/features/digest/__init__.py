"""What the bot posts by itself where a server's admins want that: a digest and a song of the day."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.digest._cog import Digest
    from bot.features.digest._scheduler import Scheduler

    await bot.add_cog(Scheduler(bot))
    await bot.add_cog(Digest())
