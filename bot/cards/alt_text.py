"""What a card shows, in words, for those who do not see it; at most the 1,024 characters that Discord takes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.cards.content import BARS, CardContent, ChartsContent, CompareContent, Count, HistoryContent
from bot.cards.words import printable
from bot.languages.clock import clock
from models.analysis import GenreProbability

if TYPE_CHECKING:
    # The processes that draw import this package too, and need no catalogues.
    from bot.languages import Language

_LONGEST = 1024


def song_alt_text(content: CardContent, language: "Language") -> str:
    """Describe the card of a song: its genres over time."""
    title, artist = printable(content.title), printable(content.artist)
    named = (
        language.say("alt-song-artist", title=title, artist=artist) if artist else language.say("alt-song", title=title)
    )
    lines = [
        named,
        *(f"{fact}." for fact in content.facts),
        language.say("alt-genres", genres=_genres(content.genres[:BARS], language)),
    ]
    if content.timeline:
        parts = [language.say("heard-part", genre=each.genre, times=clock(each.start_s)) for each in content.timeline]
        lines.append(language.say("alt-heard", parts=language.series(parts)))
    if content.tags:
        lines.append(language.say("alt-tags", tags=language.series([printable(row.name) for row in content.tags.rows])))
    if content.map:
        lines.append(language.say("alt-map"))
    return _cut(" ".join(lines))


def charts_alt_text(content: ChartsContent, language: "Language") -> str:
    """Describe both columns of the charts."""
    return _cut(
        language.say(
            "alt-charts",
            title=printable(content.title),
            subtitle=printable(content.subtitle),
            first_heading=content.headings[0],
            first=_counts(content.left, language) or content.nothing,
            second_heading=content.headings[1],
            second=_counts(content.right, language) or content.nothing,
        )
    )


def compare_alt_text(content: CompareContent, language: "Language") -> str:
    """Describe both songs' genres and how alike they are."""
    first, second = content.songs
    values = {
        "similarity": language.percent(content.similarity),
        "label": content.similarity_label,
        "first": printable(first.title),
        "first_genres": _genres(first.genres, language),
        "second": printable(second.title),
        "second_genres": _genres(second.genres, language),
    }
    if not content.differences:
        return _cut(language.say("alt-compare", **values))
    return _cut(language.say("alt-compare-differences", differences=language.series(content.differences), **values))


def history_alt_text(content: HistoryContent, language: "Language") -> str:
    """Describe the songs, newest first."""
    rows = ((printable(song.title), song.genre, song.day) for song in content.songs)
    songs = "; ".join(", ".join(filter(None, row)) for row in rows)
    return _cut(language.say("alt-history", title=printable(content.title), songs=songs or content.nothing))


def _genres(genres: Iterable[GenreProbability], language: "Language") -> str:
    return language.series([f"{genre.genre} {language.percent(genre.probability)}" for genre in genres])


def _counts(counts: Iterable[Count], language: "Language") -> str:
    rows = [(printable(count.name), language.number(count.count), count.note) for count in counts]
    return language.series([f"{name} {number}" + (f" ({note})" if note else "") for name, number, note in rows])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
