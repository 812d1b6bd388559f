"""The Free Music Archive is named where its songs are shown, and nowhere else."""

import re
import sys
from dataclasses import replace
from functools import partial

import discord
import pytest

from bot.core.client import SongBot
from bot.core.services import Services
from bot.languages import TAGS, language
from models.analysis import Analysis, Recommendation
from models.figures import Figures
from tests.bot.conftest import Place, rewrite_answer, text_of

OWN = "https://music.example/"
NAMES = ("Free Music Archive", "freemusicarchive", "FMA", "CC BY")
FIGURES = Figures(tracks=800, network=0.5, trees=0.4, joined=0.6, sure=0.3, right_when_sure=0.7, alike=0.35)
LISTS: list[tuple[str, dict[str, object]]] = [
    ("recommend genre", {"genre": "Folk"}),
    ("recommend genre", {"genre": "Folk", "export": "csv"}),
]


@pytest.fixture
def own_catalog(place: Place, services: Services) -> None:
    """Let the bot have a catalogue whose songs are at home elsewhere; in all else it is the shipped one."""
    tracks = tuple(replace(track, url=f"{OWN}{track.track_id}", licence=None) for track in services.catalog.tracks)
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    bot.services = replace(services, catalog=replace(services.catalog, tracks=tracks), figures=FIGURES)


def _own(song: Recommendation) -> Recommendation:
    return replace(song, url=f"{OWN}{song.track_id}", licence=None)


async def _posted(place: Place, song: bytes) -> discord.Message:
    await place.member.send(place.channel, attachments=[("song.mp3", song)])
    return place.replies()[-1]


async def _posted_to_own(place: Place, services: Services, song: bytes, *, own: int) -> discord.Message:
    """Return the reply to a song to which the catalogue found songs of which the first ``own`` are somebody's own."""
    await _posted(place, song)
    await rewrite_answer(services, partial(_mixed, own=own))
    return await _posted(place, song)


def _mixed(analysis: Analysis, own: int) -> Analysis:
    found = analysis.recommendations
    return replace(analysis, recommendations=(*map(_own, found[:own]), *found[own:]))


def _named(said: str) -> list[str]:
    return [name for name in NAMES if name in said]


async def test_a_reply_and_its_further_pages_credit_the_archive_for_its_songs(place: Place, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    assert re.search(
        r"^-# Heard in \d+\.\d s\. Similar songs are from the \[Free Music Archive\]", text_of(reply), re.M
    )
    pressed = await place.member.click(reply, label="More like this")
    assert "Songs are from the [Free Music Archive]" in text_of(pressed.response)


@pytest.mark.usefixtures("own_catalog")
async def test_a_reply_and_its_further_pages_say_nothing_of_the_archive_where_the_songs_are_ones_own(
    place: Place, services: Services, mp3: bytes
) -> None:
    reply = await _posted_to_own(place, services, mp3, own=10)
    assert text_of(reply).count(OWN) == 5
    assert _named(text_of(reply)) == []
    assert re.search(r"^-# Heard in \d+\.\d s\.$", text_of(reply), re.M)
    pressed = await place.member.click(reply, label="More like this")
    assert text_of(pressed.response).count(OWN) == 5
    assert _named(text_of(pressed.response)) == []


@pytest.mark.parametrize(("own", "credited"), [(4, True), (5, False)])
async def test_a_reply_credits_the_archive_for_a_single_song_but_not_for_one_that_it_leaves_out(
    place: Place, services: Services, mp3: bytes, own: int, *, credited: bool
) -> None:
    reply = await _posted_to_own(place, services, mp3, own=own)
    assert text_of(reply).count(OWN) == own
    assert ("Similar songs are from the" in text_of(reply)) == credited


async def test_a_list_credits_the_archive_for_its_songs(place: Place) -> None:
    for command, options in LISTS:
        said = text_of((await place.member.slash(place.channel, command, **options)).response)
        assert "Songs are from the [Free Music Archive]" in said


@pytest.mark.usefixtures("own_catalog")
async def test_a_list_of_ones_own_songs_says_nothing_of_the_archive(place: Place) -> None:
    for command, options in LISTS:
        said = text_of((await place.member.slash(place.channel, command, **options)).response)
        assert said.count(OWN) == 10
        assert _named(said) == []


async def test_a_list_of_the_servers_songs_alone_says_nothing_of_the_archive(
    place: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    await _posted(place, mp3)
    asked = {"file": ("other.opus", opus), "source": "server"}
    said = text_of((await place.member.slash(place.channel, "recommend song", **asked)).response)
    assert "Morning" in said
    assert _named(said) == []


async def test_about_says_where_the_shipped_songs_and_models_are_from(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tag in TAGS:
        said = await _about(place, monkeypatch, tag)
        # Once for what the models were trained on, once for the catalogue.
        assert said.count("Free Music Archive") == 2, tag
        assert "CC BY 4.0" in said, tag


@pytest.mark.usefixtures("own_catalog")
async def test_about_says_nothing_of_the_archive_where_the_catalogue_holds_none_of_its_songs(
    place: Place, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tag in TAGS:
        assert _named(await _about(place, monkeypatch, tag)) == [], tag
    said = await _about(place, monkeypatch, "en")
    assert f"**Catalogue**: {len(services.catalog):,} songs.\n" in said
    assert "They are often unsure, and say so.\n" in said
    assert "archive" not in said


async def _about(place: Place, monkeypatch: pytest.MonkeyPatch, tag: str) -> str:
    monkeypatch.setattr(sys.modules["bot.features.about._cog"], "language_of", lambda _: language(tag))
    return text_of((await place.member.slash(place.channel, "about")).response)
