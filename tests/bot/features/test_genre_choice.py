"""What *Wrong* offers: every genre that the models tell apart, however many and whatever they are called."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord import ResponseMessage
from sqlalchemy import text

from bot.core.services import Services
from models.analysis import GenreProbability
from models.catalog.catalog import Catalog
from tests.bot.conftest import Place, rewrite_answer, text_of

SHIPPED = [
    *("Blues", "Classical", "Country", "Disco", "Electronic", "Experimental", "Folk", "Hip-Hop", "Instrumental"),
    *("International", "Jazz", "Metal", "Pop", "Reggae", "Rock"),
]
# Beyond the 100 characters that Discord shows, and alike within them.
LONG = [f"{'Slow music for the end of the night, ' * 4}on {medium}" for medium in ("cassette", "vinyl")]
THIRTY = [*LONG, *(f"Style {number:02}" for number in range(28))]


@pytest.fixture
async def reply(place: Place, mp3: bytes) -> discord.Message:
    """The answer to a posted song."""
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    return place.replies()[-1]


async def _analysed_with(services: Services, genres: list[str]) -> None:
    """Have the song be analysed by models that tell ``genres`` apart."""
    probable = tuple(GenreProbability(genre, 1 / len(genres)) for genre in reversed(genres))
    await rewrite_answer(services, lambda analysis: replace(analysis, genres=probable))


async def _said(services: Services) -> list[str]:
    async with services.store.connection() as connection:
        return list((await connection.execute(text("select genre from feedback"))).scalars())


def _parts(components: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for component in components:
        yield component
        yield from _parts(component.get("components", ()))


def _options(shown: ResponseMessage) -> list[tuple[str, str]]:
    """Return what the select of a message offers: each option's name and value."""
    (select,) = [part for part in _parts(shown.components) if "options" in part]
    return [(option["label"], option["value"]) for option in select["options"]]


def _buttons(shown: ResponseMessage) -> list[str]:
    return [part["label"] for part in _parts(shown.components) if part["type"] == discord.ComponentType.button.value]


async def _asked(place: Place, reply: discord.Message) -> ResponseMessage:
    shown = (await place.member.click(reply, label="Wrong")).response
    assert shown is not None
    return shown


async def test_the_shipped_genres_are_offered_whatever_the_catalogue_holds(
    place: Place, services: Services, reply: discord.Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Catalog, "genres", ("Rock",))
    shown = await _asked(place, reply)
    offered = dict(_options(shown))
    assert list(offered.values()) == SHIPPED
    assert _buttons(shown) == []
    await place.member.select(shown, [offered["World music"]])
    assert await _said(services) == ["International"]


async def test_every_one_of_thirty_genres_can_be_reached_and_chosen(
    place: Place, services: Services, reply: discord.Message
) -> None:
    await _analysed_with(services, THIRTY)
    shown = await _asked(place, reply)
    first = _options(shown)
    await place.member.click(shown, label="Next")
    second = _options(shown)
    assert (len(first), len(second)) == (25, 5)
    assert [name for name, _ in first + second][2:] == THIRTY[2:]
    await place.member.click(shown, label="Back")
    assert _options(shown) == first
    await place.member.click(shown, label="Next")
    await place.member.select(shown, [dict(second)["Style 27"]])
    assert "Style 27" in text_of(shown)
    assert await _said(services) == ["Style 27"]


@pytest.mark.parametrize("number", [0, 1])
async def test_names_longer_than_discord_shows_are_told_apart_and_kept_whole(
    place: Place, services: Services, reply: discord.Message, number: int
) -> None:
    await _analysed_with(services, THIRTY)
    shown = await _asked(place, reply)
    name, value = _options(shown)[number]
    assert name.startswith("Slow music")
    assert len(name) <= 100
    await place.member.select(shown, [value])
    assert await _said(services) == [LONG[number]]


async def test_a_genre_that_the_models_no_longer_tell_apart_is_refused(
    place: Place, services: Services, reply: discord.Message
) -> None:
    shown = await _asked(place, reply)
    await _analysed_with(services, THIRTY)
    refused = await place.member.select(shown, ["Folk"])
    assert text_of(refused.followups[0]).startswith("I do not know that genre.")
    assert await _said(services) == []
