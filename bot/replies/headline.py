"""What a reply says of a song: one headline, and one line of words that add to it."""

from collections.abc import Mapping

from bot.languages import Language
from bot.languages.genre_words import genre_word
from bot.languages.rhythm_words import tempo_and_key_words
from bot.languages.tag_words import tag_word
from bot.replies.text import safe
from models.analysis import Analysis
from models.taggers.tag_selection import spoken_tags

_LONGEST = 60
# Two genres share the headline if both together are this probable, and the second at least this share of the first.
_BOTH = 0.6
_SECOND = 0.6
_MOST_TAGS = 10
_WORDS = 6

# The tags that name a style within a genre; any other genre tag would contradict the headline or repeat it.
_SUB_STYLES: Mapping[str, frozenset[str]] = {
    "Classical": frozenset({"opera", "choir"}),
    "Disco": frozenset({"dance", "funk", "soul"}),
    "Electronic": frozenset({"ambient", "dance", "electro", "electronica", "House", "techno"}),
    "Experimental": frozenset({"ambient"}),
    "Folk": frozenset({"indie"}),
    "Hip-Hop": frozenset({"rnb"}),
    "Instrumental": frozenset({"ambient"}),
    "International": frozenset({"indian"}),
    "Metal": frozenset({"hard rock", "heavy metal"}),
    "Pop": frozenset({"dance", "indie", "indie pop", "rnb", "soul"}),
    "Rock": frozenset(
        {
            "alternative",
            "alternative rock",
            "classic rock",
            "hard rock",
            "indie",
            "indie rock",
            "progressive rock",
            "punk",
        }
    ),
}


def headline(analysis: Analysis, language: Language) -> str:
    """Return the headline: "Jazz 82 %", "Between Blues and Country", or "Not sure: perhaps Folk 34 %"."""
    best, *others = analysis.genres
    first, percent = _name(best.genre, language), language.percent(best.probability)
    if analysis.confident:
        return language.say("headline-sure", genre=first, percent=percent)
    second = others[0] if others else best
    if best.probability + second.probability >= _BOTH and second.probability >= _SECOND * best.probability:
        return language.say("headline-between", first=first, second=_name(second.genre, language))
    return language.say("headline-unsure", genre=first, percent=percent)


def added_words(analysis: Analysis, language: Language) -> str:
    """Return mood, era, voice, instruments, sub-style, tempo and key on one line; "" where none is known.

    Of tags that name a genre only the sub-styles of the headline's genre are said.
    """
    headline_genre = analysis.genres[0].genre
    repeated = {headline_genre.casefold(), genre_word(headline_genre, language).casefold()}
    chosen = [
        tag_word(tag.tag, language)
        for tag in spoken_tags(analysis.tags, _MOST_TAGS)
        if tag.group != "genre" or tag.tag in _SUB_STYLES.get(headline_genre, frozenset())
    ]
    words = [word for word in dict.fromkeys(chosen) if word.casefold() not in repeated]
    return " · ".join([*words[:_WORDS], *tempo_and_key_words(analysis.tempo, analysis.key, language)])


def _name(genre: str, language: Language) -> str:
    return safe(genre_word(genre, language), _LONGEST)
