"""Counts and comparisons."""

import re

from sqlalchemy import text

from bot.core.services import Services
from tests.bot.conftest import Place, hidden_channel, text_of


async def test_charts_count_genres_as_text_and_as_a_picture_with_words(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("a.mp3", mp3)])
    result = await place.member.slash(place.channel, "charts songs")
    assert result.ephemeral
    assert "Nobody counts here what is liked." in text_of(result.response)
    assert result.response is not None
    (picture,) = result.response.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    assert re.search(r"Genres: .+ 1\. Songs liked most: nothing yet", picture.description or "")


async def test_the_leaderboard_names_posters_as_text_and_as_a_picture_unless_admins_switch_it_off(
    place: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("a.mp3", mp3), ("b.opus", opus)])
    result = await place.member.slash(place.channel, "charts posters")
    assert result.ephemeral
    assert f"1. <@{place.member.id}>: 2 songs" in text_of(result.response)
    assert result.response is not None
    (picture,) = result.response.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    # Members are not cached: the name that the card shows was asked for.
    assert picture.description
    assert f"{place.member.name} 2" in picture.description
    await services.store.servers.set(place.guild.id, 1, "posters", "off")
    result = await place.member.slash(place.channel, "charts posters")
    assert text_of(result.response) == "The admins of this server want no leaderboard."


async def test_charts_of_a_week_leave_out_what_is_older(place: Place, services: Services, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("a.mp3", mp3)])
    async with services.store.connection() as connection:
        await connection.execute(text("update hearings set heard = '2020-01-01 00:00:00'"))
    week = await place.member.slash(place.channel, "charts songs", period="week")
    assert "Nothing yet." in text_of(week.response)
    ever = await place.member.slash(place.channel, "charts posters", period="ever")
    assert f"<@{place.member.id}>: 1" in text_of(ever.response)


async def test_charts_count_nothing_from_channels_that_the_asker_cannot_see(place: Place, mp3: bytes) -> None:
    secret, insider = hidden_channel(place)
    await insider.send(secret, attachments=[("a.mp3", mp3)])
    result = await place.member.slash(place.channel, "charts songs")
    assert "Nothing yet." in text_of(result.response)


async def test_charts_in_private_say_where_they_work(place: Place) -> None:
    result = await place.member.user.slash("charts songs")
    assert text_of(result.response) == "That works in servers only."


async def test_a_song_compared_with_itself_shares_everything(place: Place, mp3: bytes, opus: bytes) -> None:
    same = text_of(
        (await place.member.slash(place.channel, "compare", first=("a.mp3", mp3), second=("b.mp3", mp3))).response
    )
    assert "**100%** of their genre profiles is shared. Closeness in sound: **1.00**" in same
    other = text_of(
        (await place.member.slash(place.channel, "compare", first=("a.mp3", mp3), second=("b.opus", opus))).response
    )
    assert "Closeness in sound: **1.00**" not in other
