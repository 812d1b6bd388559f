"""The commands that speak about the bot itself."""

from collections.abc import Iterable
from importlib.metadata import version

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import answer
from bot.client import SongBot
from bot.languages import Language, language_of
from bot.replies.layouts import Reply, sentence_reply
from bot.workers import Protections


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
            protections=_protections(services.pool.protections, language),
            content=language.say("reads-posts" if bot.intents.message_content else "reads-no-posts"),
        )
    )


def _protections(held: Protections | None, language: Language) -> str:
    """Say what surrounds strangers' files here, and what this system does not offer."""
    if held is None:
        return language.say("protections-unknown")
    said = language.say("protections", names=_named(held.in_force(), language))
    if not held.missing():
        return said
    return f"{said} {language.say('protections-missing', names=_named(held.missing(), language))}"


def _named(names: Iterable[str], language: Language) -> str:
    return language.series(language.say(f"protection-{name.replace(' ', '-')}") for name in names)


async def _help(language: Language) -> Reply:
    return sentence_reply(language.say("help"))
