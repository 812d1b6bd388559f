"""Which songs are the Free Music Archive's, and the credit under them."""

import re
from collections.abc import Iterable
from typing import Any

from discord import ui

from bot.languages import Language
from models.analysis import Recommendation
from models.catalog.tracks import Track

_PAGE = re.compile(r"https?://([\w-]+\.)*freemusicarchive\.org([:/?#]|$)", re.IGNORECASE)


def any_of_archive(songs: Iterable[Recommendation | Track]) -> bool:
    """Return whether one of the songs at least has its page in the archive.

    A server's own songs lead to their posts, and an operator's to wherever their music is.
    """
    return any(_PAGE.match(song.url) for song in songs)


def archive_credit(songs: Iterable[Recommendation], language: Language) -> list[ui.TextDisplay[Any]]:
    """Return what credits the archive under a list that shows songs of it, nothing under any other."""
    return [ui.TextDisplay[Any](language.say("archive"))] if any_of_archive(songs) else []
