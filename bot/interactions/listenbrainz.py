"""ListenBrainz as a recommender: songs that people play who play a song. Title, artist and genre leave, never audio."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any

import discord

from bot.core.services import Services
from bot.fetch.listenbrainz import ListenBrainz, PlayedSong
from bot.interactions.explicit import presentable
from bot.interactions.recommender import query_for
from bot.pipeline.analysis import AnalysedSong, SongResult
from models.analysis import Analysis, Origin, Recommendation
from models.catalog.query import Query

_SHOWN = 3
"""How many songs that people play stand in a reply."""

SETTING = "listenbrainz"
"""The name of the servers' setting; only the value ``on`` lets names leave."""


class _ListenBrainzRecommender:
    """Songs by what people play; a query counts by its names and its genre alone."""

    def __init__(self, client: ListenBrainz) -> None:
        """Ask by this client, which raises nothing and answers within two seconds."""
        self._client = client

    async def recommend(self, query: Query, count: int) -> tuple[Recommendation, ...]:
        """Return songs played by who plays the song, else much played ones of its genre, one of an artist.

        Those of a genre carry it; the others, of which the service does not say theirs, carry none.
        """
        songs: tuple[PlayedSong, ...] = ()
        genre = ""
        if query.title and query.artist:
            songs = await self._client.played_with(query.title, query.artist)
        if not songs and query.genre:
            songs, genre = await self._client.played_of(query.genre), query.genre
        itself = ((query.title or "").casefold(), (query.artist or "").casefold())
        others = [song for song in songs if (song.title.casefold(), song.artist.casefold()) != itself]
        first = {song.artist.casefold(): song for song in reversed(others)}
        chosen = [song for song in others if first[song.artist.casefold()] is song]
        found = []
        for song in chosen[:count]:
            url, origin = f"https://musicbrainz.org/recording/{song.mbid}", Origin.LISTENBRAINZ
            found.append(Recommendation(0, song.title, song.artist, genre, 0.0, url, origin=origin, mbid=song.mbid))
        return tuple(found)


Ask = Callable[[Analysis], Coroutine[Any, Any, tuple[Recommendation, ...]]]


class PlayedLookup:
    """What ListenBrainz says of analysed songs, asked while their reply is being made, which never waits for it."""

    def __init__(self, results: Sequence[SongResult], ask: Ask | None) -> None:
        """Begin to ask about those of ``results`` that are music; without ``ask`` nothing is asked."""
        self._results = results
        self._tasks = {
            result.analysis.sha256: asyncio.create_task(ask(result.analysis))
            for result in results
            if ask and isinstance(result, AnalysedSong) and result.is_music
        }

    @property
    def is_pending(self) -> bool:
        """Whether an answer is still under way."""
        return not all(task.done() for task in self._tasks.values())

    def results(self) -> list[SongResult]:
        """Return the results with what was answered until now."""
        answered = {sha256: task.result() for sha256, task in self._tasks.items() if task.done()}
        return [
            replace(result, played=answered.get(result.analysis.sha256, ()))
            if isinstance(result, AnalysedSong)
            else result
            for result in self._results
        ]

    async def finish(self) -> bool:
        """Wait for all answers and return whether there is a song among them."""
        return any(await asyncio.gather(*self._tasks.values()))


async def look_up_played(
    services: Services, results: Sequence[SongResult], guild_id: int | None, channel: discord.abc.Snowflake | None
) -> PlayedLookup:
    """Begin to ask what people play who play these songs, where a server's admins and the operator want that."""
    chosen = (await services.store.servers.settings(guild_id)).get(SETTING) if guild_id is not None else None
    if services.listenbrainz is None or chosen != "on":
        return PlayedLookup(results, None)
    recommender = _ListenBrainzRecommender(services.listenbrainz)

    async def ask(analysis: Analysis) -> tuple[Recommendation, ...]:
        songs = await recommender.recommend(query_for(analysis), 2 * _SHOWN)
        return (await presentable(services, guild_id, channel, songs))[:_SHOWN]

    return PlayedLookup(results, ask)
