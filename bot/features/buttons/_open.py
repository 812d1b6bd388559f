"""*Open on...*: links that search for a song, or for one of the songs listed with it, where people play music."""

import re
from collections.abc import Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.core.client import SongBot
from bot.errors import ForgottenListError
from bot.features.buttons._kept_lists import kept_list, visible_songs
from bot.interactions.explicit import presentable
from bot.interactions.known_songs import name_of, recall_analysis
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.layouts import Reply
from bot.replies.search_links import SETTING, search_links, valid_order
from bot.replies.text import heading, plain, safe

# A song's SHA-256, or the number of a kept list.
_KEY = "(?P<key>[0-9a-f]{64}|list[0-9]{1,12})"
_MOST = 25
_BUTTONS = 5
_NAME = 100

Named = tuple[str, str]
"""The title and the artist of a song; either may be empty."""


class OpenButton(ui.DynamicItem[ui.Button[Any]], template=f"open:{_KEY}"):
    """Shows the links of the first song, and a menu of the others, to the one who presses it."""

    def __init__(self, key: str, language: Language) -> None:
        """Belong to an analysed song, by its SHA-256, or to a kept list, by ``list`` and its number."""
        super().__init__(ui.Button(label=language.say("button-open"), custom_id=f"open:{key}"))
        self._key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the song or the list from the button."""
        return cls(match["key"], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the one who pressed, and nobody else."""
        await answer(interaction, _links(interaction, self._key, 0), ephemeral=True)


class OpenSelect(ui.DynamicItem[ui.Select[Any]], template=f"opened:{_KEY}"):
    """Chooses another song of those that the button stood under."""

    def __init__(self, key: str, songs: Sequence[Named], chosen: int, language: Language) -> None:
        """Offer the songs of one reply, 25 at most; Discord brings back only which was chosen."""
        options = [
            discord.SelectOption(
                label=plain(title, _NAME) or "…",
                description=plain(artist, _NAME) or None,
                value=str(number),
                default=number == chosen,
            )
            for number, (title, artist) in enumerate(songs[:_MOST])
        ]
        hint = language.say("open-hint")
        super().__init__(ui.Select(custom_id=f"opened:{key}", placeholder=hint, options=options or [_NOTHING]))
        self._key = key

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the song or the list from the select."""
        return cls(match["key"], (), 0, language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the links of the chosen song in place."""
        value = self.item.values[0]
        number = int(value) if value.isdecimal() and len(value) < 3 else 0
        await answer(interaction, _links(interaction, self._key, number), in_place=True)


_NOTHING = discord.SelectOption(label="…", value="0")


async def _links(interaction: discord.Interaction[SongBot], key: str, number: int) -> Reply:
    services, language = interaction.client.services, language_of(interaction)
    songs = await _songs(interaction, key)
    if not songs:
        raise ForgottenListError(key)
    number = min(number, len(songs) - 1, _MOST - 1)
    title, artist = songs[number]
    guild_id = interaction.guild_id
    chosen = (await services.store.servers.settings(guild_id)).get(SETTING) if guild_id is not None else None
    links = search_links(title, artist, valid_order(chosen))
    buttons: list[ui.Button[Any]] = [ui.Button(label=name, url=url) for name, url in links]
    name = safe(f"{title} · {artist}" if artist else title, _NAME)
    rows = [ui.ActionRow[Any](*buttons[first : first + _BUTTONS]) for first in range(0, len(buttons), _BUTTONS)]
    menu = [ui.ActionRow[Any](OpenSelect(key, songs, number, language))] if len(songs) > 1 else []
    return Reply([ui.TextDisplay(heading(language.say("open-heading", title=name))), *rows, *menu])


async def _songs(interaction: discord.Interaction[SongBot], key: str) -> list[Named]:
    """Return the song or songs that the button stood under, as far as whoever pressed may see them."""
    services = interaction.client.services
    if key.startswith("list"):
        kept = await kept_list(interaction, int(key.removeprefix("list")))
        listed = await visible_songs(interaction, kept, slice(None, _MOST), private=True)
        return [(song.title, song.artist) for song in listed]
    analysis = await recall_analysis(services, key)
    own = await name_of(interaction, services, analysis), analysis.artist or ""
    others = await presentable(services, interaction.guild_id, interaction.channel, analysis.recommendations)
    return [own, *((song.title, song.artist) for song in others)]
