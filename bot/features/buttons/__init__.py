"""The buttons under a reply: more like this, right or wrong, save, open on..., delete. They work after a restart."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.core.client import SongBot
from bot.features.buttons._delete import DeleteButton
from bot.features.buttons._feedback import GenreSelect, RightButton, WrongButton
from bot.features.buttons._more import MoreButton
from bot.features.buttons._open import OpenButton, OpenSelect
from bot.features.buttons._pages import songs_pages
from bot.features.buttons._paging import PageButton
from bot.features.buttons._save import SaveButton
from bot.languages import Language
from bot.pipeline.analysis import AnalysedSong, SongResult

__all__ = ["reply_row", "setup", "song_row", "song_rows", "songs_pages"]


def song_rows(outcomes: Sequence[SongResult], language: Language) -> dict[str, ui.ActionRow[Any]]:
    """Return the buttons under each analysed song, by its SHA-256."""
    hashes = [each.analysis.sha256 for each in outcomes if isinstance(each, AnalysedSong)]
    return {sha256: song_row(sha256, language) for sha256 in hashes}


def song_row(sha256: str, language: Language) -> ui.ActionRow[Any]:
    """Return the buttons under a song that was analysed before."""
    kinds = (MoreButton, RightButton, WrongButton, SaveButton, OpenButton)
    return ui.ActionRow(*(kind(sha256, language) for kind in kinds))


def reply_row(owner_id: int, language: Language) -> ui.ActionRow[Any]:
    """Return the button under a whole reply, for the one who asked for it and for moderators."""
    return ui.ActionRow(DeleteButton(owner_id, language))


async def setup(bot: SongBot) -> None:
    """Let the bot answer the buttons, those of earlier runs included."""
    bot.add_dynamic_items(MoreButton, PageButton, RightButton, WrongButton, GenreSelect, SaveButton, DeleteButton)
    bot.add_dynamic_items(OpenButton, OpenSelect)
