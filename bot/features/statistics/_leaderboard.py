"""Who posts most in a server, and whose songs are liked most."""

import discord

from bot.cards import ChartsContent, Count
from bot.core.client import SongBot
from bot.errors import NoLeaderboardError
from bot.features.configure import choices_of
from bot.features.statistics._charted import charted, pictured
from bot.interactions.member_names import member_names
from bot.languages import language_of
from bot.replies.layouts import Reply, pictured_reply
from bot.replies.text import heading, plain
from bot.store import Poster

_ROWS = 8
_NAME = 40


async def leaderboard(interaction: discord.Interaction[SongBot], period: str, days: int | None) -> Reply:
    """Return who posted most in the last ``days``, or of all time; raise NoLeaderboardError where admins want none."""
    services, language = interaction.client.services, language_of(interaction)
    posted = charted(interaction, days)
    choices = await choices_of(services, interaction.guild_id)
    if not choices.ranks_posters:
        raise NoLeaderboardError
    posters = await services.store.counts.posters(posted, _ROWS)
    key = "poster-liked" if choices.counts_reactions else "poster"
    lines = [
        language.say(key, place=place, who=f"<@{each.user_id}>", songs=each.songs, likes=each.likes)
        for place, each in enumerate(posters, start=1)
    ]
    title = language.say("posters-heading", period=period)
    text = "\n".join([heading(title), *(lines or [language.say("empty-list")])])
    content = await _content(interaction, posters, period)
    return pictured_reply(text, await pictured(interaction, content) if posters else None)


async def _content(
    interaction: discord.Interaction[SongBot], posters: tuple[Poster, ...], period: str
) -> ChartsContent:
    language = await interaction.client.services.card_renderer.written(language_of(interaction))
    names = await member_names(interaction.guild, [each.user_id for each in posters])
    liked = sorted((each for each in posters if each.likes), key=lambda each: -each.likes)
    return ChartsContent(
        title=plain(interaction.guild.name if interaction.guild else "?", _NAME),
        subtitle=language.say("posters-heading", period=period),
        headings=(language.say("charts-posted"), language.say("charts-likes")),
        nothing=language.say("card-nothing"),
        left=tuple(Count(names[each.user_id], each.songs) for each in posters),
        right=tuple(Count(names[each.user_id], each.likes) for each in liked),
    )
