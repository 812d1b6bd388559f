"""Lists of songs with pages: what may be shown is checked anew for whoever turns to it, also after a restart."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import discord
from discord import ui

from bot.core.client import SongBot
from bot.features.buttons._delete import DeleteButton
from bot.features.buttons._kept_lists import kept_list, visible_songs
from bot.features.buttons._open import OpenButton
from bot.features.buttons._paging import PageButton, paging_row
from bot.interactions.explicit import presentable
from bot.languages import language_of
from bot.replies.layouts import Reply
from bot.replies.listing import songs_list
from bot.replies.playlist import PlaylistForm
from bot.store import KeptList
from models.analysis import Recommendation

_PAGE = 10


async def songs_pages(
    interaction: discord.Interaction[SongBot],
    title: str,
    songs: Sequence[Recommendation],
    *,
    key: str = "recommendation",
    form: PlaylistForm | None = None,
    most: int | None = None,
    filtered: bool = True,
) -> Reply:
    """Return the first page of a list, with buttons that turn it; as a file it is whole, and is not turned.

    ``key`` is the text that words one line. What was recommended is ``filtered``: explicit names are left out
    (``bot.interactions.explicit``). What is left beyond ``most`` songs is cut.
    """
    language, services = language_of(interaction), interaction.client.services
    owner_id = interaction.user.id
    if filtered:
        songs = await presentable(services, interaction.guild_id, interaction.channel, songs)
    songs = songs[:most]
    closing: list[ui.Item[Any]] = [DeleteButton(owner_id, language)]
    rows: list[ui.ActionRow[Any]] = [ui.ActionRow(*closing)]
    if form is None and songs:
        content = {"title": title, "key": key, "songs": [asdict(song) for song in songs]}
        kept = KeptList(owner_id, interaction.guild_id, content)
        number = await services.store.song_lists.keep(kept)
        rows = [ui.ActionRow(OpenButton(f"list{number}", language), *closing)]
        if len(songs) > _PAGE:
            rows.insert(0, paging_row("songs", str(number), 0, (len(songs) - 1) // _PAGE, language, owner_id))
    return songs_list(title, songs[:_PAGE] if form is None else songs, key, rows, form, language)


async def _turned(interaction: discord.Interaction[SongBot], number: str, page: int, private: bool) -> Reply:
    language = language_of(interaction)
    kept = await kept_list(interaction, int(number) if number.isdecimal() else 0)
    shown = await visible_songs(interaction, kept, slice(page * _PAGE, (page + 1) * _PAGE), private=private)
    last = (len(kept.content["songs"]) - 1) // _PAGE
    closing: list[ui.Item[Any]] = [OpenButton(f"list{number}", language)]
    if not private:
        closing.append(DeleteButton(kept.user_id, language))
    rows = [paging_row("songs", number, page, last, language, kept.user_id), ui.ActionRow[Any](*closing)]
    return songs_list(kept.content["title"], shown, kept.content["key"], rows, None, language, page * _PAGE + 1)


PageButton.pages["songs"] = _turned
