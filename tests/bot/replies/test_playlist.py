"""Lists of songs as files."""

import csv
import io

from bot.replies.playlist import PlaylistForm, playlist_file
from models.analysis import Recommendation

HOSTILE = Recommendation(1, '=HYPERLINK("x")', "Line\nbreak", "Rock", 0.5, "https://example.org/1")


def test_a_title_cannot_become_a_formula_in_a_spreadsheet() -> None:
    content = playlist_file(PlaylistForm.CSV, "t", [HOSTILE]).fp.read().decode()
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["title"].startswith("'=")


def test_a_title_cannot_add_a_line_to_a_playlist() -> None:
    content = playlist_file(PlaylistForm.M3U, "two\nlines", [HOSTILE]).fp.read().decode()
    assert content.count("\n") == 4
