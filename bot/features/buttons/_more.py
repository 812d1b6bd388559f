"""*More like this*, and turning its pages."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.answering import answer
from bot.client import SongBot
from bot.features.buttons._base import SHA256, SongButton
from bot.languages import Language, language_of
from bot.library import ARCHIVE_ALONE, near, place_of
from bot.replies.layouts import Reply
from bot.replies.listing import page_reply
from bot.replies.text import safe
from bot.similar import name_of, remembered

PAGE = 5
PAGES = 5
_NAME = 80


class MoreButton(SongButton, template=f"more:{SHA256}"):
    """Shows the next five similar songs to the one who presses it."""

    action = "more"
    key = "button-more"

    async def reply(self, interaction: discord.Interaction[SongBot]) -> Reply:
        """Show the second page: the first stands in the reply."""
        return await _page(interaction, self.sha256, 1)


class PageButton(ui.DynamicItem[ui.Button[Any]], template=f"page:{SHA256}:(?P<page>[0-9]):(?P<label>back|next)"):
    """Turns to another page in place."""

    def __init__(self, sha256: str, page: int, label: str, language: Language, *, disabled: bool = False) -> None:
        """Lead to one page; ``label`` is back or next."""
        words = language.say("button-next" if label == "next" else "button-back")
        super().__init__(ui.Button(label=words, custom_id=f"page:{sha256}:{page}:{label}", disabled=disabled))
        self._sha256 = sha256
        self._page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the song and the page from the button."""
        return cls(match["sha256"], int(match["page"]), match["label"], language_of(interaction))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        await answer(interaction, _page(interaction, self._sha256, self._page), in_place=True)


async def _page(interaction: discord.Interaction[SongBot], sha256: str, page: int) -> Reply:
    services, language = interaction.client.services, language_of(interaction)
    page = min(page, PAGES - 1)
    analysis = await remembered(services, sha256)
    songs = await near(services, ARCHIVE_ALONE, place_of(analysis), PAGE * PAGES)
    name = safe(await name_of(interaction, services, analysis), _NAME)
    last = max(0, (len(songs) - 1) // PAGE)
    row: ui.ActionRow[Any] = ui.ActionRow(
        PageButton(sha256, max(0, page - 1), "back", language, disabled=page <= 0),
        PageButton(sha256, min(last, page + 1), "next", language, disabled=page >= last),
    )
    return page_reply(name, songs[page * PAGE : (page + 1) * PAGE], page * PAGE + 1, row, language)
