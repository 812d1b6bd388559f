"""The song of the day: from a server's library, or from the archive in a genre that the server likes."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta

import discord
from discord import ui

from bot.features.buttons import song_row
from bot.features.configure import ServerChoices
from bot.features.digest._kind import Draft, Occasion
from bot.features.digest._schedule import Rhythm, Schedule
from bot.interactions.explicit import hides_explicit, is_explicit, presentable
from bot.languages import Language
from bot.languages.genre_words import genre_word
from bot.replies.archive import archive_credit
from bot.replies.layouts import Reply
from bot.replies.reasons import small_print
from bot.replies.text import heading, link, safe

_NAME = 80
_DRAWN = 25
_GENRES = 3
_TASTE = timedelta(days=90)
"""A server likes the genres that were posted most in this time."""


class SongOfTheDayKind:
    """One song a day, none twice within three months."""

    name = "dailysong"

    def schedule(self, choices: ServerChoices) -> Schedule | None:
        """Return when a server wants its song."""
        if choices.dailysong == "off" or not choices.postchannel:
            return None
        return Schedule(Rhythm.DAILY, 0, time.fromisoformat(choices.posttime), choices.zone)

    def heading(self, schedule: Schedule, due: datetime, language: Language) -> str:
        """Return the heading with the day."""
        day = schedule.day(due)
        return language.say("daily-heading", day=language.days(day, day))

    async def draft(self, occasion: Occasion) -> Draft | None:
        """Return a song; None where there is none left to name."""
        title = heading(self.heading(occasion.schedule, occasion.due, occasion.language))
        named = await occasion.services.store.scheduled.subjects(occasion.channel.guild.id, self.name)
        if occasion.choices.dailysong == "server":
            return await _of_the_server(occasion, title, named)
        return await _of_the_archive(occasion, title, named)


async def _of_the_server(occasion: Occasion, title: str, named: frozenset[str]) -> Draft | None:
    """Return a song of the library; songs that were named come again where there is no other."""
    services, language, guild = occasion.services, occasion.language, occasion.channel.guild
    if not await services.store.servers.keeps_library(guild.id):
        return None
    hides = await hides_explicit(services, guild.id, occasion.channel)
    digests = services.store.digests
    drawn = await digests.library_songs(occasion.posted, _DRAWN, without=named)
    drawn = drawn or await digests.library_songs(occasion.posted, _DRAWN)
    song = next((each for each in drawn if not (hides and is_explicit(each.title, each.artist or ""))), None)
    if song is None:
        return None
    genres = await services.store.counts.best_genres([song.sha256])
    line = _line(song.title, song.jump_url, song.artist, genres.get(song.sha256, ""), language)
    posted = language.say("daily-posted", who=f"<@{song.user_id}>", when=discord.utils.format_dt(song.when, "R"))
    text = ui.TextDisplay[Reply]("\n".join([title, line, posted]))
    return Draft(Reply([text, song_row(song.sha256, language)]), song.sha256)


async def _of_the_archive(occasion: Occasion, title: str, named: frozenset[str]) -> Draft | None:
    services, language, channel = occasion.services, occasion.language, occasion.channel
    lately = replace(occasion.posted, since=occasion.due - _TASTE)
    known = services.catalog.genres
    liked = [genre for genre, _ in await services.store.counts.genres(lately, _DRAWN) if genre in known][:_GENRES]
    if not liked:
        return None
    # The best genres take turns.
    genre = liked[occasion.due.toordinal() % len(liked)]
    drawn = await asyncio.to_thread(services.catalog.by_genre, genre, _DRAWN)
    songs = await presentable(services, channel.guild.id, channel, drawn)
    song = next((each for each in songs if str(each.track_id) not in named), None)
    if song is None:
        return None
    line = _line(song.title, song.url, song.artist, song.genre, language)
    text = "\n".join([title, line, *small_print(song, language)])
    return Draft(Reply([ui.TextDisplay[Reply](text), *archive_credit([song], language)]), str(song.track_id))


def _line(title: str, url: str, artist: str | None, genre: str, language: Language) -> str:
    parts = [link(safe(title, _NAME), url), *([safe(artist, _NAME)] if artist else [])]
    return " · ".join([*parts, *([safe(genre_word(genre, language), _NAME)] if genre else [])])
