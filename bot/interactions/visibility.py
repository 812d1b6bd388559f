"""What somebody may see of a server; every listing, link and recommendation of posts goes through here."""

import discord

from bot.errors import OnlyInServersError

_ChannelOrThread = discord.abc.GuildChannel | discord.Thread


def readable_channels(guild: discord.Guild | None, requester: discord.Member | discord.User) -> list[int]:
    """Return the channels and threads whose history somebody may read; raise OnlyInServersError in private.

    What the bot does not know is left out, and so are private threads, whose members it does not know.
    """
    if guild is None or not isinstance(requester, discord.Member):
        raise OnlyInServersError
    readable = []
    for place in (*guild.channels, *guild.threads):
        permissions = place.permissions_for(requester)
        may_read = permissions.view_channel and permissions.read_message_history
        if isinstance(place, discord.Thread) and place.is_private():
            may_read = permissions.manage_threads
        readable += [place.id] if may_read else []
    return readable


def shared_channels(
    guild: discord.Guild | None, requester: discord.Member | discord.User, here: discord.abc.Snowflake | None
) -> list[int]:
    """Return the channels that the requester may read, and so may everybody who reads an answer given ``here``.

    Those are the channel itself and what no role and nobody is kept out of. Raise OnlyInServersError in private.
    """
    readable = set(readable_channels(guild, requester))
    return [place for place in public_channels(guild, here) if place in readable] if guild else []


def public_channels(guild: discord.Guild, here: discord.abc.Snowflake | None) -> list[int]:
    """Return the channels that everybody may read who reads a message given ``here``: that one, and all open ones."""
    around = here.id if here else None
    return [place.id for place in (*guild.channels, *guild.threads) if place.id == around or _is_open(place)]


def _is_open(place: _ChannelOrThread) -> bool:
    """Return whether all members of a server may read a place."""
    if isinstance(place, discord.Thread):
        return not place.is_private() and place.parent is not None and _is_open(place.parent)
    everyone = place.guild.default_role
    permissions = place.permissions_for(everyone)
    kept_out = any(
        False in (overwrite.view_channel, overwrite.read_message_history)
        for target, overwrite in place.overwrites.items()
        if target != everyone
    )
    return permissions.view_channel and permissions.read_message_history and not kept_out
