"""What a digest says: counts of a period beside those of the one before."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

import discord

from bot.core.services import Services
from bot.interactions.explicit import hides_explicit, is_explicit
from bot.interactions.member_names import present_member
from bot.store import Explorer, LikedSong, PastSong, Posted, TagCounts

_GENRES = 8
_LIKED = 5
_EXPLORERS = 5
_QUIET = 5
_TAGS = 8
# Read beyond what is shown, in place of what may not be.
_SPARE = 10
_ALL = 1000


@dataclass(frozen=True, slots=True)
class RankedGenre:
    """A genre, its songs, and its place in the period before, from 1; None where it had none."""

    genre: str
    songs: int
    before: int | None


@dataclass(frozen=True, slots=True)
class DigestContents:
    """A server's sounds of a period; ``quiet`` are songs that nobody likes yet.

    ``liked`` and ``quiet`` are None where likes do not count.
    """

    songs: int
    members: int
    genres: tuple[RankedGenre, ...]
    tags: TagCounts
    liked: tuple[LikedSong, ...] | None
    explorers: tuple[Explorer, ...]
    quiet: tuple[PastSong, ...] | None


async def gather_contents(
    services: Services,
    guild: discord.Guild,
    channel: discord.abc.Snowflake,
    posted: Posted,
    since: tuple[datetime, datetime],
    *,
    likes: bool,
) -> DigestContents | None:
    """Return what a digest says of a server; None where nothing was posted.

    ``posted`` are the posts of all time until it is due; ``since`` when its period and the one before began.
    """
    store, period = services.store, replace(posted, since=since[0])
    songs, members = await store.digests.totals(period)
    if not songs:
        return None
    before = await store.counts.genres(replace(posted, since=since[1], until=since[0]), _ALL)
    places = {genre: place for place, (genre, _) in enumerate(before, start=1)}
    genres = await store.counts.genres(period, _GENRES)
    explorers = await store.digests.explorers(posted, since[0], _EXPLORERS + _SPARE)
    members_of = await asyncio.gather(*(present_member(guild, each.user_id) for each in explorers))
    present = [each for each, member in zip(explorers, members_of, strict=True) if member]
    liked, quiet = None, None
    if likes:
        liked = await store.reactions.most_liked(period, _LIKED + _SPARE)
        quiet = await store.digests.library_songs(posted, _QUIET + _SPARE, liked=False)
    hides = await hides_explicit(services, guild.id, channel)
    return DigestContents(
        songs,
        members,
        tuple(RankedGenre(genre, count, places.get(genre)) for genre, count in genres),
        await store.counts.tags(period, _TAGS),
        None if liked is None else tuple(each for each in liked if _is_shown(each.song, hides))[:_LIKED],
        tuple(present[:_EXPLORERS]),
        None if quiet is None else tuple(song for song in quiet if _is_shown(song, hides))[:_QUIET],
    )


def _is_shown(song: PastSong, hides: bool) -> bool:
    return not (hides and is_explicit(song.title, song.artist or ""))
