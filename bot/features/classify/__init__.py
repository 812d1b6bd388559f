"""A song's genre and similar songs on request: ``/classify`` and a message's context menu."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.classify._cog import Classify, find_in_message

    await bot.add_cog(Classify())
    bot.tree.add_command(find_in_message)
