"""The server's library: what is in it, and taking songs out of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord
from discord.app_commands import Choice

from bot.core.client import SongBot
from bot.errors import NoLibraryError, NotInLibraryError, OnlyInServersError, UnknownGenreError
from bot.features.buttons import songs_pages
from bot.interactions.choices import distinct
from bot.interactions.key_options import TempoRange, chosen_key, chosen_tempo, tempo_words
from bot.interactions.recommender import as_recommendation
from bot.interactions.search_scope import scope_of
from bot.languages import Language, language_of
from bot.languages.genre_words import genre_meant, genre_word
from bot.languages.rhythm_words import key_word
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.text import plain, safe
from bot.store import LibrarySong, Scope, SongFilter

_MOST = 250
_CHOICES = 25
_WORDS = 60
_NAME = 100

Asked = discord.Interaction[SongBot]


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for: words, a genre, a tempo and a key as picked or typed, whose posts."""

    words: str = ""
    genre: str | None = None
    tempo: str | None = None
    key: str | None = None
    poster: discord.Member | discord.User | None = None

    def spoken(
        self, genre: str | None, bpm: TempoRange | None, camelot: str | None, language: Language
    ) -> Iterator[str]:
        """Yield the parts of the search as a heading names them; the others are what was meant."""
        if self.words:
            yield safe(self.words, _WORDS)
        if genre:
            yield safe(genre_word(genre, language), _WORDS)
        if bpm:
            yield tempo_words(bpm, language)
        if camelot:
            yield key_word(camelot, language)
        if self.poster:
            yield safe(self.poster.display_name, _WORDS)


async def found(asked: Asked, search: Search) -> Reply:
    """List the library's songs that the requester may see, newest first, as far as they match.

    Raises UnknownGenreError, UnknownTempoError and UnknownKeyError for what cannot be looked for.
    """
    language = language_of(asked)
    scope = await _library(asked)
    genre = await _genre(asked, scope, search.genre) if search.genre else None
    camelot = chosen_key(search.key, language) if search.key else None
    bpm = chosen_tempo(search.tempo) if search.tempo else None
    user_id = search.poster.id if search.poster else None
    wanted = SongFilter(search.words, genre, bpm, camelot, user_id)
    # Songs are not listed by the name of somebody else who opted out.
    is_mine = user_id in (None, asked.user.id)
    may_be_named = is_mine or await asked.client.services.store.members.answers_posts_of(user_id or 0)
    songs = await _search(asked, wanted, _MOST) if may_be_named else []
    words = language.series([*search.spoken(genre, bpm, camelot, language)])
    title = language.say("library-search-heading", words=words) if words else language.say("library-heading")
    return await songs_pages(asked, title, [as_recommendation(song) for song in songs], key="track", filtered=False)


async def genre_choices(asked: Asked, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers: the genres of the library's songs that the requester may see, most first."""
    language, wanted = language_of(asked), typed.strip().casefold()
    genres = await asked.client.services.store.library.genres(await _library(asked))
    words = [(genre_word(genre, language), genre, count) for genre, count in genres.most_common()]
    fitting = [each for each in words if wanted in each[0].casefold() or wanted in each[1].casefold()]
    return [Choice(name=f"{plain(word, _WORDS)} ({count})", value=genre) for word, genre, count in fitting[:_CHOICES]]


async def removable(asked: Asked, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers for removal: a member's own songs, to moderators all that they may see."""
    found = await _search(asked, SongFilter(typed), _MOST)
    songs = [song for song in found if _moderates(asked) or song.user_id == asked.user.id]
    return distinct(
        Choice(name=plain(f"{song.title} · {song.artist}" if song.artist else song.title, _NAME), value=str(song.id))
        for song in songs[:_CHOICES]
    )


async def removed(asked: Asked, chosen: str) -> Reply:
    """Take a song out of the library: all its posts for moderators, their own for members."""
    services = asked.client.services
    scope = await _library(asked)
    numbers = [int(chosen)] if chosen.isdecimal() and len(chosen) < 19 else []
    songs = [*(await services.store.library.songs(scope, services.model_version, numbers)).values()]
    if not songs:
        songs = await services.store.library.search(scope, services.model_version, SongFilter(chosen), 1)
    for song in songs:
        owner = None if _moderates(asked) else asked.user.id
        if await services.store.library.remove(scope.guild_id, song.sha256, owner):
            return sentence_reply(language_of(asked).say("library-removed", title=safe(song.title, _NAME)))
    raise NotInLibraryError


async def _search(asked: Asked, wanted: SongFilter, limit: int) -> list[LibrarySong]:
    services = asked.client.services
    return await services.store.library.search(await _library(asked), services.model_version, wanted, limit)


async def _library(asked: Asked) -> Scope:
    if asked.guild_id is None:
        raise OnlyInServersError
    if not await asked.client.services.store.servers.keeps_library(asked.guild_id):
        raise NoLibraryError
    return scope_of(asked, private=True)


async def _genre(asked: Asked, scope: Scope, typed: str) -> str:
    """Return the genre that was picked or typed; raise UnknownGenreError where the library has none such."""
    genres = await asked.client.services.store.library.genres(scope)
    genre = genre_meant(typed, genres, language_of(asked))
    if genre is None:
        raise UnknownGenreError(typed)
    return genre


def _moderates(asked: Asked) -> bool:
    return asked.permissions.manage_messages or asked.permissions.manage_guild
