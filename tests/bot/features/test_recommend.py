"""Asking for songs of the catalogue."""

import csv
import io
import json
import re

from bot.core.services import Services
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


async def test_the_number_of_songs_is_the_askers(place: Place, services: Services) -> None:
    known = services.catalog.by_genre("Rock", 1)[0]
    result = await place.member.slash(place.channel, "recommend like", title=known.title, count=3)
    assert len(LINE.findall(text_of(result.response))) == 3


async def test_a_list_is_taken_away_as_a_file_in_three_forms(place: Place) -> None:
    files = {}
    for form in ("m3u", "jspf", "csv"):
        result = await place.member.slash(place.channel, "recommend genre", genre="Folk", count=25, export=form)
        assert result.response is not None
        (attachment,) = result.response.attachments
        files[attachment.filename] = (await attachment.read()).decode()
    assert files["songs.m3u8"].startswith("#EXTM3U\n")
    assert files["songs.m3u8"].count("#EXTINF:-1,") == 25
    assert len(json.loads(files["songs.jspf"])["playlist"]["track"]) == 25
    rows = list(csv.DictReader(io.StringIO(files["songs.csv"])))
    assert {row["genre"] for row in rows} == {"Folk"}


async def test_a_blend_lies_between_songs(place: Place, mp3: bytes, opus: bytes) -> None:
    result = await place.member.slash(
        place.channel, "recommend blend", first=("a.mp3", mp3), second=("b.opus", opus), count=5
    )
    text = text_of(result.response)
    assert "### Between Morning" in text
    assert len(LINE.findall(text)) == 5


async def test_a_path_visits_no_song_twice(place: Place, mp3: bytes, opus: bytes) -> None:
    result = await place.member.slash(
        place.channel, "recommend path", start=("a.mp3", mp3), end=("b.opus", opus), count=8
    )
    found = LINE.findall(text_of(result.response))
    assert len(found) == len(set(found)) == 8


async def test_a_surprise_is_of_another_genre(place: Place, services: Services, mp3: bytes) -> None:
    result = await place.member.slash(place.channel, "recommend surprise", file=("a.mp3", mp3), count=5)
    (song,) = await services.store.members.history_of(place.member.id, 1)
    analysis = await services.store.songs.recall(song.sha256, services.model_version)
    assert analysis is not None
    lines = [line for line in text_of(result.response).splitlines() if LINE.match(line)]
    assert lines
    assert not any(f"· {genre.genre} ·" in line for line in lines for genre in analysis.genres[:3])


async def test_mine_goes_by_what_i_posted_and_says_so_where_there_is_nothing(place: Place, mp3: bytes) -> None:
    empty = await place.member.slash(place.channel, "recommend mine")
    assert empty.ephemeral
    assert "I know no song of yours yet." in text_of(empty.response)
    await place.member.slash(place.channel, "classify", file=("a.mp3", mp3))
    result = await place.member.slash(place.channel, "recommend mine", count=4)
    assert len(LINE.findall(text_of(result.response))) == 4


async def test_a_huge_number_is_no_track(place: Place) -> None:
    result = await place.member.slash(place.channel, "recommend like", title="9" * 50)
    assert result.response is not None


async def test_genres_are_offered_and_recommended(place: Place, services: Services) -> None:
    choices = await place.member.autocomplete(place.channel, "recommend genre", "genre", "ro")
    assert [choice["value"] for choice in choices] == ["Electronic", "Rock"]
    assert set(services.catalog.genres) < set(services.catalog.all_genres)
    result = await place.member.slash(place.channel, "recommend genre", genre="rock")
    assert len(LINE.findall(text_of(result.response))) == 10


async def test_a_genre_is_found_by_the_word_that_people_read_for_it(place: Place) -> None:
    choices = await place.member.autocomplete(place.channel, "recommend genre", "genre", "world")
    assert [(choice["name"], choice["value"]) for choice in choices] == [("World music", "International")]
    result = await place.member.slash(place.channel, "recommend genre", genre="world music")
    assert text_of(result.response).startswith("### Songs of the genre World music")


async def test_of_a_genre_that_the_archive_has_hardly_any_of_it_says_so(place: Place) -> None:
    result = await place.member.slash(place.channel, "recommend genre", genre="Jazz")
    words = "I know no songs of that genre yet: the archive has hardly any, and nobody posted one here."
    assert text_of(result.response) == words


async def test_an_unknown_genre_gets_a_sentence(place: Place) -> None:
    result = await place.member.slash(place.channel, "recommend genre", genre="Sea shanty")
    assert text_of(result.response) == "I do not know that genre. Pick one from the list."


async def test_a_song_of_ones_own_brings_ten_recommendations(place: Place, mp3: bytes) -> None:
    result = await place.member.slash(place.channel, "recommend song", file=("song.mp3", mp3))
    assert len(LINE.findall(text_of(result.response))) == 10
