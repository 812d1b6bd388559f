"""The commands that recommend songs out of the archive and the server's library."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.core.client import SongBot
from bot.features.recommend import _queries as queries
from bot.features.recommend._seeds import CHOICES, given_seed, seeds, title_choices
from bot.interactions.key_options import KEY_OPTION, TEMPO_OPTION, key_choices
from bot.interactions.respond import answer
from bot.interactions.search_scope import SourceChoice
from bot.interactions.tag_options import TAG_OPTION, server_tag_choices, tag_choices, tags_of_asker
from bot.languages import language_of
from bot.languages.genre_words import genre_word
from bot.replies.layouts import Reply
from bot.replies.playlist import PlaylistForm

T = TypeVar("T")
Asked = discord.Interaction[SongBot]
Count = app_commands.Range[int, 1, 25]
_FILE = "An audio file, or a video with sound"
_URL = "A direct link to an audio file"
_TITLE = "Part of a title or an artist; pick one from the list"
_LISTED = {
    "count": "How many songs, 1 to 25; 10 if you leave it out",
    "source": "Where songs may come from; from both if you leave it out",
    "export": "Take the list away as a file for a player or a spreadsheet",
}


class Recommend(commands.GroupCog, group_name="recommend"):
    """Finds songs."""

    def __init__(self, bot: SongBot) -> None:
        """Look genres up in the bot's catalogue."""
        self._catalog = bot.services.catalog

    @app_commands.command()
    @app_commands.describe(title=_TITLE, tag=TAG_OPTION, **_LISTED)
    async def like(
        self,
        interaction: Asked,
        title: str,
        count: Count = 10,
        source: SourceChoice | None = None,
        tag: str | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs that sound like one of the archive or of this server's library."""
        await answer(interaction, queries.like(interaction, title, count, source, export, tag))

    @app_commands.command()
    @app_commands.describe(genre="A genre; pick one from the list", tag=TAG_OPTION, **_LISTED)
    async def genre(
        self,
        interaction: Asked,
        genre: str,
        count: Count = 10,
        source: SourceChoice | None = None,
        tag: str | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs of a genre."""
        await answer(interaction, queries.in_genre(interaction, genre, count, source, export, tag))

    @genre.autocomplete("genre")
    async def _genres(self, asked: Asked, typed: str) -> list[Choice[str]]:
        wanted, language = typed.casefold(), language_of(asked)
        words = [(genre, genre_word(genre, language)) for genre in self._catalog.all_genres]
        fitting = [each for each in words if wanted in each[0].casefold() or wanted in each[1].casefold()]
        return [Choice(name=word, value=genre) for genre, word in fitting[:CHOICES]]

    @app_commands.command()
    @app_commands.describe(file=_FILE, url=_URL, tag=TAG_OPTION, **_LISTED)
    async def song(
        self,
        interaction: Asked,
        file: discord.Attachment | None = None,
        url: str | None = None,
        count: Count = 10,
        source: SourceChoice | None = None,
        tag: str | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs that sound like yours."""
        found = _from_seed(
            given_seed(interaction, file, url),
            lambda seed: queries.like_song(interaction, seed, count, source, export, tag),
        )
        await answer(interaction, found)

    @app_commands.command()
    @app_commands.describe(file=_FILE, url=_URL, title=_TITLE, **_LISTED)
    async def surprise(
        self,
        interaction: Asked,
        file: discord.Attachment | None = None,
        url: str | None = None,
        title: str | None = None,
        count: Count = 10,
        source: SourceChoice | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs near one in sound and far from it in genre."""
        found = _from_seed(
            given_seed(interaction, file, url, title),
            lambda seed: queries.surprising(interaction, seed, count, source, export),
        )
        await answer(interaction, found)

    @app_commands.command()
    @app_commands.describe(
        first="A song",
        second="Another",
        third="A third",
        fourth="A fourth",
        first_title=_TITLE,
        second_title=_TITLE,
        third_title=_TITLE,
        fourth_title=_TITLE,
        **_LISTED,
    )
    async def blend(
        self,
        interaction: Asked,
        first: discord.Attachment | None = None,
        second: discord.Attachment | None = None,
        third: discord.Attachment | None = None,
        fourth: discord.Attachment | None = None,
        first_title: str | None = None,
        second_title: str | None = None,
        third_title: str | None = None,
        fourth_title: str | None = None,
        count: Count = 10,
        source: SourceChoice | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs that lie between two, three or four others."""
        files, titles = (first, second, third, fourth), (first_title, second_title, third_title, fourth_title)
        found = _from_seed(
            seeds(interaction, files, titles), lambda some: queries.blended(interaction, some, count, source, export)
        )
        await answer(interaction, found)

    @app_commands.command()
    @app_commands.describe(
        start="The song to start from", end="The song to end at", start_title=_TITLE, end_title=_TITLE, **_LISTED
    )
    async def path(
        self,
        interaction: Asked,
        start: discord.Attachment | None = None,
        end: discord.Attachment | None = None,
        start_title: str | None = None,
        end_title: str | None = None,
        count: Count = 10,
        source: SourceChoice | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Make a playlist that walks from one song to another."""
        found = _from_seed(
            seeds(interaction, (start, end), (start_title, end_title)),
            lambda ends: queries.walked(interaction, ends, count, source, export),
        )
        await answer(interaction, found)

    @app_commands.command()
    @app_commands.describe(tag=TAG_OPTION, tempo=TEMPO_OPTION, key=KEY_OPTION, **_LISTED)
    async def mine(
        self,
        interaction: Asked,
        count: Count = 10,
        source: SourceChoice | None = None,
        tag: str | None = None,
        tempo: str | None = None,
        key: str | None = None,
        export: PlaylistForm | None = None,
    ) -> None:
        """Find songs like those that you posted and saved."""
        found = queries.for_member(interaction, count, source, export, tag, tempo, key)
        await answer(interaction, found, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(count=_LISTED["count"], export=_LISTED["export"])
    async def mix(self, interaction: Asked, count: Count = 10, export: PlaylistForm | None = None) -> None:
        """Order the songs that you posted and saved for mixing, by tempo and key."""
        await answer(interaction, queries.mixed(interaction, count, export), ephemeral=True)

    @mine.autocomplete("key")
    async def _keys(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        return key_choices(typed, language_of(interaction))

    @mine.autocomplete("tag")
    async def _own_tags(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        return tag_choices(interaction, await tags_of_asker(interaction), typed)

    @like.autocomplete("tag")
    @genre.autocomplete("tag")
    @song.autocomplete("tag")
    async def _server_tags(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        return await server_tag_choices(interaction, typed)

    @like.autocomplete("title")
    @surprise.autocomplete("title")
    @blend.autocomplete("first_title")
    @blend.autocomplete("second_title")
    @blend.autocomplete("third_title")
    @blend.autocomplete("fourth_title")
    @path.autocomplete("start_title")
    @path.autocomplete("end_title")
    async def _titles(self, interaction: Asked, typed: str) -> list[Choice[str]]:
        return await title_choices(interaction, typed)


async def _from_seed(given: Coroutine[Any, Any, T], found: Callable[[T], Awaitable[Reply]]) -> Reply:
    """Analyse what was given only once the answer was deferred."""
    return await found(await given)
