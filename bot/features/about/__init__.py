"""What the bot is and how to use it: ``/about`` and ``/help``."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.about._cog import About

    await bot.add_cog(About())
