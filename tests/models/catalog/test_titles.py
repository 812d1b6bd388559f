"""Songs found by what people type of their titles and artists."""

import pytest

from models.catalog.titles import TitleIndex

NAMES = [("Copenhagen", "Peter Biedermann"), ("Por Rosa", "Peter Walker"), ("Noël Été", "Zoë"), ("Walk", "Wolk")]


def test_titles_are_found_without_accents_or_capitals_by_beginnings_of_words() -> None:
    names = [("Café del Mar", "Énergie"), ("Marvel", "Delta"), ("Night Drive", "Café Noir"), ("Other", "Nobody")]
    index = TitleIndex(names)
    assert index.find("CAFE", 5) == [0, 2]
    assert index.find("mar", 5) == [1, 0]
    assert index.find("noir night", 5) == [2]
    assert index.find("cafe", 1) == [0]
    assert index.find("  ", 5) == []
    assert index.find("café xyz", 5) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("copenhagn", [0]),
        ("coepnhagen", [0]),
        ("kopenhagne", [0]),
        ("peter walkr", [1]),
        ("petre walker", [1]),
        ("rosa", [1]),
        ("noel ete", [2]),
        ("neol", [2]),
        ("peter wolk", []),
        ("zoo", []),
        ("xylophone", []),
    ],
)
def test_typing_errors_and_missing_accents_are_forgiven(typed: str, found: list[int]) -> None:
    assert TitleIndex(NAMES).find(typed, 5) == found


def test_a_title_without_errors_keeps_those_with_errors_away() -> None:
    assert TitleIndex([("Night", "A"), ("Light", "B"), ("Might", "C")]).find("night", 5) == [0]


def test_hostile_text_finds_nothing_and_raises_nothing() -> None:
    for typed in ("\u202e" * 50, "a" * 5000, "\ud800x", "*" * 100, "ﷺ" * 20):
        assert TitleIndex(NAMES).find(typed, 5) == []
