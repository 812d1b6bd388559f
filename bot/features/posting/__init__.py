"""Posted songs get an answer."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.posting._cog import Posting

    await bot.add_cog(Posting(bot))
