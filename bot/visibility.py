"""What somebody may see of a server; every listing of posts goes through here."""

import discord

from bot.errors import OnlyInServersError


def readable_channels(guild: discord.Guild | None, asker: discord.Member | discord.User) -> list[int]:
    """Return the channels and threads whose history somebody may read; raise OnlyInServersError in private.

    What the bot does not know is left out, and so are private threads, whose members it does not know.
    """
    if guild is None or not isinstance(asker, discord.Member):
        raise OnlyInServersError
    return [place.id for place in (*guild.channels, *guild.threads) if _may_read(place, asker)]


def _may_read(place: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool:
    if isinstance(place, discord.Thread) and place.is_private():
        return place.permissions_for(member).manage_threads
    permissions = place.permissions_for(member)
    return permissions.view_channel and permissions.read_message_history
