"""The songs that somebody starts from: a file, a link, a track of the archive, or a song of the server's library."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord.app_commands import Choice

from bot.core.client import SongBot
from bot.core.services import Services
from bot.errors import BothWaysError, TooFewSongsError, UnknownTitleError
from bot.interactions.choices import distinct
from bot.interactions.recommender import library_query, query_for
from bot.interactions.respond import requester_of
from bot.interactions.search_scope import SearchScope, SourceChoice, search_scope_for
from bot.pipeline.sources import AttachmentSource, Source, given_source
from bot.replies.song import shown_title
from bot.replies.text import plain, safe
from bot.store import LibrarySong, SongFilter
from models.analysis import Origin
from models.catalog.query import Query
from models.catalog.tracks import TrackKey

CHOICES = 25
_OF_THE_SERVER = 10
_CHOICE_LENGTH = 100
_NAME = 80
_TOO_USUAL = 3
# A mark that no title begins with tells a choice from what was typed.
_MARK = "\u2063"

Asked = discord.Interaction[SongBot]


@dataclass(frozen=True, slots=True, eq=False)
class Seed:
    """A song to start from: what to call it, safe to show, the query for it, and its likeliest genres."""

    title: str
    query: Query
    genres: tuple[str, ...]


async def title_choices(asked: Asked, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers: the server's songs, as far as all here may see them, then the archive's.

    What is picked stands in an answer that everybody reads, so the requester's own sight is not enough.
    """
    services = asked.client.services
    search_scope = await search_scope_for(asked, services, SourceChoice.BOTH, private=False)
    ours = await _of_the_server(services, search_scope, typed)
    tracks = await asyncio.to_thread(services.catalog.search_titles, typed, CHOICES - len(ours))
    choices = [
        *(_choice(song.title, song.artist, (Origin.LIBRARY, song.id)) for song in ours),
        *(_choice(track.title, track.artist, track.key) for track in tracks),
    ]
    return distinct(choices)


async def titled(asked: Asked, typed: str) -> Seed:
    """Return the song that was chosen, or the best match for what was typed; raise UnknownTitleError for none."""
    services = asked.client.services
    origin, number = _chosen(typed) or (None, 0)
    if origin is Origin.LIBRARY:
        return await _of_library(asked, services, number)
    track = services.catalog.track(number) if origin is Origin.CATALOG else None
    if track is None:
        track = next(iter(await asyncio.to_thread(services.catalog.search_titles, typed, 1)), None)
    if track is not None:
        query = await asyncio.to_thread(services.catalog.query, track.track_id)
        return Seed(_named(track.title, track.artist), query, (track.genre,))
    search_scope = await search_scope_for(asked, services, SourceChoice.BOTH, private=False)
    for song in await _of_the_server(services, search_scope, typed):
        return await _of_library(asked, services, song.id)
    raise UnknownTitleError


async def given_seed(asked: Asked, file: discord.Attachment | None, url: str | None, title: str | None = None) -> Seed:
    """Return the one song that a command was given as a file, a link or a title."""
    if title and (file or url):
        raise BothWaysError
    return await titled(asked, title) if title else await _analysed_seed(asked, given_source(file, url))


async def _analysed_seed(asked: Asked, source: Source) -> Seed:
    """Analyse a song and return it."""
    song = await asked.client.services.analysis.analyse(source, requester_of(asked))
    genres = tuple(genre.genre for genre in song.analysis.genres[:_TOO_USUAL])
    return Seed(shown_title(song.analysis, song.name), query_for(song.analysis), genres)


async def seeds(asked: Asked, files: Sequence[discord.Attachment | None], titles: Sequence[str | None]) -> list[Seed]:
    """Return the songs of a command's options, each a file or a title; those left empty are left out.

    Raises BothWaysError for a song given both ways, and TooFewSongsError for fewer than two songs.
    """
    options = list(zip(files, titles, strict=True))
    if any(file and title for file, title in options):
        raise BothWaysError
    wanted = [
        _analysed_seed(asked, AttachmentSource(file)) if file else titled(asked, title or "")
        for file, title in options
        if file or title
    ]
    if len(wanted) < 2:
        for one in wanted:
            one.close()
        raise TooFewSongsError
    return await asyncio.gather(*wanted)


async def _of_library(asked: Asked, services: Services, number: int) -> Seed:
    search_scope = await search_scope_for(asked, services, SourceChoice.SERVER, private=False)
    found = (
        await services.store.library.placed(search_scope.scope, services.model_version, [number])
        if search_scope.scope
        else {}
    )
    if number not in found:
        raise UnknownTitleError
    song = found[number].song
    return Seed(_named(song.title, song.artist), library_query(found[number]), (song.genre,))


async def _of_the_server(services: Services, search_scope: SearchScope, typed: str) -> list[LibrarySong]:
    if search_scope.scope is None:
        return []
    return await services.store.library.search(
        search_scope.scope, services.model_version, SongFilter(typed), _OF_THE_SERVER
    )


def _named(title: str, artist: str | None) -> str:
    return f"{safe(title, _NAME)} · {safe(artist, _NAME)}" if artist else safe(title, _NAME)


def _choice(title: str, artist: str | None, key: TrackKey) -> Choice[str]:
    label = f"{title} · {artist}" if artist else title
    origin, number = key
    return Choice(name=plain(label, _CHOICE_LENGTH), value=f"{_MARK}{origin}:{number}")


def _chosen(typed: str) -> TrackKey | None:
    """Return which song was picked from the list; None for what was typed."""
    origin, _, number = typed.removeprefix(_MARK).partition(":")
    if typed.startswith(_MARK) and origin in tuple(Origin) and number.isdecimal() and len(number) < 19:
        return Origin(origin), int(number)
    return None
