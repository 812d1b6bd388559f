"""Lists of songs as files."""

import csv
import io
import json
from dataclasses import replace

from bot.replies.playlist import PlaylistForm, playlist_file
from models.analysis import Key, Recommendation, Tempo

HOSTILE = Recommendation(1, '=HYPERLINK("x")', "Line\nbreak", "Rock", 0.5, "https://example.org/1")


def test_a_title_cannot_become_a_formula_in_a_spreadsheet() -> None:
    content = playlist_file(PlaylistForm.CSV, "t", [HOSTILE]).fp.read().decode()
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["title"].startswith("'=")


def test_a_title_cannot_add_a_line_to_a_playlist() -> None:
    content = playlist_file(PlaylistForm.M3U, "two\nlines", [HOSTILE]).fp.read().decode()
    assert content.count("\n") == 4


MIXABLE = replace(
    HOSTILE,
    title="Teardrop",
    artist="Massive Attack",
    mbid="2007b5be-2a0f-47fc-8f9b-2965d0156bbb",
    tempo=Tempo(76.8, 0.9),
    key=Key("A", "minor", "8A", 0.7),
)


def test_jspf_has_what_listenbrainz_asks_of_a_playlist() -> None:
    content = playlist_file(PlaylistForm.JSPF, "Mine", [MIXABLE, HOSTILE]).fp.read().decode()
    playlist = json.loads(content)["playlist"]
    assert playlist["title"] == "Mine"
    assert playlist["extension"]["https://musicbrainz.org/doc/jspf#playlist"] == {"public": False}
    known, unknown = playlist["track"]
    assert known["identifier"] == ["https://musicbrainz.org/recording/2007b5be-2a0f-47fc-8f9b-2965d0156bbb"]
    assert known["annotation"] == "76.8 BPM, A minor (8A)"
    assert not {"identifier", "annotation"} & set(unknown)


def test_a_spreadsheet_has_tempo_and_key_where_they_are_known() -> None:
    content = playlist_file(PlaylistForm.CSV, "t", [MIXABLE, HOSTILE]).fp.read().decode()
    known, unknown = csv.DictReader(io.StringIO(content))
    assert (known["tempo"], known["key"], known["camelot"]) == ("76.8", "A minor", "8A")
    assert (unknown["tempo"], unknown["key"], unknown["camelot"]) == ("", "", "")


def test_a_playlist_for_players_says_that_it_is_utf_8() -> None:
    assert playlist_file(PlaylistForm.M3U, "t", [HOSTILE]).filename == "songs.m3u8"
