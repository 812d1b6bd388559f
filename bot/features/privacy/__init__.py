"""What is stored about a person, and how they control it: ``/privacy``."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.privacy._cog import EraseButton, Privacy
    from bot.features.privacy._departures import Departures

    bot.add_dynamic_items(EraseButton)
    await bot.add_cog(Departures(bot))
    await bot.add_cog(Privacy())
