"""Lists of songs with pages: what a page shows is judged anew for whoever turns to it, also after a restart."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Self

import discord
from discord import ui

from bot.core.client import SongBot
from bot.errors import ForgottenListError
from bot.features.buttons._delete import DeleteButton
from bot.interactions.recommender import scope_of, visible
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.layouts import Reply
from bot.replies.listing import songs_list
from bot.replies.playlist import PlaylistForm
from bot.store import KeptList, Scope
from models.analysis import Recommendation

PAGE = 10
_TURN = "songs:(?P<number>[0-9]{1,12}):(?P<page>[0-9]{1,2}):(?P<to>back|next):(?P<owner>[0-9]{1,20})"


class TurnSongsButton(ui.DynamicItem[ui.Button[Any]], template=_TURN):
    """Turns a list to another page: in place for the one who asked for it, in private for everybody else."""

    def __init__(
        self, number: int, page: int, to: str, owner_id: int, language: Language, *, off: bool = False
    ) -> None:
        """Lead to one page of the list ``number``; ``to`` is back or next."""
        words = language.say("button-next" if to == "next" else "button-back")
        name = f"songs:{number}:{page}:{to}:{owner_id}"
        super().__init__(ui.Button(label=words, custom_id=name, disabled=off))
        self._number = number
        self._page = page
        self._owner_id = owner_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the list and the page from the button."""
        number, page, owner_id = int(match["number"]), int(match["page"]), int(match["owner"])
        return cls(number, page, match["to"], owner_id, language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        hidden = interaction.message is not None and interaction.message.flags.ephemeral
        in_place = hidden or interaction.user.id == self._owner_id
        turned = _turned(interaction, self._number, self._page, private=hidden or not in_place)
        await answer(interaction, turned, in_place=in_place, ephemeral=not in_place)


async def songs_pages(
    interaction: discord.Interaction[SongBot],
    title: str,
    songs: Sequence[Recommendation],
    *,
    key: str = "recommendation",
    form: PlaylistForm | None = None,
) -> Reply:
    """Return the first page of a list, with buttons that turn it; as a file it is whole, and has none.

    ``key`` is the text that words one line.
    """
    language = language_of(interaction)
    owner_id = interaction.user.id
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow(DeleteButton(owner_id, language))]
    if form is None and len(songs) > PAGE:
        content = {"title": title, "key": key, "songs": [asdict(song) for song in songs]}
        kept = KeptList(owner_id, interaction.guild_id, content)
        number = await interaction.client.services.store.song_lists.keep(kept)
        rows.insert(0, _turning_row(number, 0, len(songs), owner_id, language))
    return songs_list(title, songs[:PAGE] if form is None else songs, key, rows, form, language)


async def _turned(interaction: discord.Interaction[SongBot], number: int, page: int, *, private: bool) -> Reply:
    services, language = interaction.client.services, language_of(interaction)
    kept = await services.store.song_lists.get(number)
    if kept is None or kept.guild_id != interaction.guild_id:
        raise ForgottenListError(f"list {number}")
    songs = [_song(each) for each in kept.content["songs"]]
    shown = await visible(services, _scope(interaction, songs, private=private), songs[page * PAGE : (page + 1) * PAGE])
    rows: list[ui.ActionRow[Any]] = [_turning_row(number, page, len(songs), kept.user_id, language)]
    if not private:
        rows.append(ui.ActionRow(DeleteButton(kept.user_id, language)))
    return songs_list(kept.content["title"], shown, kept.content["key"], rows, None, language, page * PAGE + 1)


def _turning_row(number: int, page: int, count: int, owner_id: int, language: Language) -> ui.ActionRow[Any]:
    last = (count - 1) // PAGE
    return ui.ActionRow(
        TurnSongsButton(number, max(0, page - 1), "back", owner_id, language, off=page <= 0),
        TurnSongsButton(number, min(last, page + 1), "next", owner_id, language, off=page >= last),
    )


def _scope(
    interaction: discord.Interaction[SongBot], songs: Sequence[Recommendation], *, private: bool
) -> Scope | None:
    if interaction.guild_id is None or all(song.track_id >= 0 for song in songs):
        return None
    return scope_of(interaction, private=private)


def _song(kept: dict[str, Any]) -> Recommendation:
    return Recommendation(**{**kept, "alike_in": tuple(kept["alike_in"])})
