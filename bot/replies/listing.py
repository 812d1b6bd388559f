"""Lists of songs out of the catalogue."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from bot.replies import wording
from bot.replies.layouts import Reply, list_reply
from bot.replies.song import recommendation_lines, shown_title
from bot.replies.text import safe
from models.analysis import Analysis, Recommendation
from models.catalog_tracks import Track

_NAME = 80


def like_reply(track: Track, songs: Sequence[Recommendation]) -> Reply:
    """Return the songs that sound like a track of the catalogue."""
    heading = wording.LIKE_HEADING.format(title=safe(track.title, _NAME), artist=safe(track.artist, _NAME))
    return list_reply(heading, [*recommendation_lines(songs, wording.RECOMMENDATION)])


def genre_reply(genre: str, songs: Sequence[Recommendation]) -> Reply:
    """Return songs of a genre."""
    return list_reply(wording.GENRE_HEADING.format(genre=genre), [*recommendation_lines(songs, wording.TRACK)])


def page_reply(analysis: Analysis, songs: Sequence[Recommendation], first: int, row: ui.ActionRow[Any]) -> Reply:
    """Return one page of songs like one that was heard, numbered from ``first``, above the buttons that turn it."""
    heading = wording.SONG_HEADING.format(title=shown_title(analysis, wording.UNTITLED))
    lines = [*recommendation_lines(songs, wording.RECOMMENDATION, first)] or [wording.NO_MORE]
    return list_reply(heading, lines, row)
