"""The commands that recommend songs out of the catalogue."""

import asyncio

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.answering import answer, asker_of
from bot.client import SongBot
from bot.errors import UnknownGenreError, UnknownTitleError
from bot.features.buttons import reply_row, song_row
from bot.hearing import RECOMMENDATIONS
from bot.replies.layouts import Reply, songs_reply
from bot.replies.listing import genre_reply, like_reply
from bot.replies.text import plain
from bot.sources import given_source
from models.catalog_tracks import Track

_CHOICES = 25
_CHOICE_LENGTH = 100


class Recommend(commands.GroupCog, group_name="recommend"):
    """Finds songs."""

    def __init__(self, bot: SongBot) -> None:
        """Look songs up in the bot's catalogue."""
        self._catalog = bot.services.catalog

    @app_commands.command()
    @app_commands.describe(title="Part of a title or an artist; pick one from the list")
    async def like(self, interaction: discord.Interaction[SongBot], title: str) -> None:
        """Find songs that sound like one of the archive."""
        await answer(interaction, asyncio.to_thread(self._like, title))

    @like.autocomplete("title")
    async def _titles(self, _: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        tracks = await asyncio.to_thread(self._catalog.search_titles, typed, _CHOICES)
        return [
            Choice(name=plain(f"{track.title} · {track.artist}", _CHOICE_LENGTH), value=str(track.track_id))
            for track in tracks
        ]

    @app_commands.command()
    @app_commands.describe(genre="A genre; pick one from the list")
    async def genre(self, interaction: discord.Interaction[SongBot], genre: str) -> None:
        """Find songs of a genre."""
        await answer(interaction, asyncio.to_thread(self._of_genre, genre))

    @genre.autocomplete("genre")
    async def _genres(self, _: discord.Interaction[SongBot], typed: str) -> list[Choice[str]]:
        wanted = typed.casefold()
        names = [name for name in self._catalog.genres if wanted in name.casefold()]
        return [Choice(name=name, value=name) for name in names[:_CHOICES]]

    @app_commands.command()
    @app_commands.describe(file="An audio file, or a video with sound", url="A direct link to an audio file")
    async def song(
        self, interaction: discord.Interaction[SongBot], file: discord.Attachment | None = None, url: str | None = None
    ) -> None:
        """Find songs that sound like yours."""
        await answer(interaction, _like_song(interaction, file, url))

    def _like(self, title: str) -> Reply:
        track = self._chosen_track(title)
        return like_reply(track, self._catalog.like(track.track_id, RECOMMENDATIONS))

    def _of_genre(self, typed: str) -> Reply:
        name = self._chosen_genre(typed)
        return genre_reply(name, self._catalog.by_genre(name, RECOMMENDATIONS))

    def _chosen_track(self, title: str) -> Track:
        # A choice brings the track's number; whoever types on gets the best match.
        track = self._catalog.track(int(title)) if title.isdecimal() else None
        matches = (track,) if track else self._catalog.search_titles(title, 1)
        if not matches:
            raise UnknownTitleError
        return matches[0]

    def _chosen_genre(self, typed: str) -> str:
        for name in self._catalog.genres:
            if name.casefold() == typed.strip().casefold():
                return name
        raise UnknownGenreError


async def _like_song(
    interaction: discord.Interaction[SongBot], file: discord.Attachment | None, url: str | None
) -> Reply:
    heard = await interaction.client.services.ear.hear(given_source(file, url), asker_of(interaction))
    buttons = reply_row(interaction.user.id)
    return songs_reply([heard], song_row=song_row, reply_row=buttons, recommendations=RECOMMENDATIONS)
