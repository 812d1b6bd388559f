"""What only the bot's own database knows about heard songs: earlier posts of them, and the server's songs like them."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.core.services import Services
from bot.interactions.recommender import Shelf, near, place_of
from bot.interactions.visibility import shared_channels
from bot.pipeline.analysis import Heard, Outcome
from bot.store import Scope

NEIGHBOURS = 3
"""How many songs of the server's library stand in a reply."""


async def enriched(
    services: Services,
    outcomes: Sequence[Outcome],
    guild: discord.Guild | None,
    asker: discord.Member | discord.User,
    here: discord.abc.Snowflake | None,
    message_id: int | None = None,
) -> list[Outcome]:
    """Return outcomes with what an answer given ``here`` may say of the server's posts; as they are in private.

    ``message_id``: the message that the songs came with, which is no earlier post of them.
    """
    if guild is None or not isinstance(asker, discord.Member):
        return list(outcomes)
    scope = Scope(guild.id, frozenset(shared_channels(guild, asker, here)))
    kept = await services.store.servers.keeps_library(guild.id)
    return await asyncio.gather(*(_enriched(services, each, scope, message_id, kept=kept) for each in outcomes))


async def _enriched(
    services: Services, outcome: Outcome, scope: Scope, message_id: int | None, *, kept: bool
) -> Outcome:
    if not isinstance(outcome, Heard) or not outcome.is_music:
        return outcome
    analysis = outcome.analysis
    earlier = await services.store.repeats.earlier(analysis, scope.guild_id, scope.channel_ids, message_id)
    shelf = Shelf(archive=False, scope=scope)
    neighbours = await near(services, shelf, place_of(analysis), NEIGHBOURS) if kept else ()
    return replace(outcome, earlier=earlier, neighbours=neighbours)
