"""Songs of the archive, by title, where files could stand too."""

import re

from bot.core.services import Services
from tests.bot.conftest import Place, text_of

LINE = re.compile(r"^\d+\. \[.+?\]\(https?://\S+\)", re.MULTILINE)


async def _asked(place: Place, command: str, **options: object) -> str:
    return text_of((await place.member.slash(place.channel, command, **options)).response)


async def _title(place: Place, services: Services, genre: str) -> str:
    """Pick a track of the archive as people do, from the list."""
    track = services.catalog.by_genre(genre, 1, seed=3)[0]
    choices = await place.member.autocomplete(place.channel, "recommend like", "title", track.title)
    return str(choices[0]["value"])


async def test_a_blend_mixes_titles_and_files(place: Place, services: Services, mp3: bytes) -> None:
    folk, rock = await _title(place, services, "Folk"), await _title(place, services, "Rock")
    titles = await _asked(place, "recommend blend", first_title=folk, second_title=rock, count=6)
    assert len(LINE.findall(titles)) == 6
    mixed = await _asked(place, "recommend blend", first=("a.mp3", mp3), third_title=rock, count=3)
    assert "### Between Morning" in mixed
    assert len(LINE.findall(mixed)) == 3


async def test_a_path_walks_from_a_title_to_another(place: Place, services: Services) -> None:
    ends = {"start_title": await _title(place, services, "Folk"), "end_title": await _title(place, services, "Hip-Hop")}
    lines = LINE.findall(await _asked(place, "recommend path", **ends, count=6))
    assert len(set(lines)) == 6


async def test_a_title_surprises_with_other_genres(place: Place, services: Services) -> None:
    text = await _asked(place, "recommend surprise", title=await _title(place, services, "Folk"), count=4)
    lines = [line for line in text.splitlines() if LINE.match(line)]
    assert len(lines) == 4
    assert not any("· Folk ·" in line for line in lines)


async def test_one_song_is_too_few_and_a_place_has_one_song(place: Place, services: Services, mp3: bytes) -> None:
    rock = await _title(place, services, "Rock")
    assert "at least two songs" in await _asked(place, "recommend blend", first_title=rock)
    assert "at least two songs" in await _asked(place, "recommend path", end=("a.mp3", mp3))
    both = await _asked(place, "recommend blend", first_title=rock, first=("a.mp3", mp3), second_title=rock)
    assert "not both" in both
    assert "not both" in await _asked(place, "recommend surprise", title=rock, file=("a.mp3", mp3))


async def test_every_list_takes_its_length(place: Place, services: Services, mp3: bytes) -> None:
    rock = await _title(place, services, "Rock")
    await place.member.slash(place.channel, "classify", file=("a.mp3", mp3))
    for command, options in (
        ("like", {"title": rock}),
        ("genre", {"genre": "Rock"}),
        ("song", {"file": ("a.mp3", mp3)}),
        ("surprise", {"title": rock}),
        ("mine", {}),
    ):
        assert len(LINE.findall(await _asked(place, f"recommend {command}", count=2, **options))) == 2
