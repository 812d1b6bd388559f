"""Songs that were analysed and saved before, and the server's library: ``/history``, ``/saved`` and ``/library``."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.library._cog import Library
    from bot.features.library._lists import RemoveSelect, TurnButton
    from bot.features.library._reanalysis import Reanalysis
    from bot.features.library._server_library_cog import ServerLibrary

    bot.add_dynamic_items(TurnButton, RemoveSelect)
    await bot.add_cog(Library())
    await bot.add_cog(ServerLibrary(bot))
    await bot.add_cog(Reanalysis(bot))
