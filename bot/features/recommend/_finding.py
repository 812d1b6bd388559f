"""What each command finds, laid out: it hears what it was given, asks the catalogue off the event loop, and lists."""

import asyncio
from collections.abc import Sequence

import discord

from bot.answering import asker_of
from bot.client import SongBot
from bot.errors import NoTasteError
from bot.features.buttons import reply_row, song_row
from bot.features.recommend._mixing import blend, path, surprise
from bot.features.recommend._picking import chosen_genre, chosen_track
from bot.hearing import RECOMMENDATIONS, Heard
from bot.languages import Value, language_of
from bot.replies.layouts import Reply, songs_reply
from bot.replies.listing import songs_list
from bot.replies.playlist import PlaylistForm
from bot.replies.song import shown_title
from bot.replies.text import safe
from bot.sources import AttachmentSource, given_source
from models.analysis import Analysis, Recommendation

_NAME = 80
_MOST_KNOWN = 25

Asked = discord.Interaction[SongBot]
Form = PlaylistForm | None


async def like(asked: Asked, title: str, count: int, form: Form) -> Reply:
    """List songs like a track of the catalogue."""
    catalog = asked.client.services.catalog
    track = await asyncio.to_thread(chosen_track, catalog, title)
    songs = await asyncio.to_thread(catalog.like, track.track_id, count)
    title = _say(asked, "like-heading", title=safe(track.title, _NAME), artist=safe(track.artist, _NAME))
    return _list(asked, title, songs, form)


async def of_genre(asked: Asked, typed: str, count: int, form: Form) -> Reply:
    """List songs of a genre."""
    catalog = asked.client.services.catalog
    name = chosen_genre(catalog, typed)
    songs = await asyncio.to_thread(catalog.by_genre, name, count)
    return _list(asked, _say(asked, "genre-heading", genre=name), songs, form, "track")


async def like_song(asked: Asked, file: discord.Attachment | None, url: str | None) -> Reply:
    """Answer about one song, with ten songs like it."""
    heard = await asked.client.services.ear.hear(given_source(file, url), asker_of(asked))
    language = language_of(asked)
    buttons = reply_row(asked.user.id, language)
    return songs_reply(
        [heard], song_row=song_row, reply_row=buttons, recommendations=RECOMMENDATIONS, language=language
    )


async def surprising(asked: Asked, file: discord.Attachment | None, url: str | None, count: int, form: Form) -> Reply:
    """List songs near one in sound and far in genre."""
    heard = await asked.client.services.ear.hear(given_source(file, url), asker_of(asked))
    songs = await asyncio.to_thread(surprise, asked.client.services.catalog, heard.analysis, count)
    return _list(asked, _say(asked, "surprise-heading", title=_title(heard)), songs, form)


async def blended(asked: Asked, files: Sequence[discord.Attachment], count: int, form: Form) -> Reply:
    """List songs between several."""
    heard = await _hear_files(asked, files)
    songs = await asyncio.to_thread(blend, asked.client.services.catalog, [each.analysis for each in heard], count)
    return _list(asked, _say(asked, "blend-heading", titles=" + ".join(map(_title, heard))), songs, form)


async def walked(asked: Asked, start: discord.Attachment, end: discord.Attachment, count: int, form: Form) -> Reply:
    """List songs in an order that walks from one to another."""
    first, last = await _hear_files(asked, (start, end))
    songs = await asyncio.to_thread(path, asked.client.services.catalog, first.analysis, last.analysis, count)
    title = _say(asked, "path-heading", start=_title(first), end=_title(last))
    return _list(asked, title, songs, form, "track")


async def for_member(asked: Asked, count: int, form: Form) -> Reply:
    """List songs like those that somebody posted and saved."""
    services = asked.client.services
    members = services.store.members
    saved = await members.saved_by(asked.user.id, _MOST_KNOWN)
    heard = await members.history_of(asked.user.id, _MOST_KNOWN)
    hashes = dict.fromkeys(song.sha256 for song in (*saved, *heard))
    recalled = [await services.store.songs.recall(sha256, services.model_version) for sha256 in hashes]
    known: list[Analysis] = [analysis for analysis in recalled if analysis]
    if not known:
        raise NoTasteError
    songs = await asyncio.to_thread(blend, services.catalog, known, count)
    return _list(asked, _say(asked, "mine-heading", number=len(known)), songs, form)


def _list(asked: Asked, title: str, songs: Sequence[Recommendation], form: Form, key: str = "recommendation") -> Reply:
    language = language_of(asked)
    return songs_list(title, songs, key, reply_row(asked.user.id, language), form, language)


def _say(asked: Asked, key: str, **values: Value) -> str:
    return language_of(asked).say(key, **values)


async def _hear_files(asked: Asked, files: Sequence[discord.Attachment]) -> list[Heard]:
    ear = asked.client.services.ear
    return await asyncio.gather(*(ear.hear(AttachmentSource(file), asker_of(asked)) for file in files))


def _title(heard: Heard) -> str:
    return shown_title(heard.analysis, heard.name)
