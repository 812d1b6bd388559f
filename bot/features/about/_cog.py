"""The commands that speak about the bot itself."""

from importlib.metadata import version

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import answer
from bot.client import SongBot
from bot.replies import wording
from bot.replies.layouts import Reply, sentence_reply


class About(commands.Cog):
    """Answers questions about the bot."""

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[SongBot]) -> None:
        """Say what this bot is, which models answer, and how often members agreed."""
        await answer(interaction, _about(interaction.client), ephemeral=True)

    @app_commands.command()
    async def help(self, interaction: discord.Interaction[SongBot]) -> None:
        """Show how to use this bot, with examples."""
        await answer(interaction, _help(), ephemeral=True)


async def _about(bot: SongBot) -> Reply:
    services = bot.services
    given, right = await services.store.members.agreement()
    agreement = wording.AGREEMENT.format(right=right, given=given) if given else wording.NO_AGREEMENT
    return sentence_reply(
        wording.ABOUT.format(
            version=version("cratedigger"),
            model=services.model_version,
            songs=f"{len(services.catalog):,}",
            genres=", ".join(services.catalog.genres),
            agreement=agreement,
            content=wording.READS_POSTS if bot.intents.message_content else wording.READS_NO_POSTS,
        )
    )


async def _help() -> Reply:
    return sentence_reply(wording.HELP)
