"""Somebody's saved songs as a file."""

import discord

from bot.core.client import SongBot
from bot.languages import language_of
from bot.replies.layouts import Reply
from bot.replies.listing import songs_list
from bot.replies.playlist import PlaylistForm
from bot.store import PastSong
from models.analysis import Analysis, Origin, Recommendation
from models.catalog.tracks import musicbrainz_search

_MOST = 500


async def saved_file(interaction: discord.Interaction[SongBot], form: PlaylistForm) -> Reply:
    """Return the songs that somebody saved as a file, newest first, with genre, tempo and key where they are known."""
    services, language = interaction.client.services, language_of(interaction)
    saved = await services.store.members.saved_by(interaction.user.id, _MOST)
    songs = [_song(song, await services.store.songs.recall(song.sha256, services.model_version)) for song in saved]
    return songs_list(language.say("saved-heading"), songs, key="track", rows=(), form=form, language=language)


def _song(song: PastSong, analysis: Analysis | None) -> Recommendation:
    artist = song.artist or ""
    return Recommendation(
        0,
        song.title,
        artist,
        analysis.genres[0].genre if analysis else "",
        0.0,
        musicbrainz_search(song.title, artist),
        origin=Origin.LIBRARY,
        mbid=analysis.mbid if analysis else None,
        tempo=analysis.tempo if analysis else None,
        key=analysis.key if analysis else None,
    )
