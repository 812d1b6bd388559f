"""Songs of before, in words."""

from collections.abc import Iterator, Sequence

import discord

from bot.languages import Language
from bot.replies.layouts import TEXT_LIMIT
from bot.replies.song import fitting
from bot.replies.text import heading, link, safe
from bot.store import LikedSong, PastSong

_TITLE = 60
_ARTIST = 40


def past_lines(title: str, songs: Sequence[PastSong], language: Language, first: int = 1) -> str:
    """Return a heading and one line a song, numbered from ``first``, as many as fit into a message."""
    lines = [past_line(place, song) for place, song in enumerate(songs, start=first)]
    return fitting([heading(title), *(lines or [language.say("empty-list")])], TEXT_LIMIT)


def liked_line(place: int, liked: LikedSong, language: Language) -> str:
    """Return a song as a numbered line, with its poster and how many members like it."""
    song = liked.song
    likes = language.say("likes", number=liked.likes)
    return f"{place}. " + " · ".join([*_names(song), f"<@{song.user_id}>", likes])


def past_line(place: int, song: PastSong) -> str:
    """Return a song as a numbered line with its link and when it was posted."""
    return f"{place}. " + " · ".join([*_names(song), discord.utils.format_dt(song.when, "R")])


def _names(song: PastSong) -> Iterator[str]:
    title = safe(song.title, _TITLE)
    yield link(title, song.jump_url) if song.message_id else title
    if song.artist:
        yield safe(song.artist, _ARTIST)
