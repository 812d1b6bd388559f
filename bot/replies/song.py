"""A heard song in words, within a given number of characters."""

from collections.abc import Iterable, Iterator

from bot.hearing import Heard
from bot.replies import wording
from bot.replies.text import bar, clock, link, percent, safe
from models.analysis import Analysis, GenreProbability, Passage, Recommendation
from models.tagger_words import leading_tag, reading, spoken_tags

SHOWN_GENRES = 3
SHOWN_RECOMMENDATIONS = 5
_TITLE = 80
_COMPACT = 3
_ARTIST = 60


def song_text(heard: Heard, budget: int, recommendations: int = SHOWN_RECOMMENDATIONS) -> str:
    """Return title, artist, genre, bars and similar songs in at most ``budget`` characters; whole lines fall away."""
    analysis = heard.analysis
    lines = [*_heading(heard), *_verdict(analysis), *_alike(analysis.recommendations[:recommendations])]
    return fitting([*lines], budget)


def compact_text(heard: Heard, budget: int, recommendations: int = 0) -> str:
    """Return a song in two lines: what it is, and three songs like it."""
    analysis = heard.analysis
    best = analysis.genres[0]
    artist = f" {wording.BY_ARTIST.format(artist=safe(analysis.artist, _ARTIST))}" if analysis.artist else ""
    template = wording.COMPACT_SONG if analysis.confident else wording.COMPACT_UNSURE
    title = shown_title(analysis, heard.name)
    first = template.format(title=title, artist=artist, genre=best.genre, probability=percent(best.probability))
    alike = [link(safe(song.title, _ARTIST), song.url) for song in analysis.recommendations[:_COMPACT]]
    second = [wording.COMPACT_ALIKE.format(songs=", ".join(alike))] if alike else []
    return fitting([first, *second], budget)


def shown_title(analysis: Analysis, name: str) -> str:
    """Return the song's title from its tags, else ``name``, safe to show."""
    return safe(analysis.title or name, _TITLE)


def recommendation_lines(recommendations: Iterable[Recommendation], template: str, first: int = 1) -> Iterator[str]:
    """Return one numbered line a song, with its link; numbers begin with ``first``."""
    for place, song in enumerate(recommendations, start=first):
        yield template.format(
            place=place,
            link=link(safe(song.title, _TITLE), song.url),
            artist=safe(song.artist, _ARTIST),
            genre=safe(song.genre, _ARTIST),
            similarity=percent(song.similarity),
        )


def fitting(lines: list[str], budget: int) -> str:
    """Join as many lines as fit into ``budget`` characters."""
    while lines and sum(len(line) + 1 for line in lines) > budget:
        lines = lines[:-1]
    return "\n".join(lines)


def _heading(heard: Heard) -> Iterator[str]:
    yield f"### {shown_title(heard.analysis, heard.name)}"
    details = [clock(heard.analysis.duration_s)]
    if heard.analysis.artist:
        details.insert(0, wording.BY_ARTIST.format(artist=safe(heard.analysis.artist, _ARTIST)))
    yield " · ".join(details)


def _verdict(analysis: Analysis) -> Iterator[str]:
    yield _headline(analysis)
    for genre in analysis.genres[:SHOWN_GENRES]:
        yield _genre_line(genre)
    tags = [reading(tag.tag) for tag in spoken_tags(analysis.tags)]
    if tags:
        yield wording.TAGS.format(tags=", ".join(tags))
    if len(analysis.timeline) > 1:
        yield wording.PARTS.format(parts=_parts(analysis.timeline))
    if analysis.uncertain:
        yield wording.VERY_SHORT


def _headline(analysis: Analysis) -> str:
    if analysis.confident:
        return wording.SURE.format(genre=analysis.genres[0].genre)
    leading = leading_tag(analysis.tags)
    return wording.LED_BY_TAG.format(tag=reading(leading.tag)) if leading else wording.NOT_SURE


def _parts(timeline: tuple[Passage, ...]) -> str:
    places: dict[str, list[str]] = {}
    for passage in timeline:
        places.setdefault(passage.genre, []).append(clock(passage.start_s))
    return ", ".join(f"{genre} at {_listed(times)}" for genre, times in places.items())


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _genre_line(genre: GenreProbability) -> str:
    return f"{bar(genre.probability)} {genre.genre} {percent(genre.probability)}"


def _alike(recommendations: tuple[Recommendation, ...]) -> Iterator[str]:
    if not recommendations:
        yield wording.NOTHING_ALIKE
        return
    yield wording.SOUNDS_LIKE
    yield from recommendation_lines(recommendations, wording.RECOMMENDATION)
