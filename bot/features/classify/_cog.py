"""The command and the context menu that hear one song, or the songs of one message."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.errors import NoSongInMessageError, VoiceMessageError
from bot.features.buttons import reply_row, song_row
from bot.interactions.respond import answer, asker_of, hear_all
from bot.interactions.server_context import enriched
from bot.languages import language_of
from bot.pipeline.analysis import Outcome
from bot.pipeline.extract import IsPage, is_voice_message, songs_in
from bot.pipeline.sources import Source, given_source
from bot.replies.layouts import Reply, songs_reply

CONTEXT_MENU = "Find genre and similar songs"


class Classify(commands.Cog):
    """Hears a song that is attached to the command or linked in it."""

    @app_commands.command()
    @app_commands.describe(file="An audio file, or a video with sound", url="A direct link to an audio file")
    async def classify(
        self, interaction: discord.Interaction[SongBot], file: discord.Attachment | None = None, url: str | None = None
    ) -> None:
        """Name a song's genre and find songs that sound like it."""
        await answer(interaction, _heard_song(interaction, file, url))


@app_commands.context_menu(name=CONTEXT_MENU)
async def find_in_message(interaction: discord.Interaction[SongBot], message: discord.Message) -> None:
    """Hear the songs of a message; Discord hands it over whole, with or without the message-content intent."""
    await answer(interaction, _heard_message(interaction, message))


async def _heard_song(
    interaction: discord.Interaction[SongBot], file: discord.Attachment | None, url: str | None
) -> Reply:
    heard = await interaction.client.services.ear.hear(given_source(file, url), asker_of(interaction))
    return await _reply(interaction, [heard], ())


async def _heard_message(interaction: discord.Interaction[SongBot], message: discord.Message) -> Reply:
    services = interaction.client.services
    songs = _asked_songs(message, services.links.is_page)
    limit = services.settings.posts.songs
    outcomes = await hear_all(services.ear, songs[:limit], asker_of(interaction))
    return await _reply(interaction, outcomes, songs[limit:], message.id)


async def _reply(
    interaction: discord.Interaction[SongBot],
    outcomes: Sequence[Outcome],
    left_out: Sequence[Source],
    message_id: int | None = None,
) -> Reply:
    services = interaction.client.services
    guild, asker, here = interaction.guild, interaction.user, interaction.channel
    outcomes = await enriched(services, outcomes, guild, asker, here, message_id)
    language = language_of(interaction)
    painter = services.painter
    pictures = await painter.pictures(outcomes, language) if interaction.app_permissions.attach_files else {}
    buttons = reply_row(interaction.user.id, language)
    return songs_reply(outcomes, left_out, song_row=song_row, reply_row=buttons, pictures=pictures, language=language)


def _asked_songs(message: discord.Message, is_page: IsPage) -> Sequence[Source]:
    songs = songs_in(message, is_page)
    if not songs:
        raise VoiceMessageError if is_voice_message(message) else NoSongInMessageError
    return songs
