"""A heard song in words, within a given number of characters."""

from collections.abc import Iterable, Iterator, Mapping

import discord

from bot.languages import Language
from bot.languages.clock import clock
from bot.languages.tag_words import tag_word
from bot.pipeline.analysis import AnalysedSong
from bot.replies.reasons import small_print
from bot.replies.text import bar, heading, link, safe
from models.analysis import CUSTOM_MODEL, Analysis, Passage, Recommendation
from models.content import MUSIC
from models.taggers.tag_selection import leading_tag, spoken_tags

SHOWN_GENRES = 3
SHOWN_RECOMMENDATIONS = 5
_TITLE = 80
_COMPACT = 3
_ARTIST = 60


def song_text(
    heard: AnalysedSong, budget: int, language: Language, recommendations: int = SHOWN_RECOMMENDATIONS
) -> str:
    """Return title, artist, genre, bars and similar songs in at most ``budget`` characters; whole lines fall away."""
    analysis = heard.analysis
    if analysis.content != MUSIC:
        return fitting([*_heading(heard, language), language.say(f"not-music-{analysis.content}")], budget)
    free = "sounds-like-free" if heard.played else "sounds-like"
    alike = _alike(analysis.recommendations[:recommendations], free, language)
    beginning = [*_heading(heard, language), *_earlier(heard, language), *_verdict(analysis, language)]
    return fitting([*beginning, *alike, *_neighbours(heard, language), *_played(heard, language)], budget)


def compact_text(heard: AnalysedSong, budget: int, language: Language, recommendations: int = 0) -> str:
    """Return a song in two lines: what it is, and three songs like it."""
    analysis = heard.analysis
    if analysis.content != MUSIC:
        said = language.say(f"not-music-{analysis.content}")
        return fitting([f"{_compact_title(heard, language)} {said}"], budget)
    best = analysis.genres[0]
    key = "compact-song" if analysis.confident else "compact-unsure"
    song = _compact_title(heard, language)
    first = language.say(key, song=song, genre=best.genre, probability=language.percent(best.probability))
    alike = [link(safe(song.title, _ARTIST), song.url) for song in analysis.recommendations[:_COMPACT]]
    second = [language.say("compact-alike", songs=language.series(alike))] if alike else []
    return fitting([first, *second], budget)


def _compact_title(heard: AnalysedSong, language: Language) -> str:
    title = shown_title(heard.analysis, heard.name)
    if not heard.analysis.artist:
        return language.say("compact-title", title=title)
    return language.say("compact-title-artist", title=title, artist=safe(heard.analysis.artist, _ARTIST))


def shown_title(analysis: Analysis, name: str) -> str:
    """Return the song's title from its tags, else ``name``, safe to show."""
    return safe(analysis.title or name, _TITLE)


def recommendation_lines(
    recommendations: Iterable[Recommendation], key: str, language: Language, first: int = 1
) -> Iterator[str]:
    """Return one numbered entry a song, with its link, worded by the text ``key``; numbers begin with ``first``.

    Without an artist the text is ``untagged-key``. Under it, in small print, why it is here and its licence, as far as
    they are known.
    """
    for place, song in enumerate(recommendations, start=first):
        entry = language.say(
            key if song.artist else f"untagged-{key}",
            place=place,
            link=link(safe(song.title, _TITLE), song.url),
            artist=safe(song.artist, _ARTIST),
            genre=safe(song.genre, _ARTIST),
            similarity=language.percent(song.similarity),
        )
        yield "\n".join([entry, *small_print(song, language)])


def fitting(lines: list[str], budget: int) -> str:
    """Join as many lines as fit into ``budget`` characters."""
    return "\n".join(fitting_entries(lines, budget))


def fitting_entries(lines: list[str], budget: int) -> list[str]:
    """Return as many lines as fit into ``budget`` characters."""
    while lines and sum(len(line) + 1 for line in lines) > budget:
        lines = lines[:-1]
    return lines


def _heading(heard: AnalysedSong, language: Language) -> Iterator[str]:
    yield heading(shown_title(heard.analysis, heard.name))
    details = [clock(heard.analysis.duration_s)]
    if heard.analysis.artist:
        details.insert(0, language.say("by-artist", artist=safe(heard.analysis.artist, _ARTIST)))
    yield " · ".join(details)


def _verdict(analysis: Analysis, language: Language) -> Iterator[str]:
    yield _headline(analysis, language)
    for genre in analysis.genres[:SHOWN_GENRES]:
        yield _genre_line(genre.genre, genre.probability, language)
    yield from _own_genres(analysis.models.get(CUSTOM_MODEL, {}), language)
    tags = [tag_word(tag.tag, language) for tag in spoken_tags(analysis.tags)]
    if tags:
        yield language.say("in-other-words", tags=language.series(tags))
    if len(analysis.timeline) > 1:
        yield language.say("heard-parts", parts=_parts(analysis.timeline, language))
    if analysis.uncertain:
        yield language.say("very-short")


def _headline(analysis: Analysis, language: Language) -> str:
    if analysis.confident:
        return language.say("sure", genre=analysis.genres[0].genre)
    leading = leading_tag(analysis.tags)
    return language.say("led-by-tag", tag=tag_word(leading.tag, language)) if leading else language.say("not-sure")


def _parts(timeline: tuple[Passage, ...], language: Language) -> str:
    places: dict[str, list[str]] = {}
    for passage in timeline:
        places.setdefault(passage.genre, []).append(clock(passage.start_s))
    parts = [language.say("heard-part", genre=genre, times=language.listed(times)) for genre, times in places.items()]
    return language.series(parts)


def _own_genres(own: Mapping[str, float], language: Language) -> Iterator[str]:
    """Yield the likeliest of the genres that whoever runs the bot taught it, the best first."""
    best = sorted(own.items(), key=lambda each: -each[1])[:SHOWN_GENRES]
    if best:
        yield language.say("own-genres", genre=safe(best[0][0], _ARTIST))
    for genre, probability in best:
        yield _genre_line(safe(genre, _ARTIST), probability, language)


def _genre_line(genre: str, probability: float, language: Language) -> str:
    return f"{bar(probability)} {genre} {language.percent(probability)}"


def _earlier(heard: AnalysedSong, language: Language) -> Iterator[str]:
    if heard.earlier:
        when = discord.utils.format_dt(heard.earlier.when, "R")
        yield language.say("posted-before", link=heard.earlier.jump_url, when=when)


def _neighbours(heard: AnalysedSong, language: Language) -> Iterator[str]:
    if heard.neighbours:
        yield language.say("sounds-like-here")
        yield from recommendation_lines(heard.neighbours, "recommendation", language)


def _played(heard: AnalysedSong, language: Language) -> Iterator[str]:
    """Yield what people play besides it; where that is known of its genre alone, the heading says so."""
    if heard.played:
        genre = heard.played[0].genre
        yield language.say("played-of-genre", genre=safe(genre, _ARTIST)) if genre else language.say("played-with")
        for place, song in enumerate(heard.played, start=1):
            name = link(safe(song.title, _TITLE), song.url)
            yield language.say("played-song", place=place, link=name, artist=safe(song.artist, _ARTIST))


def _alike(recommendations: tuple[Recommendation, ...], heading_key: str, language: Language) -> Iterator[str]:
    if not recommendations:
        yield language.say("nothing-alike")
        return
    yield language.say(heading_key)
    yield from recommendation_lines(recommendations, "recommendation", language)
