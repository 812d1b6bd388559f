"""What a server's admins decide: ``/settings``, and what it means for the other features."""

from bot.core.client import SongBot
from bot.features.configure._choices import ServerChoices, choices_of

__all__ = ["ServerChoices", "choices_of", "setup"]


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot, and ask the servers' wishes before every command."""
    from bot.features.configure._checks import check_command
    from bot.features.configure._cog import Configure
    from bot.features.configure._panel import EnterButton, MentionsSelect, PickSelect, UndoButton, ValueSelect

    bot.add_dynamic_items(PickSelect, ValueSelect, MentionsSelect, EnterButton, UndoButton)
    bot.command_checks.append(check_command)
    await bot.add_cog(Configure())
