"""A server's charts, as far as the requester may see its posts."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import discord

from bot.cards import ChartsContent, Count, charts_alt_text
from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.interactions.tag_options import chosen_tag, tags_of_server, with_tag
from bot.interactions.visibility import readable_channels
from bot.languages import Language, language_of
from bot.languages.genre_words import genre_word
from bot.languages.tag_words import tag_word
from bot.replies.layouts import Reply, pictured_reply
from bot.replies.text import heading, plain, safe
from bot.store import Charts, TagCounts

_ROWS = 8
_TAGS = 8
_NAME = 40


async def charts(
    interaction: discord.Interaction[SongBot], period: str, days: int | None, typed: str | None = None
) -> Reply:
    """Return the charts of the last ``days``, or of all time, as text and as a picture; pings nobody.

    ``typed``: the tag that the counted songs sound like; UnknownTagError where none does.
    """
    services = interaction.client.services
    channels = readable_channels(interaction.guild, interaction.user)
    since = datetime.now(UTC) - timedelta(days=days) if days else None
    guild_id = interaction.guild_id or 0
    tag = chosen_tag(interaction, await tags_of_server(interaction), typed) if typed else None
    counted = await services.store.counts.charts(guild_id, channels, since, services.model_version, _ROWS, tag=tag)
    tags = await services.store.tags.in_channels(guild_id, channels, _TAGS, since, tag=tag)
    language = language_of(interaction)
    title = with_tag(language.say("charts-heading", period=period), tag, language)
    picture = await _picture(interaction, counted, period, tag) if counted.genres else None
    return pictured_reply(_text(counted, tags, title, language), picture)


async def _picture(
    interaction: discord.Interaction[SongBot], counted: Charts, period: str, tag: str | None
) -> Picture | None:
    card_renderer, language = interaction.client.services.card_renderer, language_of(interaction)
    names = await _names(interaction.guild, [user for user, _ in counted.posters])
    content = _content(interaction, counted, names, period, tag, await card_renderer.written(language))
    return await card_renderer.drawn(content, "charts.png", charts_alt_text(content, language))


def _text(counted: Charts, tags: TagCounts, title: str, language: Language) -> str:
    if not counted.genres:
        return "\n".join([heading(title), language.say("empty-list")])
    genres = [
        f"{place}. {safe(genre_word(name, language), _NAME)}: {count}"
        for place, (name, count) in enumerate(counted.genres, start=1)
    ]
    posters = [f"{place}. <@{user}>: {count}" for place, (user, count) in enumerate(counted.posters, start=1)]
    first, second = (f"**{words}**" for words in _column_headings(language))
    words = [f"{place}. {tag_word(tag, language)}: {count}" for place, (tag, count) in enumerate(tags, start=1)]
    third = ["", f"**{language.say('charts-tags')}**"] if words else []
    # Without an empty line a list would go on counting under the next heading.
    return "\n".join([heading(title), first, *genres, "", second, *posters, *third, *words])


def _column_headings(language: Language) -> tuple[str, str]:
    return language.say("charts-genres"), language.say("charts-posters")


def _content(
    interaction: discord.Interaction[SongBot],
    counted: Charts,
    names: Mapping[int, str],
    period: str,
    tag: str | None,
    language: Language,
) -> ChartsContent:
    guild = interaction.guild
    labels = sorted({*interaction.client.services.catalog.genres, *(name for name, _ in counted.genres)})
    return ChartsContent(
        title=plain(guild.name if guild else "?", _NAME),
        subtitle=with_tag(language.say("charts-heading", period=period), tag, language),
        headings=_column_headings(language),
        nothing=language.say("card-nothing"),
        genres=tuple(Count(genre_word(name, language), count) for name, count in counted.genres),
        posters=tuple(Count(names[user], count) for user, count in counted.posters),
        label_names=tuple(genre_word(label, language) for label in labels),
    )


async def _names(guild: discord.Guild | None, user_ids: Sequence[int]) -> dict[int, str]:
    return dict(zip(user_ids, await asyncio.gather(*(_name(guild, user_id) for user_id in user_ids)), strict=True))


async def _name(guild: discord.Guild | None, user_id: int) -> str:
    """Return a poster's name: members are not cached, so Discord is asked; who has left keeps the id's last digits."""
    try:
        member = guild and (guild.get_member(user_id) or await guild.fetch_member(user_id))
    except discord.HTTPException:
        member = None
    return plain(member.display_name, _NAME) if member else f"…{user_id % 10_000:04}"
