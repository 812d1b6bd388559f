"""Whose taste is like one's own, of members who want to be found: ``/taste``."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.taste._cog import TasteCommands

    await bot.add_cog(TasteCommands())
