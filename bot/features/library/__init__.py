"""What was heard and saved before: ``/history`` and ``/saved``."""

from bot.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.library._cog import Library
    from bot.features.library._lists import RemoveSelect, TurnButton

    bot.add_dynamic_items(TurnButton, RemoveSelect)
    await bot.add_cog(Library())
