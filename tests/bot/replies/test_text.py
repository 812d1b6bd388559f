"""Strangers' words in our messages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.languages.clock import clock
from bot.replies.text import bar, clip, link, plain, safe


@given(st.text(max_size=300), st.integers(1, 120))
def test_safe_words_never_mention_never_break_the_line_and_stay_short(words: str, limit: int) -> None:
    shown = safe(words, limit)
    assert "\n" not in shown
    assert not any(token in shown for token in ("@everyone", "@here", "<@", "<#", "<:", "<t:", "</", "://"))
    assert len(plain(words, limit)) <= limit


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("**loud**", r"\*\*loud\*\*"),
        ("a_b_c", r"a\_b\_c"),
        ("[x](y)", r"\[x\]\(y\)"),
        ("`code`", r"\`code\`"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("right\u202eto left", "rightto left"),
        ("null\x00byte", "nullbyte"),
        ("Motörhead: Überjoy 東京", "Motörhead: Überjoy 東京"),
    ],
)
def test_mark_up_is_shown_and_not_drawn(words: str, shown: str) -> None:
    assert safe(words, 80) == shown


def test_clipping_keeps_the_limit() -> None:
    assert clip("abcdef", 6) == "abcdef"
    assert clip("abcdefg", 6) == "abcde…"


@pytest.mark.parametrize(("fraction", "cells"), [(0, 0), (0.04, 0), (0.62, 6), (1, 10), (1.5, 10), (-1, 0)])
def test_a_bar_has_ten_cells(fraction: float, cells: int) -> None:
    assert bar(fraction) == "`" + "▰" * cells + "▱" * (10 - cells) + "`"


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (59.6, "1:00"), (222.2, "3:42"), (3723, "1:02:03")])
def test_lengths_read_like_a_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_closing_bracket_in_an_address_does_not_end_the_link() -> None:
    assert link("a", "https://example.org/a_(b) c") == "[a](https://example.org/a_%28b%29%20c)"
