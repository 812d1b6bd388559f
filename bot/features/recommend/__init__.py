"""Similar songs on request: the commands of ``/recommend``."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.recommend._cog import Recommend

    await bot.add_cog(Recommend(bot))
