"""Songs that were analysed before: what the store keeps of them, and what to call them."""

import discord

from bot.core.services import Services
from bot.errors import ForgottenSongError
from bot.languages import language_of
from models.analysis import Analysis


async def recall_analysis(services: Services, sha256: str) -> Analysis:
    """Return the present models' analysis of a song; raise ForgottenSongError where there is none."""
    analysis = await services.store.songs.recall(sha256, services.model_version)
    if analysis is None:
        raise ForgottenSongError(f"{sha256[:12]} under {services.model_version}")
    return analysis


async def name_of(interaction: discord.Interaction, services: Services, analysis: Analysis) -> str:
    """Return a song's name as its owner wrote it: its title, or the file name that the requester has seen it under.

    A name that somebody gave it elsewhere is theirs, so a song without either is "this song".
    """
    if analysis.title:
        return analysis.title
    members = services.store.members
    name = await members.name_for(interaction.user.id, interaction.channel_id, analysis.sha256)
    return name or language_of(interaction).say("this-song")
