"""The command and the context menu that hear one song, or the songs of one message."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.answering import answering, hear_all
from bot.client import SongBot
from bot.errors import NoSongInMessageError, VoiceMessageError
from bot.finding import is_voice_message, songs_in
from bot.replies.layouts import songs_reply
from bot.sources import Source, given_source

CONTEXT_MENU = "Find genre and similar songs"


class Classify(commands.Cog):
    """Hears a song that is attached to the command or linked in it."""

    @app_commands.command()
    @app_commands.describe(file="An audio file, or a video with sound", url="A direct link to an audio file")
    async def classify(
        self, interaction: discord.Interaction[SongBot], file: discord.Attachment | None = None, url: str | None = None
    ) -> None:
        """Name a song's genre and find songs that sound like it."""
        async with answering(interaction):
            heard = await interaction.client.services.ear.hear(given_source(file, url))
            await interaction.edit_original_response(view=songs_reply([heard]))


@app_commands.context_menu(name=CONTEXT_MENU)
async def find_in_message(interaction: discord.Interaction[SongBot], message: discord.Message) -> None:
    """Hear the songs of a message; Discord hands it over whole, with or without the message-content intent."""
    async with answering(interaction):
        songs = _asked_songs(message)
        limit = interaction.client.services.settings.posts.songs
        outcomes = await hear_all(interaction.client.services.ear, songs[:limit])
        await interaction.edit_original_response(view=songs_reply(outcomes, songs[limit:]))


def _asked_songs(message: discord.Message) -> Sequence[Source]:
    songs = songs_in(message)
    if not songs:
        raise VoiceMessageError if is_voice_message(message) else NoSongInMessageError
    return songs
