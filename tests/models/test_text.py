import pytest

from models.text import LONGEST_NAME, clean


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Blue in Green", "Blue in Green"),
        ("  two\n\tlines \x00here\x1b[31m", "two lines here[31m"),
        ("safe\u202egpj.exe\u202c", "safegpj.exe"),
        ("a\u2066b\u2069c\u200ed\u061ce", "abcde"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\U000e0041tagged\U000e007f", "tagged"),
        ("private\ue000use", "privateuse"),
        ("line\u2028separator", "line separator"),
        ("Björk — Jóga", "Björk — Jóga"),
        ("東京事変", "東京事変"),
        ("👩\u200d🎤 live", "👩\u200d🎤 live"),
        ("half a \ud83d pair", "half a pair"),
        ("", None),
        ("\x00\u202e\u200b ", None),
        ("\u200d", None),
        (None, None),
    ],
)
def test_text_is_shown_on_one_line_without_what_cannot_be_seen(written: str | None, shown: str | None) -> None:
    assert clean(written) == shown


def test_long_text_is_cut_and_says_so() -> None:
    shown = clean("la " * 5000)
    assert shown is not None
    assert len(shown) <= LONGEST_NAME
    assert shown.endswith("…")


def test_piles_of_marks_are_thinned() -> None:
    shown = clean("Z" + "\u0334\u0353" * 50 + "algo")
    assert shown is not None
    assert len(shown) <= len("Zalgo") + 4
