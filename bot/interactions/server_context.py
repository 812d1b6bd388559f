"""What only the bot's database knows about analysed songs: earlier posts of them, and the server's songs like them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.core.services import Services
from bot.interactions.explicit import presentable
from bot.interactions.recommender import query_for, recommend_near
from bot.interactions.search_scope import SearchScope
from bot.interactions.visibility import shared_channels
from bot.pipeline.analysis import AnalysedSong, SongResult
from bot.store import Scope

_NEIGHBOURS = 3
"""How many songs of the server's library stand in a reply."""


async def with_server_context(
    services: Services,
    results: Sequence[SongResult],
    guild: discord.Guild | None,
    requester: discord.Member | discord.User,
    here: discord.abc.Snowflake | None,
    message_id: int | None = None,
) -> list[SongResult]:
    """Return results with what an answer given ``here`` may say, of the server's posts nothing in private.

    ``message_id``: the message that the songs came with, which is no earlier post of them.
    """
    results = [await _presentable(services, each, guild, here) for each in results]
    if guild is None or not isinstance(requester, discord.Member):
        return results
    scope = Scope(guild.id, frozenset(shared_channels(guild, requester, here)))
    kept = await services.store.servers.keeps_library(guild.id)
    return await asyncio.gather(*(_with_context(services, each, scope, message_id, kept=kept) for each in results))


async def _presentable(
    services: Services, result: SongResult, guild: discord.Guild | None, here: discord.abc.Snowflake | None
) -> SongResult:
    """Return a result without explicit names among its recommendations."""
    if not isinstance(result, AnalysedSong):
        return result
    analysis = result.analysis
    songs = await presentable(services, guild.id if guild else None, here, analysis.recommendations)
    return replace(result, analysis=replace(analysis, recommendations=songs))


async def _with_context(
    services: Services, result: SongResult, scope: Scope, message_id: int | None, *, kept: bool
) -> SongResult:
    if not isinstance(result, AnalysedSong) or not result.is_music:
        return result
    analysis = result.analysis
    earlier = await services.store.repeats.earlier(analysis, scope.guild_id, scope.channel_ids, message_id)
    search_scope = SearchScope(archive=False, scope=scope)
    neighbours = await recommend_near(services, search_scope, query_for(analysis), _NEIGHBOURS) if kept else ()
    return replace(result, earlier=earlier, neighbours=neighbours)
