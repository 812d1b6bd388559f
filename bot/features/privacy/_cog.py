"""The commands with which members see, take away and delete what is kept of them."""

import re
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.core.client import SongBot
from bot.errors import NotYoursError
from bot.features.privacy._export import exported
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.delivery import say_privately
from bot.replies.errors import sentence
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.operator import links_line


class Privacy(commands.GroupCog, group_name="privacy"):
    """What I keep about you, and your say in it."""

    @app_commands.command()
    async def show(self, interaction: discord.Interaction[SongBot]) -> None:
        """Say what is kept about you and why."""
        await answer(interaction, _shown(interaction), ephemeral=True)

    @app_commands.command()
    async def export(self, interaction: discord.Interaction[SongBot]) -> None:
        """Send you everything that is kept about you, as a file in a private message."""
        await answer(interaction, exported(interaction), ephemeral=True)

    @app_commands.command()
    async def terms(self, interaction: discord.Interaction[SongBot]) -> None:
        """Show the terms of use, and where they and the privacy policy stand on the web."""
        language = language_of(interaction)
        text = language.say("terms") + links_line(interaction.client.services.settings.public, language)
        await answer(interaction, sentence_reply(text), ephemeral=True)

    @app_commands.command()
    async def delete(self, interaction: discord.Interaction[SongBot]) -> None:
        """Delete everything that is kept about you, after you confirmed it."""
        language = language_of(interaction)
        row: ui.ActionRow[Any] = ui.ActionRow(EraseButton(interaction.user.id, language))
        question = ui.TextDisplay[Any](language.say("erase-question"))
        await answer(interaction, Reply([question, row]), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(answers="Whether I answer the songs that you post")
    async def posts(self, interaction: discord.Interaction[SongBot], answers: bool) -> None:
        """Choose whether the songs that you post are answered."""
        await answer(interaction, _chosen(interaction, answers), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(found="Whether members with a taste like yours may find you")
    async def taste(self, interaction: discord.Interaction[SongBot], found: bool) -> None:
        """Choose whether others find you by your taste; nobody does until you say so."""
        await answer(interaction, _findable(interaction, found), ephemeral=True)


class EraseButton(ui.DynamicItem[ui.Button[Any]], template="erase:(?P<user>[0-9]{1,20})"):
    """Confirms that everything about one person is to be deleted."""

    def __init__(self, user_id: int, language: Language) -> None:
        """Obey that person only."""
        button: ui.Button[Any] = ui.Button(
            label=language.say("button-erase"), style=discord.ButtonStyle.danger, custom_id=f"erase:{user_id}"
        )
        super().__init__(button)
        self._user_id = user_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read from the button whose data it is."""
        return cls(int(match["user"]), language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete it, or say whose button it is."""
        if interaction.user.id != self._user_id:
            await say_privately(interaction, sentence(NotYoursError(), language_of(interaction)))
            return
        await answer(interaction, _erased(interaction), in_place=True)


async def _shown(interaction: discord.Interaction[SongBot]) -> Reply:
    members = interaction.client.services.store.members
    kept = await members.export(interaction.user.id)
    wanted = await members.answers_posts_of(interaction.user.id)
    findable = await members.is_findable(interaction.user.id)
    language = language_of(interaction)
    counts = {name: len(rows) for name, rows in kept.items()}
    text = language.say(
        "privacy",
        posts=counts["posts"],
        hearings=counts["hearings"],
        saved=counts["saved"],
        reactions=counts["reactions"],
        feedback=counts["feedback"],
        lists=counts["song_lists"],
        changes=counts["setting_changes"],
        answers=language.say("answers-on" if wanted else "answers-off"),
        findable=language.say("findable-on" if findable else "findable-off"),
    )
    return sentence_reply(text + links_line(interaction.client.services.settings.public, language))


async def _erased(interaction: discord.Interaction[SongBot]) -> Reply:
    await interaction.client.services.store.members.erase(interaction.user.id)
    return sentence_reply(language_of(interaction).say("erased"))


async def _findable(interaction: discord.Interaction[SongBot], found: bool) -> Reply:
    await interaction.client.services.store.members.set_findable(interaction.user.id, found)
    return sentence_reply(language_of(interaction).say("findable-on" if found else "findable-off"))


async def _chosen(interaction: discord.Interaction[SongBot], answers: bool) -> Reply:
    await interaction.client.services.store.members.set_answers_posts(interaction.user.id, answers)
    return sentence_reply(language_of(interaction).say("answers-on" if answers else "answers-off"))
