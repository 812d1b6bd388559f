"""What a server's admins decide: ``/settings``, and what it means for the other features."""

from bot.client import SongBot
from bot.features.configure._choices import ServerChoices, choices_of

__all__ = ["ServerChoices", "choices_of", "setup"]


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.configure._cog import Configure
    from bot.features.configure._panel import ChannelsSelect, PickSelect, UndoButton, ValueSelect

    bot.add_dynamic_items(PickSelect, ValueSelect, ChannelsSelect, UndoButton)
    await bot.add_cog(Configure())
