"""Members whose taste is like the requester's."""

import asyncio

import discord

from bot.core.client import SongBot
from bot.features.taste._compared import Compared, taste_match
from bot.interactions.explicit import hides_explicit, is_explicit
from bot.interactions.member_names import present_member
from bot.languages import language_of
from bot.languages.genre_words import genre_word
from bot.replies.layouts import TEXT_LIMIT, Reply, sentence_reply
from bot.replies.past import past_line
from bot.replies.song import fitting
from bot.replies.text import heading, safe
from bot.store import Taste

# Compared by sound are those who share most genres, and shown are the nearest of them who are still here.
_COMPARED = 20
_SHOWN = 3
_GENRES = 3
_SONGS = 5
_SPARE = 5
_NAME = 40


async def matches(interaction: discord.Interaction[SongBot]) -> Reply:
    """Return the members whose taste is nearest, with genres that both post and songs that the requester did not."""
    services, language = interaction.client.services, language_of(interaction)
    compared = await Compared.by(interaction)
    lines = [heading(language.say("taste-heading"))]
    for alike, taste in await _nearest(interaction, compared):
        shared = [safe(genre_word(genre, language), _NAME) for genre in compared.own.shared(taste)]
        values = {"who": f"<@{taste.user_id}>", "alike": language.percent(alike)}
        lines.append(language.say("taste-match", genres=language.listed(shared[:_GENRES]), **values))
        lines += await _songs(interaction, compared, taste.user_id)
    if len(lines) == 1:
        lines.append(language.say("taste-nobody"))
    if not await services.store.members.is_findable(interaction.user.id):
        lines.append(language.say("taste-join"))
    return sentence_reply(fitting(lines, TEXT_LIMIT))


async def _nearest(interaction: discord.Interaction[SongBot], compared: Compared) -> list[tuple[float, Taste]]:
    services, own = interaction.client.services, compared.own
    shares = {taste.user_id: sum(own.shared(taste).values()) for taste in compared.others.values()}
    closest = sorted(filter(shares.__getitem__, shares), key=lambda user_id: -shares[user_id])[:_COMPARED]
    ids = [own.user_id, *closest]
    sounds = await services.store.tastes.sounds(compared.posted, ids, services.model_version)
    members = await asyncio.gather(*(present_member(interaction.guild, user_id) for user_id in closest))
    ranked = [
        (
            taste_match(shares[member.id], sounds.get(own.user_id), sounds.get(member.id)),
            compared.others[member.id],
        )
        for member in members
        if member
    ]
    return sorted(ranked, key=lambda each: -each[0])[:_SHOWN]


async def _songs(interaction: discord.Interaction[SongBot], compared: Compared, user_id: int) -> list[str]:
    services = interaction.client.services
    asker_id = interaction.user.id
    songs = await services.store.tastes.unposted(compared.posted, user_id, asker_id, _SONGS + _SPARE)
    if await hides_explicit(services, interaction.guild_id, interaction.channel):
        songs = [song for song in songs if not is_explicit(song.title, song.artist or "")]
    return [past_line(place, song) for place, song in enumerate(songs[:_SONGS], start=1)]
