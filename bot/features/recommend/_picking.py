"""From what somebody typed to a track or a genre of the catalogue."""

from discord.app_commands import Choice

from bot.errors import UnknownGenreError, UnknownTitleError
from bot.replies.text import plain
from models.catalog import Catalog
from models.catalog_tracks import Track

CHOICES = 25
_CHOICE_LENGTH = 100
# A mark that no title begins with tells a choice from what was typed.
_MARK = "\u2063"


def title_choices(catalog: Catalog, typed: str) -> list[Choice[str]]:
    """Return what an autocomplete offers for the beginning of a title or artist."""
    return [
        Choice(name=plain(f"{track.title} · {track.artist}", _CHOICE_LENGTH), value=f"{_MARK}{track.track_id}")
        for track in catalog.search_titles(typed, CHOICES)
    ]


def chosen_track(catalog: Catalog, typed: str) -> Track:
    """Return the track that was chosen, or the best match for what was typed; raise UnknownTitleError for none."""
    number = typed.removeprefix(_MARK)
    track = catalog.track(int(number)) if typed.startswith(_MARK) and number.isdecimal() else None
    matches = (track,) if track else catalog.search_titles(typed, 1)
    if not matches:
        raise UnknownTitleError
    return matches[0]


def chosen_genre(catalog: Catalog, typed: str) -> str:
    """Return the genre that was typed, in the catalogue's spelling; raise UnknownGenreError for none."""
    for name in catalog.genres:
        if name.casefold() == typed.strip().casefold():
            return name
    raise UnknownGenreError
