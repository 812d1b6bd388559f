"""The replies as Discord lays them out: containers of text that need no permission but to write.

Discord allows 4,000 characters of text and 40 components in one such message; both hold here by construction.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, Self

import discord
from discord import ui

from bot.cards.card_renderer import Picture
from bot.languages import Language
from bot.pipeline.analysis import AnalysedSong, SongResult
from bot.pipeline.sources import Source
from bot.replies.archive import any_of_archive, archive_credit
from bot.replies.errors import sentence
from bot.replies.song import SHOWN_RECOMMENDATIONS, fitting, song_text
from bot.replies.text import clip, heading, safe
from models.analysis import Recommendation

TEXT_LIMIT = 4000
_FOOTER = 500
_NAME = 60


class SongText(Protocol):
    """Writes a song within a number of characters; ``pictured`` says that its card is shown under the text."""

    def __call__(
        self, song: AnalysedSong, budget: int, language: Language, recommendations: int, *, pictured: bool
    ) -> str:
        """Return the text."""


class Reply(ui.LayoutView):
    """A reply of one container."""

    def __init__(self, items: Sequence[ui.Item[Any]], pictures: Sequence[Picture] = ()) -> None:
        """Put the items into one container; ``pictures`` are those that galleries among them show."""
        super().__init__(timeout=None)
        self._pictures = pictures
        self.add_item(ui.Container[Reply](*items))

    def with_note(self, text: str) -> Self:
        """Add a line under the container and return the same reply."""
        self.add_item(ui.TextDisplay[Any](text))
        return self

    @property
    def files(self) -> list[discord.File]:
        """What must be sent along, made anew each time, for a file that was sent is spent."""
        return [discord.File(io.BytesIO(each.png), each.name, description=each.alt) for each in self._pictures]


def songs_reply(
    results: Sequence[SongResult],
    left_out: Sequence[Source] = (),
    *,
    song_rows: Mapping[str, ui.ActionRow[Any]] | None = None,
    reply_row: ui.ActionRow[Any] | None = None,
    recommendations: int = SHOWN_RECOMMENDATIONS,
    text: SongText = song_text,
    pictures: Mapping[str, Picture] | None = None,
    language: Language,
) -> Reply:
    """Return the answer to a message or command: every song or its error, and the names of those left out.

    ``song_rows`` are the buttons under each song and ``pictures`` the songs' cards, both by SHA-256; ``reply_row``
    holds the buttons under the whole. ``text`` writes a song within a number of characters.
    """
    song_rows, pictures = song_rows or {}, pictures or {}
    budget = (TEXT_LIMIT - _FOOTER) // len(results)
    items: list[ui.Item[Any]] = []
    shown: set[str] = set()
    for result in results:
        if isinstance(result, AnalysedSong):
            pictured = result.analysis.sha256 in pictures
            words = text(result, budget, language, recommendations, pictured=pictured)
        else:
            said = sentence(result.error, language)
            words = clip(language.say("failed", name=safe(result.name, _NAME), sentence=said), budget)
        items.append(ui.TextDisplay(words))
        # Discord refuses a message in which two buttons have the same name, as the same song's twice would.
        if isinstance(result, AnalysedSong) and result.is_music and result.analysis.sha256 not in shown:
            sha256 = result.analysis.sha256
            shown.add(sha256)
            items += [gallery(pictures[sha256])] if sha256 in pictures else []
            items += [song_rows[sha256]] if sha256 in song_rows else []
        items.append(ui.Separator())
    footer = _footer(results, left_out, recommendations, language)
    closing = [ui.TextDisplay[Any](footer)] if footer else []
    laid_out = [*items, *closing, reply_row] if reply_row else [*items, *closing] if closing else items[:-1]
    return Reply(laid_out, list(pictures.values()))


def list_reply(
    title: str,
    lines: Sequence[str],
    songs: Sequence[Recommendation],
    language: Language,
    row: ui.ActionRow[Any] | None = None,
) -> Reply:
    """Return a list of songs under a heading, as many of its ``lines`` as fit, and buttons under them."""
    text = fitting([heading(title), *lines], TEXT_LIMIT - _FOOTER)
    credit = archive_credit(songs, language)
    items: list[ui.Item[Any]] = [ui.TextDisplay(text), *([ui.Separator[Any](), *credit] if credit else [])]
    return Reply([*items, row] if row else items)


def pictured_reply(text: str, picture: Picture | None) -> Reply:
    """Return words, and a picture under them if there is one."""
    pictures = [picture] if picture else []
    return Reply([ui.TextDisplay(clip(text, TEXT_LIMIT)), *map(gallery, pictures)], pictures)


def sentence_reply(text: str) -> Reply:
    """Return one sentence; for interactions that may have been laid out before."""
    return Reply([ui.TextDisplay(clip(text, TEXT_LIMIT))])


def texts_of(component: object) -> Iterator[str]:
    """Yield the texts that stand in a component of a message that was sent."""
    if isinstance(component, discord.TextDisplay):
        yield component.content
    for child in getattr(component, "children", ()):
        yield from texts_of(child)


def gallery(picture: Picture) -> ui.MediaGallery[Any]:
    """Return what shows a picture that is sent along."""
    return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt))


def _footer(results: Sequence[SongResult], left_out: Sequence[Source], recommendations: int, language: Language) -> str:
    lines = []
    if left_out:
        names = language.series([safe(source.name, _NAME // 2) for source in left_out])
        lines.append(clip(language.say("left-out", limit=len(results), names=names), _FOOTER - 150))
    songs = [result for result in results if isinstance(result, AnalysedSong)]
    if songs:
        seconds = language.number(max(song.seconds for song in songs), digits=1)
        shown = [song for each in songs if each.is_music for song in each.analysis.recommendations[:recommendations]]
        lines.append(language.say("took", seconds=seconds, archive="yes" if any_of_archive(shown) else "no"))
    return "\n".join(lines)
