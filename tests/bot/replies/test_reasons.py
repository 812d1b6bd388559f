"""Small print under recommended songs."""

from dataclasses import replace

import pytest

from bot.languages import ENGLISH, language
from bot.replies.reasons import licence_name, small_print
from models.analysis import Key, Recommendation, Tempo


def _song(licence: str | None = None, alike_in: tuple[str, ...] = (), corner: str | None = None) -> Recommendation:
    return Recommendation(1, "Song", "Artist", "Folk", 0.5, "https://example.org/", licence, alike_in, corner)


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("Attribution-NonCommercial-ShareAlike 3.0 International", "CC BY-NC-SA 3.0"),
        ("Attribution-Noncommercial-Share Alike 3.0 United States", "CC BY-NC-SA 3.0 US"),
        ("Attribution-NonCommercial-NoDerivatives (aka Music Sharing) 3.0 International", "CC BY-NC-ND 3.0"),
        ("Attribution-Noncommercial-No Derivative Works 2.0 UK: England", "CC BY-NC-ND 2.0 UK"),
        ("Attribution", "CC BY"),
        ("All *rights* reserved", "All \\*rights\\* reserved"),
    ],
)
def test_a_licence_has_its_usual_short_name(written: str, short: str) -> None:
    assert licence_name(written) == short


def test_reasons_and_licence_stand_on_one_line() -> None:
    song = _song("Attribution", ("rhythm", "brightness"), "Folk")
    assert list(small_print(song, ENGLISH)) == [
        "-# close in rhythm and brightness · same corner of Folk · CC BY",
    ]


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert list(small_print(_song(), ENGLISH)) == []


def test_a_shared_tempo_and_key_are_reasons() -> None:
    key, tempo = Key("A", "minor", "8A", 0.7), Tempo(124.3, 0.9)
    song = replace(_song(), tempo=tempo, key=key, shares_tempo=True, shares_key=True)
    assert list(small_print(song, ENGLISH)) == ["-# both near 124 BPM · both in A minor (8A)"]
    assert list(small_print(song, language("de"))) == ["-# beide um 124 BPM · beide in A-Moll (8A)"]
    assert list(small_print(replace(song, shares_tempo=False, shares_key=False), ENGLISH)) == []
