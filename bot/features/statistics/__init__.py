"""Counts and comparisons: ``/charts`` and ``/compare``."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.statistics._cog import Statistics

    await bot.add_cog(Statistics())
