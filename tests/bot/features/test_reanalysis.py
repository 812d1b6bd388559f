"""After a change of models: what earlier ones analysed is analysed again by what was kept of it."""

from pathlib import Path

import pytest
from simcord import ChannelHandle
from sqlalchemy import text

from bot.core.client import SongBot
from bot.core.services import Services
from models.manifest import sha256_of
from tests.bot.conftest import Place, text_of


async def _change_models(services: Services) -> None:
    async with services.store.connection() as connection:
        await connection.execute(text("update analyses set model_version = 'before'"))


async def _catch_up(place: Place) -> None:
    bot = place.env.bot
    assert isinstance(bot, SongBot)
    cog = bot.get_cog("Reanalysis")
    assert cog is not None
    await cog.catch_up()  # type: ignore[attr-defined]


@pytest.fixture
async def library(place: Place, services: Services, mp3: bytes, opus: bytes) -> ChannelHandle:
    """A channel whose server keeps a library of two songs that only earlier models have analysed."""
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    for name, song in (("song.mp3", mp3), ("other.opus", opus)):
        await place.member.send(place.channel, attachments=[(name, song)])
    await _change_models(services)
    return place.channel


async def _songs_in(place: Place, channel: ChannelHandle) -> int:
    return text_of((await place.member.slash(channel, "library search")).response).count("https://discord.com/")


async def test_a_librarys_songs_are_found_again_after_a_change_of_models(place: Place, library: ChannelHandle) -> None:
    assert await _songs_in(place, library) == 0
    await _catch_up(place)
    assert await _songs_in(place, library) == 2


async def test_a_song_analysed_again_keeps_its_genre_and_its_tags(
    place: Place, services: Services, mp3: bytes, tmp_path: Path
) -> None:
    (tmp_path / "song.mp3").write_bytes(mp3)
    sha256 = sha256_of(tmp_path / "song.mp3")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    heard = await services.store.songs.recall(sha256, services.model_version)
    await _change_models(services)
    await _catch_up(place)
    again = await services.store.songs.recall(sha256, services.model_version)
    assert heard is not None
    assert again is not None
    assert again.genres[0].genre == heard.genres[0].genre
    assert (again.title, again.tags, again.duration_s) == (heard.title, heard.tags, heard.duration_s)
    old = await services.store.songs.recall(sha256, "before")
    assert old is not None


async def test_a_song_whose_images_are_broken_keeps_no_other_from_being_analysed(
    place: Place, services: Services, library: ChannelHandle
) -> None:
    async with services.store.connection() as connection:
        break_one = "update songs set images = :nothing where sha256 = (select min(sha256) from songs)"
        await connection.execute(text(break_one), {"nothing": b""})
    await _catch_up(place)
    assert await _songs_in(place, library) == 1
