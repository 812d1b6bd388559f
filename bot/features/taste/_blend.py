"""Songs between two members' tastes."""

import discord
import numpy as np

from bot.core.client import SongBot
from bot.errors import NotFindableError
from bot.features.buttons import songs_pages
from bot.features.taste._compared import Compared, taste_match
from bot.interactions.member_names import present_member
from bot.interactions.recommender import recommend_near
from bot.interactions.search_scope import search_scope_for
from bot.languages import language_of
from bot.replies.layouts import Reply
from bot.replies.text import safe
from models.catalog.query import Query

_SONGS = 10
_SPARE = 5
_NAME = 40


async def blended(interaction: discord.Interaction[SongBot], member: discord.User | discord.Member) -> Reply:
    """List songs of the archive and the library between two tastes.

    Raises NotFindableError for who does not want to be found, opted out, left or posted nothing, all alike.
    """
    services, language = interaction.client.services, language_of(interaction)
    compared = await Compared.by(interaction)
    theirs = compared.others.get(member.id)
    present = await present_member(interaction.guild, member.id)
    sounds = await services.store.tastes.sounds(
        compared.posted, [compared.own.user_id, member.id], services.model_version
    )
    if theirs is None or present is None or len(sounds) < 2:
        raise NotFindableError
    mine, other = sounds[compared.own.user_id], sounds[member.id]
    scope = await search_scope_for(interaction, services, None, private=True)
    found = await recommend_near(
        services, scope, Query(np.mean([mine, other], axis=0).astype(np.float32)), _SONGS + _SPARE
    )
    alike = taste_match(sum(compared.own.shared(theirs).values()), mine, other)
    who = safe(present.display_name, _NAME)
    title = language.say("taste-blend-heading", who=who, alike=language.percent(alike))
    return await songs_pages(interaction, title, found, most=_SONGS)
