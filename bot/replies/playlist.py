"""A list of songs as a file for other programs: M3U, JSPF (the JSON form of XSPF) or CSV."""

import csv
import io
import json
from collections.abc import Sequence
from enum import StrEnum

import discord

from models.analysis import Recommendation
from models.text import clean

# A spreadsheet takes cells that begin so as formulas.
_FORMULA = ("=", "+", "-", "@")


class PlaylistForm(StrEnum):
    """The forms that a list can be taken away in."""

    M3U = "m3u"
    JSPF = "jspf"
    CSV = "csv"


def playlist_file(form: PlaylistForm, title: str, songs: Sequence[Recommendation]) -> discord.File:
    """Return the songs as a file; their addresses are the pages of the archive."""
    content = {PlaylistForm.M3U: _m3u, PlaylistForm.JSPF: _jspf, PlaylistForm.CSV: _csv}[form](title, songs)
    return discord.File(io.BytesIO(content.encode()), f"songs.{form}")


def _m3u(title: str, songs: Sequence[Recommendation]) -> str:
    entries = [f"#EXTINF:-1,{_line(song.artist)} - {_line(song.title)}\n{song.url}" for song in songs]
    return "\n".join(["#EXTM3U", f"#PLAYLIST:{_line(title)}", *entries, ""])


def _jspf(title: str, songs: Sequence[Recommendation]) -> str:
    tracks = [{"title": song.title, "creator": song.artist, "info": song.url} for song in songs]
    return json.dumps({"playlist": {"title": title, "track": tracks}}, ensure_ascii=False, indent=2)


def _csv(_title: str, songs: Sequence[Recommendation]) -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["title", "artist", "genre", "similarity", "url"])
    for song in songs:
        rows.writerow([_cell(song.title), _cell(song.artist), song.genre, f"{song.similarity:.3f}", song.url])
    return written.getvalue()


def _line(words: str) -> str:
    return clean(words) or "?"


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
