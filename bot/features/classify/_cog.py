"""The command and the context menu that analyse one song, or the songs of one message."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.core.client import SongBot
from bot.errors import NoSongInMessageError, VoiceMessageError
from bot.features.buttons import reply_row, song_rows
from bot.interactions.listenbrainz import look_up_played
from bot.interactions.respond import analyse_all, answer, requester_of
from bot.interactions.server_context import with_server_context
from bot.languages import language_of
from bot.pipeline.analysis import SongResult
from bot.pipeline.extract import is_voice_message, songs_in
from bot.pipeline.sources import Source, given_source
from bot.replies.layouts import Reply, songs_reply

CONTEXT_MENU = "Find genre and similar songs"


class Classify(commands.Cog):
    """Analyses a song that is attached to the command or linked in it."""

    @app_commands.command()
    @app_commands.describe(file="An audio file, or a video with sound", url="A direct link to an audio file")
    async def classify(
        self, interaction: discord.Interaction[SongBot], file: discord.Attachment | None = None, url: str | None = None
    ) -> None:
        """Name a song's genre and find songs that sound like it."""
        await answer(interaction, _analysed_song(interaction, file, url))


@app_commands.context_menu(name=CONTEXT_MENU)
async def find_in_message(interaction: discord.Interaction[SongBot], message: discord.Message) -> None:
    """Analyse the songs of a message; Discord hands it over whole, with or without the message-content intent."""
    await answer(interaction, _analysed_message(interaction, message))


async def _analysed_song(
    interaction: discord.Interaction[SongBot], file: discord.Attachment | None, url: str | None
) -> Reply:
    song = await interaction.client.services.analysis.analyse(given_source(file, url), requester_of(interaction))
    return await _reply(interaction, [song], ())


async def _analysed_message(interaction: discord.Interaction[SongBot], message: discord.Message) -> Reply:
    services = interaction.client.services
    songs = songs_in(message, services.links.is_page)
    if not songs:
        raise VoiceMessageError if is_voice_message(message) else NoSongInMessageError
    limit = services.settings.posts.songs
    outcomes = await analyse_all(services.analysis, songs[:limit], requester_of(interaction))
    return await _reply(interaction, outcomes, songs[limit:], message.id)


async def _reply(
    interaction: discord.Interaction[SongBot],
    outcomes: Sequence[SongResult],
    left_out: Sequence[Source],
    message_id: int | None = None,
) -> Reply:
    services = interaction.client.services
    guild, requester, here = interaction.guild, interaction.user, interaction.channel
    outcomes = await with_server_context(services, outcomes, guild, requester, here, message_id)
    lookup = await look_up_played(services, outcomes, interaction.guild_id, here)
    language = language_of(interaction)
    card_renderer = services.card_renderer
    pictures = await card_renderer.pictures(outcomes, language) if interaction.app_permissions.attach_files else {}
    buttons = reply_row(interaction.user.id, language)
    rows = song_rows(outcomes, language)
    return songs_reply(
        lookup.results(), left_out, song_rows=rows, reply_row=buttons, pictures=pictures, language=language
    )
