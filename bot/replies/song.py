"""An analysed song in words, within a given number of characters."""

from collections.abc import Iterable, Iterator, Mapping

import discord

from bot.languages import Language
from bot.languages.clock import clock
from bot.languages.genre_words import genre_word
from bot.pipeline.analysis import AnalysedSong
from bot.replies.headline import added_words, headline
from bot.replies.reasons import small_print
from bot.replies.text import bar, heading, link, safe
from models.analysis import CUSTOM_MODEL, Analysis, Passage, Recommendation
from models.content import MUSIC

_SHOWN_GENRES = 3
SHOWN_RECOMMENDATIONS = 5
_TITLE = 80
_COMPACT = 3
_ARTIST = 60


def song_text(
    song: AnalysedSong,
    budget: int,
    language: Language,
    recommendations: int = SHOWN_RECOMMENDATIONS,
    *,
    pictured: bool = False,
) -> str:
    """Return title, headline, words that add to it, and similar songs in at most ``budget`` characters.

    Whole lines fall away at the end. ``pictured``: the song's card shows genres and parts, so the text does not.
    """
    analysis = song.analysis
    if analysis.content != MUSIC:
        return fitting([*_heading(song, language), language.say(f"not-music-{analysis.content}")], budget)
    free = "sounds-like-free" if song.played else "sounds-like"
    lines = [*_heading(song, language)]
    if song.earlier:
        when = discord.utils.format_dt(song.earlier.when, "R")
        lines.append(language.say("posted-before", link=song.earlier.jump_url, when=when))
    lines += _genre_lines(analysis, language, pictured)
    lines += _similar(analysis, recommendations, free, language)
    if song.neighbours:
        lines += [language.say("sounds-like-here"), *recommendation_lines(song.neighbours, "recommendation", language)]
    return fitting([*lines, *_played(song, language)], budget)


def compact_text(
    song: AnalysedSong, budget: int, language: Language, recommendations: int = 0, *, pictured: bool = False
) -> str:
    """Return a song in two lines: what it is, and three songs like it."""
    analysis = song.analysis
    title = shown_title(analysis, song.name)
    by = {"artist": safe(analysis.artist, _ARTIST)} if analysis.artist else {}
    title = language.say("compact-title-artist" if by else "compact-title", title=title, **by)
    if analysis.content != MUSIC:
        return fitting([f"{title} {language.say(f'not-music-{analysis.content}')}"], budget)
    lines = [language.say("compact-song", song=title, headline=headline(analysis, language))]
    similar = [link(safe(each.title, _ARTIST), each.url) for each in analysis.recommendations[:_COMPACT]]
    if similar:
        lines.append(language.say("compact-alike", songs=language.series(similar)))
    return fitting(lines, budget)


def genre_bar(genre: str, probability: float, language: Language) -> str:
    """Return a genre's bar, name and percentage."""
    return f"{bar(probability)} {safe(genre_word(genre, language), _ARTIST)} {language.percent(probability)}"


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
            genre=safe(genre_word(song.genre, language), _ARTIST),
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


def _heading(song: AnalysedSong, language: Language) -> Iterator[str]:
    yield heading(shown_title(song.analysis, song.name))
    details = [clock(song.analysis.duration_s)]
    if song.analysis.artist:
        details.insert(0, language.say("by-artist", artist=safe(song.analysis.artist, _ARTIST)))
    yield " · ".join(details)


def _genre_lines(analysis: Analysis, language: Language, pictured: bool) -> Iterator[str]:
    yield f"**{headline(analysis, language)}**"
    words = added_words(analysis, language)
    if words:
        yield words
    if not pictured:
        yield from (genre_bar(each.genre, each.probability, language) for each in analysis.genres[:_SHOWN_GENRES])
        if len({passage.genre for passage in analysis.timeline}) > 1:
            yield language.say("heard-parts", parts=_parts(analysis.timeline, language))
    yield from _custom_genres(analysis.models.get(CUSTOM_MODEL, {}), language)
    if analysis.uncertain:
        yield language.say("very-short")


def _parts(timeline: tuple[Passage, ...], language: Language) -> str:
    places: dict[str, list[str]] = {}
    for passage in timeline:
        places.setdefault(genre_word(passage.genre, language), []).append(clock(passage.start_s))
    parts = [language.say("heard-part", genre=genre, times=language.listed(times)) for genre, times in places.items()]
    return language.series(parts)


def _custom_genres(custom: Mapping[str, float], language: Language) -> Iterator[str]:
    """Yield the likeliest of the genres that whoever runs the bot trained it on, the best first."""
    best = sorted(custom.items(), key=lambda each: -each[1])[:_SHOWN_GENRES]
    if best:
        yield language.say("own-genres", genre=safe(best[0][0], _ARTIST))
    for genre, probability in best:
        yield f"{bar(probability)} {safe(genre, _ARTIST)} {language.percent(probability)}"


def _played(song: AnalysedSong, language: Language) -> Iterator[str]:
    """Yield what people play besides it; where that is known of its genre alone, the heading says so."""
    if song.played:
        genre = genre_word(song.played[0].genre, language)
        yield language.say("played-of-genre", genre=safe(genre, _ARTIST)) if genre else language.say("played-with")
        for place, played in enumerate(song.played, start=1):
            name = link(safe(played.title, _TITLE), played.url)
            yield language.say("played-song", place=place, link=name, artist=safe(played.artist, _ARTIST))


def _similar(analysis: Analysis, count: int, heading_key: str, language: Language) -> Iterator[str]:
    songs = analysis.recommendations[:count]
    if not songs:
        yield language.say("nothing-alike")
        return
    yield language.say(heading_key)
    genre = analysis.genres[0].genre
    known = {each.genre for each in analysis.archive} | {song.genre for song in songs}
    if analysis.confident and analysis.archive and genre not in known:
        yield language.say("archive-has-little", genre=safe(genre_word(genre, language), _ARTIST))
    yield from recommendation_lines(songs, "recommendation", language)
