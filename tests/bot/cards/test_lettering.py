import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import lettering
from bot.cards.fonts import REGULAR, FontFile
from bot.cards.lettering import Style, can_letter, fitted, runs, width
from bot.cards.reading_order import visual_order
from bot.cards.words import printable

STYLE = Style(30)


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_text_is_wider_than_its_room(text: str) -> None:
    assert width(fitted(text, STYLE, 200), STYLE) <= 200


@pytest.mark.parametrize("control", ["\u202e", "\u2066", "\u200f", "\x00", "\x1b", "\n", "\ufeff", "\U000e0041"])
def test_nothing_that_turns_or_hides_text_reaches_the_picture(control: str) -> None:
    assert control not in printable(f"abc{control}def")


def test_what_fits_stays_whole_and_what_does_not_ends_in_an_ellipsis() -> None:
    assert fitted("Rock", STYLE, 200) == "Rock"
    assert fitted("Rock " * 30, STYLE, 200).endswith("…")


def test_an_emoji_that_is_joined_of_several_is_not_cut_apart() -> None:
    astronaut = "\N{WOMAN}\u200d\N{ROCKET}"
    for limit in range(40, 200, 3):
        assert not fitted(astronaut * 4, STYLE, limit).removesuffix("…").endswith(("\N{WOMAN}", "\u200d"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc אבג", "abc גבא"),
        ("אבג abc", "abc גבא"),
        ("אבג 10:30", "10:30 גבא"),
        ("Intro: אבג 2024", "Intro: 2024 גבא"),
        ("אבג abc דהו", "והד abc גבא"),
    ],
)
def test_mixed_directions_stand_in_reading_order(text: str, shown: str) -> None:
    assert "".join(text[place] for place, _ in visual_order(text)) == shown


@given(st.text(alphabet="ab1 אבعا\u200d\u200c\u0301(", max_size=30))
def test_no_character_is_lost_or_doubled(text: str) -> None:
    assert sorted(place for place, _ in visual_order(text)) == list(range(len(text)))


def test_a_run_of_arabic_keeps_its_letters_in_order_for_the_shaper() -> None:
    arabic = [run for run in runs("Intro: عالم", REGULAR) if run.right_to_left]
    assert [run.text for run in arabic] == ["عالم"]


def test_each_script_is_lettered_in_a_font_of_its_own() -> None:
    files = {run.file.path for run in runs("abc नमस्ते שלום عالم", REGULAR)}
    assert len(files) == 4


def test_letters_for_mathematics_become_plain_ones_where_no_font_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = FontFile(None, REGULAR)
    monkeypatch.setattr(lettering, "font_files", lambda weight: (latin,))
    monkeypatch.setattr(lettering, "_file_for", lambda character, weight: latin if character.isascii() else None)
    runs.cache_clear()
    assert "".join(run.text for run in runs("\N{MATHEMATICAL BOLD FRAKTUR CAPITAL F}unk", REGULAR)) == "Funk"
    runs.cache_clear()


def test_words_that_no_font_at_hand_covers_cannot_be_lettered(monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_letter("Ähnlich, été, canción")
    monkeypatch.setattr("bot.cards.lettering._file_for", lambda character, weight: None)
    assert can_letter("plain words")
    assert not can_letter("この曲")
