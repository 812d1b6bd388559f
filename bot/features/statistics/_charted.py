"""What the charts have in common: which posts they count, and their card."""

from datetime import UTC, datetime, timedelta

import discord

from bot.cards import ChartsContent, charts_alt_text
from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.interactions.visibility import readable_channels
from bot.languages import language_of
from bot.store import Posted


def charted(interaction: discord.Interaction[SongBot], days: int | None, tag: str | None = None) -> Posted:
    """Return the posts of the last ``days``, or of all time, that the requester may see.

    With a ``tag`` those that sound like it. Raises OnlyInServersError in private.
    """
    channels = frozenset(readable_channels(interaction.guild, interaction.user))
    since = datetime.now(UTC) - timedelta(days=days) if days else None
    return Posted(interaction.guild_id or 0, channels, since, tag=tag)


async def pictured(interaction: discord.Interaction[SongBot], content: ChartsContent) -> Picture | None:
    """Return a chart's card; None where it cannot be drawn."""
    alt = charts_alt_text(content, language_of(interaction))
    return await interaction.client.services.card_renderer.drawn(content, "charts.png", alt)
