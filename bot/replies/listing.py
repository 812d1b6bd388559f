"""Lists of songs out of the catalogue."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import discord
from discord import ui

from bot.languages import Language
from bot.replies.archive import archive_credit
from bot.replies.layouts import TEXT_LIMIT, Reply, list_reply
from bot.replies.playlist import PlaylistForm, playlist_file
from bot.replies.song import fitting_entries, recommendation_lines
from bot.replies.text import heading
from models.analysis import Recommendation

_CLOSING = 500
_SHOWN = 10


class _PlaylistReply(Reply):
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
    title: str,
    songs: Sequence[Recommendation],
    key: str,
    rows: Sequence[ui.ActionRow[Any]],
    form: PlaylistForm | None,
    language: Language,
    first: int = 1,
) -> Reply:
    """Return a list of songs, as many as fit, and all of them as a file if a form was asked for.

    ``key`` is the text that words one line; numbers begin with ``first``.
    """
    lines = [*recommendation_lines(songs[:_SHOWN], key, language, first)]
    fit = lines[: len(fitting_entries([heading(title), *lines], TEXT_LIMIT - _CLOSING)) - 1]
    shown = "\n".join([heading(title), *(fit or [language.say("no-more")])])
    missing = len(songs) - len(fit)
    closing = [language.say("not-shown", number=missing)] if missing > 0 and form else []
    text = ui.TextDisplay[Any]("\n".join([shown, *closing]))
    items: list[ui.Item[Any]] = [text, *archive_credit(songs, language)]
    return _PlaylistReply([*items, *rows], form, title, songs) if form else Reply([*items, *rows])


def page_reply(
    name: str,
    songs: Sequence[Recommendation],
    first: int,
    row: ui.ActionRow[Any],
    language: Language,
) -> Reply:
    """Return one page of songs like an analysed one, numbered from ``first``, above the buttons that turn it.

    ``name`` is what the song is called, safe to show.
    """
    title = language.say("song-heading", title=name)
    lines = [*recommendation_lines(songs, "recommendation", language, first)] or [language.say("no-more")]
    return list_reply(title, lines, songs, language, row)
