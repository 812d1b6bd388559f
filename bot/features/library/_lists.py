"""Histories and saved songs, a page at a time, and the buttons that turn the pages."""

import re
from enum import StrEnum
from typing import Any, Self

import discord
from discord import ui

from bot.cards.card_renderer import Picture
from bot.core.client import SongBot
from bot.features.library._picture import history_picture
from bot.interactions.respond import answer
from bot.interactions.tag_options import chosen_tag, tags_of_asker, tags_of_server, with_tag
from bot.interactions.visibility import readable_channels
from bot.languages import Language, language_of
from bot.replies.layouts import Reply, gallery
from bot.replies.past import past_lines
from bot.replies.text import plain
from bot.store import PastSong

_PAGE = 10
_TURN = "list:(?P<kind>mine|server|saved):(?P<page>[0-9]{1,4}):(?P<to>back|next)(?::(?P<tag>[^:]{1,40}))?"


class ListKind(StrEnum):
    """Which songs a list holds."""

    MINE = "mine"
    SERVER = "server"
    SAVED = "saved"


_HEADINGS = {
    ListKind.MINE: "history-mine-heading",
    ListKind.SERVER: "history-server-heading",
    ListKind.SAVED: "saved-heading",
}


class TurnButton(ui.DynamicItem[ui.Button[Any]], template=_TURN):
    """Turns a list to another page in place."""

    def __init__(
        self, kind: ListKind, page: int, to: str, language: Language, *, tag: str | None = None, disabled: bool = False
    ) -> None:
        """Lead to one page, of the songs that sound like ``tag``; ``to`` is back or next."""
        custom_id = f"list:{kind}:{page}:{to}" + (f":{tag}" if tag else "")
        words = language.say("button-next" if to == "next" else "button-back")
        super().__init__(ui.Button(label=words, custom_id=custom_id, disabled=disabled))
        self._kind = kind
        self._page = page
        self._tag = tag

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the list, the page and the tag from the button."""
        kind, page = ListKind(match["kind"]), int(match["page"])
        return cls(kind, page, match["to"], language_of(interaction), tag=match["tag"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        await answer(interaction, list_page(interaction, self._kind, self._page, self._tag), in_place=True)


class RemoveSelect(ui.DynamicItem[ui.Select[Any]], template="unsave:(?P<page>[0-9]{1,4})"):
    """Takes a song off the saved list."""

    def __init__(self, page: int, songs: list[PastSong], language: Language) -> None:
        """Offer the songs of one page; Discord brings back only what was chosen."""
        options = [discord.SelectOption(label=plain(song.title, 100), value=song.sha256) for song in songs]
        hint = language.say("remove-hint")
        super().__init__(ui.Select(custom_id=f"unsave:{page}", placeholder=hint, options=options or [_NOTHING]))
        self._page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the page from the select."""
        return cls(int(match["page"]), [], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Remove the song and show what is left."""
        await answer(interaction, self._removed(interaction), in_place=True)

    async def _removed(self, interaction: discord.Interaction[SongBot]) -> Reply:
        await interaction.client.services.store.members.unsave(interaction.user.id, self.item.values[0])
        return await list_page(interaction, ListKind.SAVED, self._page)


_NOTHING = discord.SelectOption(label="…", value="…")


async def first_page(interaction: discord.Interaction[SongBot], kind: ListKind, typed: str | None) -> Reply:
    """Return a history's first page, of the songs that sound like the ``typed`` tag if there is one.

    Raises UnknownTagError where none does.
    """
    known = tags_of_server if kind is ListKind.SERVER else tags_of_asker
    tag = chosen_tag(interaction, await known(interaction), typed) if typed else None
    return await list_page(interaction, kind, 0, tag)


async def list_page(
    interaction: discord.Interaction[SongBot], kind: ListKind, page: int, tag: str | None = None
) -> Reply:
    """Return one page of a list, as far as the requester may see it, of the songs that sound like ``tag``."""
    language = language_of(interaction)
    songs = await _songs(interaction, kind, page, tag)
    shown = songs[:_PAGE]
    text = past_lines(_title(kind, tag, language), shown, language, page * _PAGE + 1)
    picture = await _picture(interaction, kind, tag, shown)
    items: list[ui.Item[Any]] = [ui.TextDisplay(text), *([gallery(picture)] if picture else [])]
    if page or len(songs) > _PAGE:
        back = TurnButton(kind, max(0, page - 1), "back", language, tag=tag, disabled=page == 0)
        onward = TurnButton(kind, page + 1, "next", language, tag=tag, disabled=len(songs) <= _PAGE)
        items.append(ui.ActionRow(back, onward))
    if kind is ListKind.SAVED and shown:
        items.append(ui.ActionRow(RemoveSelect(page, shown, language)))
    return Reply(items, [picture] if picture else [])


async def _picture(
    interaction: discord.Interaction[SongBot], kind: ListKind, tag: str | None, songs: list[PastSong]
) -> Picture | None:
    """Return the card of a history; what was saved has none."""
    if kind is ListKind.SAVED:
        return None
    whose = interaction.guild.name if kind is ListKind.SERVER and interaction.guild else interaction.user.display_name
    written = await interaction.client.services.card_renderer.written(language_of(interaction))
    return await history_picture(interaction, whose, _title(kind, tag, written), songs)


def _title(kind: ListKind, tag: str | None, language: Language) -> str:
    return with_tag(language.say(_HEADINGS[kind]), tag, language)


async def _songs(
    interaction: discord.Interaction[SongBot], kind: ListKind, page: int, tag: str | None
) -> list[PastSong]:
    """Return the songs of a page and one more, where there is one."""
    members = interaction.client.services.store.members
    if kind is ListKind.MINE:
        return await members.history_of(interaction.user.id, _PAGE + 1, page * _PAGE, tag=tag)
    if kind is ListKind.SAVED:
        return await members.saved_by(interaction.user.id, _PAGE + 1, page * _PAGE)
    channels = readable_channels(interaction.guild, interaction.user)
    return await members.history_in(interaction.guild_id or 0, channels, _PAGE + 1, page * _PAGE, tag=tag)
