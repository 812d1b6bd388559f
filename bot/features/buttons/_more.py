"""*More like this*, and its pages."""

import discord

from bot.core.client import SongBot
from bot.features.buttons._base import SHA256, SongButton
from bot.features.buttons._paging import PageButton, paging_row
from bot.interactions.known_songs import name_of, recall_analysis
from bot.interactions.recommender import query_for, recommend_near
from bot.interactions.search_scope import ARCHIVE_ONLY
from bot.languages import language_of
from bot.replies.layouts import Reply
from bot.replies.listing import page_reply
from bot.replies.text import safe

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


async def _page(interaction: discord.Interaction[SongBot], sha256: str, page: int, _private: bool = True) -> Reply:
    services, language = interaction.client.services, language_of(interaction)
    page = min(page, PAGES - 1)
    analysis = await recall_analysis(services, sha256)
    songs = await recommend_near(services, ARCHIVE_ONLY, query_for(analysis), PAGE * PAGES)
    name = safe(await name_of(interaction, services, analysis), _NAME)
    last = max(0, (len(songs) - 1) // PAGE)
    row = paging_row("page", sha256, page, last, language)
    return page_reply(name, songs[page * PAGE : (page + 1) * PAGE], page * PAGE + 1, row, language)


PageButton.pages["page"] = _page
