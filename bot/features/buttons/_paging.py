"""The button that turns pages: one kind for everything that has pages, told apart by the name of the list."""

import re
from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, Self

import discord
from discord import ui

from bot.core.client import SongBot
from bot.interactions.respond import answer
from bot.languages import Language, language_of
from bot.replies.layouts import Reply

ShowPage = Callable[[discord.Interaction[SongBot], str, int, bool], Coroutine[Any, Any, Reply]]
"""Takes the interaction, the list's key, the page from 0, and whether only the one who pressed sees it."""

_TEMPLATE = (
    "(?P<name>[a-z]{1,16}):(?P<key>[0-9a-f]{1,64}):(?P<page>[0-9]{1,3}):(?P<to>back|next)(?::(?P<owner>[0-9]{1,20}))?"
)


class PageButton(ui.DynamicItem[ui.Button[Any]], template=_TEMPLATE):
    """Turns a list to another page: in place for its owner, or where it has none, and in private for everybody else.

    ``pages`` holds what shows a page of each kind of list, by the name with which the button's custom id begins.
    """

    pages: ClassVar[dict[str, ShowPage]] = {}

    def __init__(
        self,
        name: str,
        key: str,
        page: int,
        to: str,
        language: Language,
        owner_id: int | None = None,
        *,
        off: bool = False,
    ) -> None:
        """Lead to one page of the list ``key``; ``to`` is back or next."""
        label = language.say("button-next" if to == "next" else "button-back")
        suffix = "" if owner_id is None else f":{owner_id}"
        super().__init__(ui.Button(label=label, custom_id=f"{name}:{key}:{page}:{to}{suffix}", disabled=off))
        self._name = name
        self._key = key
        self._page = page
        self._owner_id = owner_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Read the list, the page and the owner from the button."""
        owner_id = int(match["owner"]) if match["owner"] else None
        return cls(match["name"], match["key"], int(match["page"]), match["to"], language_of(interaction), owner_id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Turn the page."""
        show = self.pages.get(self._name)
        if show is None:
            return
        hidden = interaction.message is not None and interaction.message.flags.ephemeral
        in_place = hidden or self._owner_id in (None, interaction.user.id)
        page = show(interaction, self._key, self._page, hidden or not in_place)
        await answer(interaction, page, in_place=in_place, ephemeral=not in_place)


def paging_row(
    name: str, key: str, page: int, last: int, language: Language, owner_id: int | None = None
) -> ui.ActionRow[Any]:
    """Return the two buttons that turn from ``page``, pages being counted from 0 to ``last``."""
    return ui.ActionRow(
        PageButton(name, key, max(0, page - 1), "back", language, owner_id, off=page <= 0),
        PageButton(name, key, min(last, page + 1), "next", language, owner_id, off=page >= last),
    )
