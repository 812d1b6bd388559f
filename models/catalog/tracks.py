"""What is known of the catalogue's tracks, from ``tracks.csv``."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from urllib.parse import urlencode, urlsplit

from models.analysis import Origin, Recommendation
from models.errors import ArtifactError

TrackKey = tuple[Origin, int]
"""What tells tracks apart: where one is from, and its number there."""


COLUMNS = ("track_id", "title", "artist", "album", "genre", "artist_url", "track_url", "license")
_WEB = ("http", "https")
_ARCHIVE = "freemusicarchive.org"


@dataclass(frozen=True, slots=True)
class Reason:
    """``alike_in``: at most two aspects, the closest first. ``corner``: the genre that both songs are deep in."""

    alike_in: tuple[str, ...] = ()
    corner: str | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One track; ``url`` is its page where known, else a search for both names where it is from.

    Of the Free Music Archive that is the archive's own search, for an artist's page there may be gone; of other tracks
    the artist's page where given, else MusicBrainz.

    ``track_id`` is its number among the tracks of its ``origin``. ``licence`` is what its artist chose, None where
    unknown.
    """

    track_id: int
    title: str
    artist: str
    genre: str
    url: str
    licence: str | None = None
    origin: Origin = Origin.CATALOG

    @property
    def key(self) -> TrackKey:
        """What tells this track from all others."""
        return self.origin, self.track_id

    @property
    def artist_key(self) -> str:
        """What tells artists apart: songs without an artist do not count as one artist's."""
        return self.artist.casefold() or f"song {self.track_id}"

    def recommended(self, similarity: float, reason: Reason = Reason()) -> Recommendation:
        """Return the track as a list has it, with its ``similarity``, 0 to 1, and why it is there."""
        return Recommendation(
            self.track_id,
            self.title,
            self.artist,
            self.genre,
            similarity,
            self.url,
            licence=self.licence,
            alike_in=reason.alike_in,
            corner=reason.corner,
            origin=self.origin,
        )


def read_tracks(path: Path) -> tuple[Track, ...]:
    """Read ``tracks.csv``, in its order; raise ArtifactError if a column is missing or an id is not a number."""
    try:
        return tuple(map(_track, read_rows(path)))
    except (OSError, UnicodeDecodeError, KeyError, ValueError, csv.Error) as error:
        raise ArtifactError(f"{path} is no list of tracks: {error!r}") from error


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of ``tracks.csv``, with all their columns."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def write_rows(path: Path, rows: Iterable[Mapping[str, str]]) -> None:
    """Write ``tracks.csv``; what is no column is left out, what is missing stays empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n", extrasaction="ignore", restval="")
        writer.writeheader()
        writer.writerows(rows)


def _track(row: dict[str, str]) -> Track:
    # Artists, genres and licences come again and again.
    title, artist, genre = row["title"], intern(row["artist"]), intern(row["genre"])
    licence = intern((row.get("license") or "").strip()) or None
    page, artist_page = row.get("track_url") or "", row.get("artist_url") or ""
    if urlsplit(page).scheme not in _WEB:
        address = urlsplit(artist_page)
        if address.scheme not in _WEB:
            page = musicbrainz_search(title, artist)
        elif f".{address.hostname}".endswith(f".{_ARCHIVE}"):
            page = "https://freemusicarchive.org/search?" + urlencode({"quicksearch": f"{artist} {title}"})
        else:
            page = artist_page
    return Track(int(row["track_id"]), title, artist, genre, page, licence)


def musicbrainz_search(title: str, artist: str) -> str:
    """Return the address of a search for a song in MusicBrainz."""
    return "https://musicbrainz.org/search?" + urlencode({"type": "recording", "query": f"{artist} {title}".strip()})
