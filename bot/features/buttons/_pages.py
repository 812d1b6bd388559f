"""Lists of songs with pages: what may be shown is checked anew for whoever turns to it, also after a restart."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import discord
from discord import ui

from bot.core.client import SongBot
from bot.errors import ForgottenListError
from bot.features.buttons._delete import DeleteButton
from bot.features.buttons._paging import PageButton, paging_row
from bot.interactions.search_scope import scope_of, visible
from bot.languages import language_of
from bot.replies.layouts import Reply
from bot.replies.listing import songs_list
from bot.replies.playlist import PlaylistForm
from bot.store import KeptList, Scope
from models.analysis import Origin, Recommendation

PAGE = 10


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
        rows.insert(0, paging_row("songs", str(number), 0, (len(songs) - 1) // PAGE, language, owner_id))
    return songs_list(title, songs[:PAGE] if form is None else songs, key, rows, form, language)


async def _turned(interaction: discord.Interaction[SongBot], number: str, page: int, private: bool) -> Reply:
    services, language = interaction.client.services, language_of(interaction)
    kept = await services.store.song_lists.get(int(number)) if number.isdecimal() else None
    if kept is None or kept.guild_id != interaction.guild_id:
        raise ForgottenListError(f"list {number}")
    songs = [_song(each) for each in kept.content["songs"]]
    shown = await visible(services, _scope(interaction, songs, private=private), songs[page * PAGE : (page + 1) * PAGE])
    last = (len(songs) - 1) // PAGE
    rows: list[ui.ActionRow[Any]] = [paging_row("songs", number, page, last, language, kept.user_id)]
    if not private:
        rows.append(ui.ActionRow(DeleteButton(kept.user_id, language)))
    return songs_list(kept.content["title"], shown, kept.content["key"], rows, None, language, page * PAGE + 1)


PageButton.pages["songs"] = _turned


def _scope(
    interaction: discord.Interaction[SongBot], songs: Sequence[Recommendation], *, private: bool
) -> Scope | None:
    if interaction.guild_id is None or all(song.origin != Origin.LIBRARY for song in songs):
        return None
    return scope_of(interaction, private=private)


def _song(kept: dict[str, Any]) -> Recommendation:
    song = {**kept, "alike_in": tuple(kept["alike_in"])}
    if "origin" not in kept and kept["track_id"] < 0:
        # Earlier releases marked a library's songs by negative ids.
        song |= {"origin": Origin.LIBRARY, "track_id": -kept["track_id"]}
    return Recommendation(**song)
