"""The commands that speak about the bot itself."""

from importlib.metadata import version

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import answer
from bot.client import SongBot
from bot.languages import Language, language_of
from bot.replies.layouts import Reply, sentence_reply


class About(commands.Cog):
    """Answers questions about the bot."""

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[SongBot]) -> None:
        """Say what this bot is, which models answer, and how often members agreed."""
        await answer(interaction, _about(interaction.client, language_of(interaction)), ephemeral=True)

    @app_commands.command()
    async def help(self, interaction: discord.Interaction[SongBot]) -> None:
        """Show how to use this bot, with examples."""
        await answer(interaction, _help(language_of(interaction)), ephemeral=True)


async def _about(bot: SongBot, language: Language) -> Reply:
    services = bot.services
    given, right = await services.store.members.agreement()
    agreement = language.say("agreement", right=right, given=given) if given else language.say("no-agreement")
    return sentence_reply(
        language.say(
            "about",
            version=version("cratedigger"),
            model=services.model_version,
            songs=len(services.catalog),
            genres=language.series(services.catalog.genres),
            agreement=agreement,
            content=language.say("reads-posts" if bot.intents.message_content else "reads-no-posts"),
        )
    )


async def _help(language: Language) -> Reply:
    return sentence_reply(language.say("help"))
