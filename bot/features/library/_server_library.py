"""The server's library: what is in it, and taking songs out of it."""

import discord
from discord.app_commands import Choice

from bot.core.client import SongBot
from bot.errors import NoLibraryError, NotInLibraryError, OnlyInServersError
from bot.features.buttons import songs_pages
from bot.interactions.choices import distinct
from bot.interactions.recommender import as_recommendation
from bot.interactions.search_scope import scope_of
from bot.languages import language_of
from bot.replies.layouts import Reply, sentence_reply
from bot.replies.text import plain, safe
from bot.store import LibrarySong, Scope

_MOST = 250
_CHOICES = 25
_WORDS = 60
_NAME = 100

Asked = discord.Interaction[SongBot]


async def found(asked: Asked, words: str) -> Reply:
    """List the library's songs that the requester may see, newest first, as far as they match ``words``."""
    songs = await _search(asked, words, _MOST)
    language = language_of(asked)
    title = (
        language.say("library-search-heading", words=safe(words, _WORDS)) if words else language.say("library-heading")
    )
    return await songs_pages(asked, title, [as_recommendation(song) for song in songs], key="track")


async def removable(asked: Asked, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers for removal: a member's own songs, to moderators all that they may see."""
    songs = [song for song in await _search(asked, typed, _MOST) if _may_remove(asked, song)]
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
        songs = await services.store.library.search(scope, services.model_version, chosen, 1)
    for song in songs:
        owner = None if _moderates(asked) else asked.user.id
        if await services.store.library.remove(scope.guild_id, song.sha256, owner):
            return sentence_reply(language_of(asked).say("library-removed", title=safe(song.title, _NAME)))
    raise NotInLibraryError


async def _search(asked: Asked, words: str, limit: int) -> list[LibrarySong]:
    services = asked.client.services
    return await services.store.library.search(await _library(asked), services.model_version, words, limit)


async def _library(asked: Asked) -> Scope:
    if asked.guild_id is None:
        raise OnlyInServersError
    if not await asked.client.services.store.servers.keeps_library(asked.guild_id):
        raise NoLibraryError
    return scope_of(asked, private=True)


def _may_remove(asked: Asked, song: LibrarySong) -> bool:
    return _moderates(asked) or song.user_id == asked.user.id


def _moderates(asked: Asked) -> bool:
    return asked.permissions.manage_messages or asked.permissions.manage_guild
