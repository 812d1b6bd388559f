"""The songs that somebody starts from: a file, a link, a track of the archive, or a song of the server's library."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord
from discord.app_commands import Choice

from bot.core.client import SongBot
from bot.core.services import Services
from bot.errors import BothWaysError, TooFewSongsError, UnknownTitleError
from bot.interactions.recommender import Origin, Query, SearchScope, query_for, search_scope_for
from bot.interactions.respond import requester_of
from bot.pipeline.analysis import AnalysedSong
from bot.pipeline.sources import AttachmentSource, Source, given_source
from bot.replies.song import shown_title
from bot.replies.text import plain, safe
from bot.store import LibrarySong, PlacedSong
from models.catalog.catalog import Catalog
from models.catalog.tracks import Track

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
    """A song to start from: what to call it, safe to show, where it lies, and its likeliest genres."""

    title: str
    place: Query
    genres: tuple[str, ...]


async def title_choices(asked: Asked, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers: the server's songs, as far as all here may see them, then the archive's.

    What is picked stands in an answer that everybody reads, so the requester's own sight is not enough.
    """
    services = asked.client.services
    search_scope = await search_scope_for(asked, services, Origin.BOTH, private=False)
    ours = await _of_the_server(services, search_scope, typed)
    tracks = await asyncio.to_thread(services.catalog.search_titles, typed, CHOICES - len(ours))
    return [
        *(_choice(song.title, song.artist, -song.id) for song in ours),
        *(_choice(track.title, track.artist, track.track_id) for track in tracks),
    ]


async def titled(asked: Asked, typed: str) -> Seed:
    """Return the song that was chosen, or the best match for what was typed; raise UnknownTitleError for none."""
    services = asked.client.services
    number = _chosen(typed)
    if number is not None and number < 0:
        return await _of_library(asked, services, -number)
    track = services.catalog.track(number) if number is not None else None
    if track is None:
        track = next(iter(await asyncio.to_thread(services.catalog.search_titles, typed, 1)), None)
    if track is not None:
        return _archive_seed(services.catalog, track)
    search_scope = await search_scope_for(asked, services, Origin.BOTH, private=False)
    for song in await _of_the_server(services, search_scope, typed):
        return await _of_library(asked, services, song.id)
    raise UnknownTitleError


async def given_seed(asked: Asked, file: discord.Attachment | None, url: str | None, title: str | None = None) -> Seed:
    """Return the one song that a command was given as a file, a link or a title."""
    if title and (file or url):
        raise BothWaysError
    return await titled(asked, title) if title else await heard_seed(asked, given_source(file, url))


async def heard_seed(asked: Asked, source: Source) -> Seed:
    """Hear a song and return it."""
    heard = await asked.client.services.analysis.analyse(source, requester_of(asked))
    return seed_of(heard)


async def seeds(asked: Asked, files: Sequence[discord.Attachment | None], titles: Sequence[str | None]) -> list[Seed]:
    """Return the songs of a command's places, each filled by a file or by a title; those left empty are left out.

    Raises BothWaysError for a place filled twice, and TooFewSongsError for fewer than two songs.
    """
    places = list(zip(files, titles, strict=True))
    if any(file and title for file, title in places):
        raise BothWaysError
    wanted = [
        heard_seed(asked, AttachmentSource(file)) if file else titled(asked, title or "")
        for file, title in places
        if file or title
    ]
    if len(wanted) < 2:
        for one in wanted:
            one.close()
        raise TooFewSongsError
    return await asyncio.gather(*wanted)


def seed_of(heard: AnalysedSong) -> Seed:
    """Return a heard song."""
    genres = tuple(genre.genre for genre in heard.analysis.genres[:_TOO_USUAL])
    return Seed(shown_title(heard.analysis, heard.name), query_for(heard.analysis), genres)


async def _of_library(asked: Asked, services: Services, number: int) -> Seed:
    search_scope = await search_scope_for(asked, services, Origin.SERVER, private=False)
    found = (
        await services.store.library.placed(search_scope.scope, services.model_version, [number])
        if search_scope.scope
        else {}
    )
    if number not in found:
        raise UnknownTitleError
    return _library_seed(found[number])


async def _of_the_server(services: Services, search_scope: SearchScope, typed: str) -> list[LibrarySong]:
    if search_scope.scope is None:
        return []
    return await services.store.library.search(search_scope.scope, services.model_version, typed, _OF_THE_SERVER)


def _library_seed(placed: PlacedSong) -> Seed:
    song = placed.song
    place = Query(
        placed.embedding,
        placed.segments,
        placed.tagger,
        song.artist,
        song.title,
        song.genre,
        frozenset({-song.id}),
    )
    return Seed(_named(song.title, song.artist), place, (song.genre,))


def _archive_seed(catalog: Catalog, track: Track) -> Seed:
    place = Query(catalog.vector(track.track_id), catalog.segments(track.track_id))
    place = replace(place, artist=track.artist, title=track.title, genre=track.genre)
    return Seed(_named(track.title, track.artist), replace(place, exclude=frozenset({track.track_id})), (track.genre,))


def _named(title: str, artist: str | None) -> str:
    return f"{safe(title, _NAME)} · {safe(artist, _NAME)}" if artist else safe(title, _NAME)


def _choice(title: str, artist: str | None, number: int) -> Choice[str]:
    words = f"{title} · {artist}" if artist else title
    return Choice(name=plain(words, _CHOICE_LENGTH), value=f"{_MARK}{number}")


def _chosen(typed: str) -> int | None:
    """Return the number of what was picked from the list; None for what was typed."""
    number = typed.removeprefix(_MARK)
    digits = number.removeprefix("-")
    return int(number) if typed.startswith(_MARK) and digits.isdecimal() and len(digits) < 19 else None
