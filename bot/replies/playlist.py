"""A list of songs as a file for other programs: M3U, JSPF (the JSON form of XSPF) or CSV."""

import csv
import io
import json
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import discord

from models.analysis import Recommendation
from models.text import clean

# A spreadsheet takes cells that begin so as formulas.
_FORMULA = ("=", "+", "-", "@")
_PLAYLIST_EXTENSION = "https://musicbrainz.org/doc/jspf#playlist"


class PlaylistForm(StrEnum):
    """The forms that a list can be taken away in."""

    M3U = "m3u"
    JSPF = "jspf"
    CSV = "csv"


# The ending that says that the text is UTF-8.
_ENDINGS = {PlaylistForm.M3U: "m3u8"}


def playlist_file(form: PlaylistForm, title: str, songs: Sequence[Recommendation]) -> discord.File:
    """Return the songs as a file; their addresses are those of their pages, or of searches for them."""
    content = {PlaylistForm.M3U: _m3u, PlaylistForm.JSPF: _jspf, PlaylistForm.CSV: _csv}[form](title, songs)
    return discord.File(io.BytesIO(content.encode()), f"songs.{_ENDINGS.get(form, form)}")


def _m3u(title: str, songs: Sequence[Recommendation]) -> str:
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(title)}"]
    for song in songs:
        lines.append(f"#EXTINF:-1,{_line(song.artist)} - {_line(song.title)}")
        if sound := _sound(song):
            # A comment: players have no words for it.
            lines.append(f"# {sound}")
        lines.append(song.url)
    return "\n".join([*lines, ""])


def _jspf(title: str, songs: Sequence[Recommendation]) -> str:
    """Return JSPF with what ListenBrainz asks of a playlist: a title, whether it is public, lists of identifiers.

    Source: https://musicbrainz.org/doc/jspf and ListenBrainz' ``validate_playlist``.
    """
    tracks = []
    for song in songs:
        track: dict[str, Any] = {"title": song.title, "creator": song.artist, "info": song.url}
        if song.mbid:
            track["identifier"] = [f"https://musicbrainz.org/recording/{song.mbid}"]
        if sound := _sound(song):
            track["annotation"] = sound
        tracks.append(track)
    playlist = {
        "title": clean(title) or "?",
        "creator": "Cratedigger",
        "extension": {_PLAYLIST_EXTENSION: {"public": False}},
        "track": tracks,
    }
    return json.dumps({"playlist": playlist}, ensure_ascii=False, indent=2)


def _csv(_title: str, songs: Sequence[Recommendation]) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["title", "artist", "genre", "similarity", "url", "tempo", "key", "camelot"])
    for song in songs:
        # A list that was not searched for has no similarities.
        similarity = f"{song.similarity:.3f}" if song.similarity else ""
        sound = _bpm(song), _key(song), song.key.camelot if song.key else ""
        rows.writerow([_cell(song.title), _cell(song.artist), _cell(song.genre), similarity, song.url, *sound])
    return written.getvalue()


def _sound(song: Recommendation) -> str:
    """Return a song's tempo and key on one line, "" where neither is known."""
    tempo = f"{_bpm(song)} BPM" if song.tempo else ""
    key = f"{_key(song)} ({song.key.camelot})" if song.key else ""
    return ", ".join(filter(None, (tempo, key)))


def _bpm(song: Recommendation) -> str:
    return f"{song.tempo.bpm:.1f}" if song.tempo else ""


def _key(song: Recommendation) -> str:
    return f"{song.key.key} {song.key.mode}" if song.key else ""


def _line(words: str) -> str:
    return clean(words) or "?"


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
