"""The filter for slurs and explicit words in the names of recommended songs.

What people look up themselves, in a server's library or among their own songs, is not filtered.

The words are the English ones of glin-profanity, a list that is kept; other languages' lists name too many people and
places. Names are matched by whole words, so that Scunthorpe and Peter Cocker are let through.
"""

import re
from collections.abc import Iterable
from functools import cache

import discord
from glin_profanity.data.dictionary import DictionaryLoader

from bot.core.services import Services
from models.analysis import Recommendation
from models.catalog.titles import folded

SETTING = "explicit"
SHOWN = "show"
"""The servers' setting, and its value that switches the filter off."""

# What the list counts though bands and songs are called so without harm.
_HARMLESS = {"god damn", "big black", "hardcore", "nude", "octopussy", "sex", "sexy", "suck", "sucks", "twinkie"}
_SHORTEST = 3


def is_explicit(*names: str) -> bool:
    """Return whether a song's names hold a word of the list."""
    return any(_words().search(folded(name)) for name in names)


async def presentable(
    services: Services,
    guild_id: int | None,
    channel: discord.abc.Snowflake | None,
    songs: Iterable[Recommendation],
) -> tuple[Recommendation, ...]:
    """Return recommended songs without explicit ones, as the server's admins and the channel's age limit have it."""
    if not await hides_explicit(services, guild_id, channel):
        return tuple(songs)
    return tuple(song for song in songs if not is_explicit(song.title, song.artist))


async def hides_explicit(services: Services, guild_id: int | None, channel: discord.abc.Snowflake | None) -> bool:
    """Return whether a channel is not age-restricted and the server's admins have explicit names left out."""
    is_nsfw = getattr(channel, "is_nsfw", None)
    if is_nsfw and is_nsfw():
        return False
    chosen = (await services.store.servers.settings(guild_id)).get(SETTING) if guild_id is not None else None
    return chosen != SHOWN


@cache
def _words() -> re.Pattern[str]:
    listed = {word.lower() for word in DictionaryLoader().get_words("english")}
    words = [word for word in listed - _HARMLESS if len(word) >= _SHORTEST and all(map(str.isalpha, word.split()))]
    # Entries that spell a word with blanks between its letters would match other words.
    plain = [word for word in words if min(map(len, word.split())) > 1]
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, plain), key=len, reverse=True))})\b")
