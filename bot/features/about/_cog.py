"""The commands that speak about the bot itself."""

import asyncio
from collections.abc import Iterable
from importlib.metadata import version
from itertools import chain

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.archive import any_of_archive
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.operator import links_line
from bot.workers import Protections
from models.catalog.catalog import Catalog
from models.figures import Figures


class About(commands.Cog):
    """Answers questions about the bot."""

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[SongBot]) -> None:
        """Say what this bot is, which models answer, and how often members agreed."""
        await answer(interaction, _about(interaction.client, language_of(interaction)), ephemeral=True)

    @app_commands.command()
    async def help(self, interaction: discord.Interaction[SongBot]) -> None:
        """Show how to use this bot, with examples."""
        await answer(interaction, sentence_reply(language_of(interaction).say("help")), ephemeral=True)


async def _about(bot: SongBot, language: Language) -> Reply:
    services = bot.services
    given, right = await services.store.members.agreement()
    agreement = language.say("agreement", right=right, given=given) if given else language.say("no-agreement")
    genres = services.catalog.genres
    text = language.say(
        "about",
        version=version("cratedigger"),
        model=services.model_version,
        figures=_figures(services.figures, len(genres), language),
        songs=len(services.catalog),
        archive="yes" if await asyncio.to_thread(_holds_archive, services.catalog) else "no",
        genres=language.series(genres),
        agreement=agreement,
        protections=_protections(services.pool.protections, language),
        content=language.say("reads-posts" if bot.intents.message_content else "reads-no-posts"),
    )
    return sentence_reply(text + links_line(services.settings.public, language))


def _holds_archive(catalog: Catalog) -> bool:
    return any_of_archive(chain.from_iterable(part.tracks for part in catalog.parts))


def _figures(figures: Figures | None, genres: int, language: Language) -> str:
    """State the models' measured accuracy beside that of guessing."""
    if figures is None:
        return language.say("about-no-figures")
    return language.say(
        "about-figures",
        tracks=figures.tracks,
        joined=language.percent(figures.joined),
        network=language.percent(figures.network),
        trees=language.percent(figures.trees),
        chance=language.percent(1 / genres),
        sure=language.percent(figures.sure),
        right=language.percent(figures.right_when_sure),
        alike=language.percent(figures.alike),
    )


def _protections(held: Protections | None, language: Language) -> str:
    """Name the sandbox's protections in force, and those that this system lacks."""
    if held is None:
        return language.say("protections-unknown")
    said = language.say("protections", names=_named(held.in_force(), language))
    if not held.missing():
        return said
    return f"{said} {language.say('protections-missing', names=_named(held.missing(), language))}"


def _named(names: Iterable[str], language: Language) -> str:
    return language.series([language.say(f"protection-{name.replace(' ', '-')}") for name in names])
