"""What only the bot's own database knows about heard songs: earlier posts of them, and the server's songs like them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.core.services import Services
from bot.interactions.recommender import SearchScope, query_for, recommend_near
from bot.interactions.visibility import shared_channels
from bot.pipeline.analysis import AnalysedSong, SongResult
from bot.store import Scope

NEIGHBOURS = 3
"""How many songs of the server's library stand in a reply."""


async def with_server_context(
    services: Services,
    outcomes: Sequence[SongResult],
    guild: discord.Guild | None,
    requester: discord.Member | discord.User,
    here: discord.abc.Snowflake | None,
    message_id: int | None = None,
) -> list[SongResult]:
    """Return outcomes with what an answer given ``here`` may say of the server's posts; as they are in private.

    ``message_id``: the message that the songs came with, which is no earlier post of them.
    """
    if guild is None or not isinstance(requester, discord.Member):
        return list(outcomes)
    scope = Scope(guild.id, frozenset(shared_channels(guild, requester, here)))
    kept = await services.store.servers.keeps_library(guild.id)
    return await asyncio.gather(*(_enriched(services, each, scope, message_id, kept=kept) for each in outcomes))


async def _enriched(
    services: Services, outcome: SongResult, scope: Scope, message_id: int | None, *, kept: bool
) -> SongResult:
    if not isinstance(outcome, AnalysedSong) or not outcome.is_music:
        return outcome
    analysis = outcome.analysis
    earlier = await services.store.repeats.earlier(analysis, scope.guild_id, scope.channel_ids, message_id)
    search_scope = SearchScope(archive=False, scope=scope)
    neighbours = await recommend_near(services, search_scope, query_for(analysis), NEIGHBOURS) if kept else ()
    return replace(outcome, earlier=earlier, neighbours=neighbours)
