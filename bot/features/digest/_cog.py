"""The command with which admins see a digest before everybody does."""

from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.errors import OnlyInServersError
from bot.features.configure import choices_of
from bot.features.digest._digest import DigestKind, digest_draft, digest_schedule, digest_title
from bot.features.digest._kind import Occasion
from bot.interactions.respond import answer
from bot.languages import language_of
from bot.replies.layouts import Reply, sentence_reply


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Digest(commands.GroupCog, group_name="digest"):
    """The sounds of this server, week by week or month by month."""

    @app_commands.command()
    async def preview(self, interaction: discord.Interaction[SongBot]) -> None:
        """Show the digest as it would be now, to you alone, and when it is posted."""
        await answer(interaction, _preview(interaction), ephemeral=True)


async def _preview(interaction: discord.Interaction[SongBot]) -> Reply:
    """Return the digest of the period that began with the last one, as it would look in its channel."""
    services, language = interaction.client.services, language_of(interaction)
    choices = await choices_of(services, interaction.guild_id)
    guild = interaction.guild
    chosen = guild.get_channel(choices.postchannel[0]) if guild and choices.postchannel else interaction.channel
    if not isinstance(chosen, discord.TextChannel):
        raise OnlyInServersError
    schedule, now = digest_schedule(choices), discord.utils.utcnow()
    occasion = Occasion(services, chosen, replace(choices, language=language.tag), schedule, now)
    since = schedule.latest(now)
    title = digest_title(schedule.day(since), schedule.day(now), language)
    draft = await digest_draft(occasion, title, (since, schedule.before(since)))
    if DigestKind().schedule(choices) is None:
        note = language.say("digest-off")
    else:
        when = discord.utils.format_dt(schedule.next(now), "F")
        note = language.say("digest-next", when=when, channel=f"<#{chosen.id}>")
    if draft is None:
        return sentence_reply("\n".join([language.say("digest-empty"), note]))
    return draft.reply.with_note(note)
