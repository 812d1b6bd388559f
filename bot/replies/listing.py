"""Lists of songs out of the catalogue."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.replies import wording
from bot.replies.layouts import TEXT_LIMIT, Reply, list_reply
from bot.replies.playlist import PlaylistForm, playlist_file
from bot.replies.song import fitting, recommendation_lines, shown_title
from models.analysis import Analysis, Recommendation

_CLOSING = 500


class PlaylistReply(Reply):
    """A list of songs with the same songs as a file."""

    def __init__(
        self, items: Sequence[ui.Item[Any]], form: PlaylistForm, title: str, songs: Sequence[Recommendation]
    ) -> None:
        """Lay the items out above the file."""
        self._playlist = partial(playlist_file, form, title, songs)
        super().__init__([*items, ui.File[Any](f"attachment://{self._playlist().filename}")])

    @property
    def files(self) -> list[discord.File]:
        """The file, made anew each time, for one that was sent is spent."""
        return [self._playlist()]


def songs_list(
    heading: str,
    songs: Sequence[Recommendation],
    template: str,
    row: ui.ActionRow[Any],
    form: PlaylistForm | None,
) -> Reply:
    """Return a list of songs, as many as fit, and all of them as a file if a form was asked for."""
    lines = [*recommendation_lines(songs, template)]
    shown = fitting([heading, *(lines or [wording.NO_MORE])], TEXT_LIMIT - _CLOSING)
    missing = len(lines) - shown.count("\n")
    closing = [wording.NOT_SHOWN.format(number=missing)] if missing > 0 else []
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join([shown, *closing])), ui.TextDisplay(wording.ARCHIVE)]
    return PlaylistReply([*items, row], form, heading.removeprefix("### "), songs) if form else Reply([*items, row])


def page_reply(analysis: Analysis, songs: Sequence[Recommendation], first: int, row: ui.ActionRow[Any]) -> Reply:
    """Return one page of songs like one that was heard, numbered from ``first``, above the buttons that turn it."""
    heading = wording.SONG_HEADING.format(title=shown_title(analysis, wording.UNTITLED))
    lines = [*recommendation_lines(songs, wording.RECOMMENDATION, first)] or [wording.NO_MORE]
    return list_reply(heading, lines, row)
