"""A server's charts, as far as the requester may see its posts."""

import discord

from bot.cards import ChartsContent, Count
from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.features.configure import choices_of
from bot.features.statistics._charted import charted, pictured
from bot.interactions.tag_options import chosen_tag, tags_of_server, with_tag
from bot.languages import Language, language_of
from bot.languages.genre_words import genre_word
from bot.languages.tag_words import tag_word
from bot.replies.layouts import TEXT_LIMIT, Reply, pictured_reply
from bot.replies.past import liked_line
from bot.replies.song import fitting
from bot.replies.text import heading, plain, safe
from bot.store import GenreCounts, LikedSong, TagCounts

_ROWS = 8
_TAGS = 8
_NAME = 40


async def charts(
    interaction: discord.Interaction[SongBot], period: str, days: int | None, typed: str | None = None
) -> Reply:
    """Return the songs liked most and the genres posted most in the last ``days``, or of all time; pings nobody.

    ``typed``: the tag that the counted songs sound like; UnknownTagError where none does.
    """
    services, language = interaction.client.services, language_of(interaction)
    tag = chosen_tag(interaction, await tags_of_server(interaction), typed) if typed else None
    posted = charted(interaction, days, tag)
    counts_likes = (await choices_of(services, interaction.guild_id)).counts_reactions
    songs = await services.store.reactions.most_liked(posted, _ROWS) if counts_likes else None
    genres = await services.store.counts.genres(posted, _ROWS)
    tags = await services.store.counts.tags(posted, _TAGS)
    title = with_tag(language.say("charts-heading", period=period), tag, language)
    picture = await _picture(interaction, genres, songs, period, tag) if genres else None
    return pictured_reply(_text(genres, songs, tags, title, language), picture)


def _text(genres: GenreCounts, songs: list[LikedSong] | None, tags: TagCounts, title: str, language: Language) -> str:
    if not genres:
        return "\n".join([heading(title), language.say("empty-list")])
    lines = [heading(title), f"**{language.say('charts-songs')}**"]
    if songs is None:
        lines.append(language.say("charts-no-likes"))
    else:
        shown = [liked_line(place, song, language) for place, song in enumerate(songs, start=1)]
        lines += shown or [language.say("charts-nothing-liked")]
    # Without an empty line a list would go on counting under the next heading.
    lines += ["", f"**{language.say('charts-genres')}**"]
    for place, (name, count) in enumerate(genres, start=1):
        lines.append(f"{place}. {safe(genre_word(name, language), _NAME)}: {count}")
    lines += ["", f"**{language.say('charts-tags')}**"] if tags else []
    lines += [f"{place}. {tag_word(tag, language)}: {count}" for place, (tag, count) in enumerate(tags, start=1)]
    return fitting(lines, TEXT_LIMIT)


async def _picture(
    interaction: discord.Interaction[SongBot],
    genres: GenreCounts,
    songs: list[LikedSong] | None,
    period: str,
    tag: str | None,
) -> Picture | None:
    services = interaction.client.services
    language = await services.card_renderer.written(language_of(interaction))
    labels = sorted({*services.catalog.genres, *(name for name, _ in genres)})
    content = ChartsContent(
        title=plain(interaction.guild.name if interaction.guild else "?", _NAME),
        subtitle=with_tag(language.say("charts-heading", period=period), tag, language),
        headings=(language.say("charts-genres"), language.say("charts-songs")),
        nothing=language.say("card-nothing"),
        left=tuple(Count(genre_word(name, language), count) for name, count in genres),
        right=tuple(Count(plain(each.song.title, _NAME), each.likes) for each in songs or ()),
        label_names=tuple(genre_word(label, language) for label in labels),
    )
    return await pictured(interaction, content)
