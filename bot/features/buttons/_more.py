"""*More like this*, and its pages."""

from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.core.client import SongBot
from bot.core.services import Services
from bot.features.buttons._base import SHA256, SongButton
from bot.features.buttons._paging import PageButton, paging_row
from bot.interactions.explicit import presentable
from bot.interactions.known_songs import name_of, recall_analysis
from bot.interactions.recommender import query_for, recommend_near
from bot.interactions.search_scope import ARCHIVE_ONLY
from bot.languages import language_of
from bot.pipeline.analysis import RECOMMENDATIONS
from bot.replies.layouts import Reply
from bot.replies.listing import page_reply
from bot.replies.text import safe
from models.analysis import Analysis, Recommendation

_PAGE = 5
_PAGES = 5
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
    page = min(page, _PAGES - 1)
    analysis = await recall_analysis(services, sha256)
    found, last = await _songs(services, analysis, page)
    songs = await presentable(services, interaction.guild_id, interaction.channel, found)
    name = safe(await name_of(interaction, services, analysis), _NAME)
    row = paging_row("page", sha256, page, last, language)
    return page_reply(name, songs[page * _PAGE : (page + 1) * _PAGE], page * _PAGE + 1, row, language)


async def _songs(services: Services, analysis: Analysis, page: int) -> tuple[Sequence[Recommendation], int]:
    """Return the songs of all pages until ``page`` at least, and the last page.

    The first pages are those that came with the analysis; only what lies behind them is searched for.
    """
    stored = analysis.recommendations
    if len(stored) < RECOMMENDATIONS:
        return stored, max(0, (len(stored) - 1) // _PAGE)
    if (page + 1) * _PAGE <= len(stored):
        return stored, _PAGES - 1
    known = frozenset((song.origin, song.track_id) for song in stored)
    query = replace(query_for(analysis), exclude=known)
    further = await recommend_near(services, ARCHIVE_ONLY, query, _PAGE * _PAGES - len(stored))
    songs = (*stored, *further)
    return songs, max(0, (len(songs) - 1) // _PAGE)


PageButton.pages["page"] = _page
