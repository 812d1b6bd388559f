"""A server's charts, as far as the asker may see its posts."""

from datetime import UTC, datetime, timedelta

import discord

from bot.cards import ChartsContent, Count, charts_alt_text
from bot.client import SongBot
from bot.replies import wording
from bot.replies.layouts import Reply, pictured_reply
from bot.replies.text import plain, safe
from bot.store import Charts
from bot.visibility import readable_channels

_ROWS = 8
_NAME = 40


async def charts(interaction: discord.Interaction[SongBot], period: str, days: int | None) -> Reply:
    """Return the charts of the last ``days``, or of all time, as text and as a picture; pings nobody."""
    services = interaction.client.services
    channels = readable_channels(interaction.guild, interaction.user)
    since = datetime.now(UTC) - timedelta(days=days) if days else None
    guild_id = interaction.guild_id or 0
    counted = await services.store.counts.charts(guild_id, channels, since, services.model_version, _ROWS)
    content = _content(interaction, counted, period)
    picture = await services.painter.drawn(content, "charts.png", charts_alt_text(content)) if counted.genres else None
    return pictured_reply(_text(counted, period), picture)


def _text(counted: Charts, period: str) -> str:
    if not counted.genres:
        return "\n".join([wording.CHARTS_HEADING[period], wording.EMPTY_LIST])
    genres = [f"{place}. {safe(name, _NAME)}: {count}" for place, (name, count) in enumerate(counted.genres, start=1)]
    posters = [f"{place}. <@{user}>: {count}" for place, (user, count) in enumerate(counted.posters, start=1)]
    return "\n".join([wording.CHARTS_HEADING[period], wording.GENRES, *genres, wording.POSTERS, *posters])


def _content(interaction: discord.Interaction[SongBot], counted: Charts, period: str) -> ChartsContent:
    guild = interaction.guild
    return ChartsContent(
        title=plain(guild.name if guild else "?", _NAME),
        subtitle=wording.CHARTS_HEADING[period].removeprefix("### "),
        headings=(wording.GENRES.strip("*"), wording.POSTERS.strip("*")),
        genres=tuple(Count(name, count) for name, count in counted.genres),
        posters=tuple(Count(_poster(guild, user), count) for user, count in counted.posters),
        label_names=interaction.client.services.catalog.genres,
    )


def _poster(guild: discord.Guild | None, user_id: int) -> str:
    # Members are not cached, so most names are known to Discord's clients only: the text beside the picture has them.
    member = guild.get_member(user_id) if guild else None
    return plain(member.display_name, _NAME) if member else f"…{user_id % 10_000:04}"
