"""Asking for songs of the catalogue."""

import re

from bot.services import Services
from tests.bot.conftest import Place, text_of

LINE = re.compile(r"^\d+\. \[.+?\]\(https?://\S+\)", re.MULTILINE)


async def test_titles_are_offered_while_typing_and_the_chosen_one_is_recommended_for(
    place: Place, services: Services
) -> None:
    known = services.catalog.by_genre("Rock", 1)[0]
    choices = await place.member.autocomplete(place.channel, "recommend like", "title", known.title[:12])
    assert 1 <= len(choices) <= 25
    assert all(len(choice["name"]) <= 100 for choice in choices)
    result = await place.member.slash(place.channel, "recommend like", title=choices[0]["value"])
    assert len(LINE.findall(text_of(result.response))) == 10


async def test_a_typed_title_finds_its_best_match(place: Place, services: Services) -> None:
    known = services.catalog.by_genre("Folk", 1)[0]
    result = await place.member.slash(place.channel, "recommend like", title=known.title)
    assert "Songs like" in text_of(result.response)


async def test_an_unknown_title_gets_a_sentence(place: Place) -> None:
    result = await place.member.slash(place.channel, "recommend like", title="zzqx no such song qxzz")
    assert "I know no song by that name" in text_of(result.response)


async def test_a_huge_number_is_no_track(place: Place) -> None:
    result = await place.member.slash(place.channel, "recommend like", title="9" * 50)
    assert result.response is not None


async def test_genres_are_offered_and_recommended(place: Place, services: Services) -> None:
    choices = await place.member.autocomplete(place.channel, "recommend genre", "genre", "ro")
    assert [choice["value"] for choice in choices] == [name for name in services.catalog.genres if "ro" in name.lower()]
    result = await place.member.slash(place.channel, "recommend genre", genre="rock")
    assert len(LINE.findall(text_of(result.response))) == 10


async def test_an_unknown_genre_gets_a_sentence(place: Place) -> None:
    result = await place.member.slash(place.channel, "recommend genre", genre="Sea shanty")
    assert text_of(result.response) == "I do not know that genre. Pick one from the list."


async def test_a_song_of_ones_own_brings_ten_recommendations(place: Place, mp3: bytes) -> None:
    result = await place.member.slash(place.channel, "recommend song", file=("song.mp3", mp3))
    assert len(LINE.findall(text_of(result.response))) == 10
