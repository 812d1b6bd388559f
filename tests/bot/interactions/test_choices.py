"""No two choices of an autocomplete read the same."""

from collections import Counter

from discord.app_commands import Choice
from hypothesis import given
from hypothesis import strategies as st
from simcord import Env

from bot.interactions.choices import distinct
from tests.bot.conftest import Place


def test_equal_names_are_numbered_and_values_stay() -> None:
    named = distinct([Choice(name="Love", value="1"), Choice(name="Love", value="2"), Choice(name="love", value="3")])
    assert [(each.name, each.value) for each in named] == [("Love", "1"), ("Love (2)", "2"), ("love (3)", "3")]


@given(
    st.lists(st.sampled_from(["a", "A", "a (2)", "a (3)", "b" * 100, "b" * 99 + "c", "b" * 96 + " (2)"]), max_size=25)
)
def test_names_are_distinct_and_short_whatever_they_were(names: list[str]) -> None:
    shown = [each.name for each in distinct(Choice(name=name, value=name) for name in names)]
    assert len({name.casefold() for name in shown}) == len(shown) == len(names)
    assert all(1 <= len(name) <= 100 for name in shown)


async def test_no_two_titles_that_are_offered_read_the_same(place: Place, env: Env) -> None:
    for typed in ("", "love", "love love leave", "the"):
        choices = await place.member.autocomplete(place.channel, "recommend like", "title", typed)
        names = Counter(choice["name"] for choice in choices)
        assert [name for name, times in names.items() if times > 1] == []
