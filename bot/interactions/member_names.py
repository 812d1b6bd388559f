"""What members of a server are called there."""

import asyncio
from collections.abc import Sequence

import discord

from bot.replies.text import plain

_NAME = 40


async def member_names(guild: discord.Guild | None, user_ids: Sequence[int]) -> dict[int, str]:
    """Return members' names by their ids, plain, for pictures."""
    members = await asyncio.gather(*(present_member(guild, user_id) for user_id in user_ids))
    pairs = zip(user_ids, members, strict=True)
    # Who has left keeps the id's last digits.
    return {
        user_id: plain(member.display_name, _NAME) if member else f"…{user_id % 10_000:04}" for user_id, member in pairs
    }


async def present_member(guild: discord.Guild | None, user_id: int) -> discord.Member | None:
    """Return a member; None who has left. Members are not cached, so Discord is asked."""
    try:
        return (guild.get_member(user_id) or await guild.fetch_member(user_id)) if guild else None
    except discord.HTTPException:
        return None
