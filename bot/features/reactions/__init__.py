"""Reactions on posted songs, counted where a server's admins want that: they and *Save* say which songs are liked."""

from bot.core.client import SongBot


async def setup(bot: SongBot) -> None:
    """Add the feature to the bot."""
    from bot.features.reactions._cog import Reactions

    await bot.add_cog(Reactions(bot))
