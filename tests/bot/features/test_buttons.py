"""The buttons under a reply."""

import re
from typing import Any

import discord
import pytest
from simcord import MemberActor
from sqlalchemy import text

from bot.core.client import SongBot
from bot.core.services import Services
from models.catalog.catalog import Catalog
from models.catalog.query import Query
from tests.bot.conftest import Place, text_of

LINE = re.compile(r"^(\d+)\. \[(.+?)\]\(https?://\S+\)", re.MULTILINE)


async def _posted(place: Place, mp3: bytes) -> discord.Message:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    return place.replies()[-1]


def _another(place: Place, name: str = "bob") -> MemberActor:
    return place.guild.add_member(place.env.create_user(name))


async def test_more_like_this_shows_the_next_five_to_the_one_who_asks(place: Place, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    first = LINE.findall(text_of(reply))
    result = await _another(place).click(reply, label="More like this")
    assert result.ephemeral
    second = LINE.findall(text_of(result.response))
    assert [int(number) for number, _ in second] == [6, 7, 8, 9, 10]
    assert not {title for _, title in first} & {title for _, title in second}


async def test_the_second_five_are_the_stored_ones_and_cost_no_search(
    place: Place, services: Services, mp3: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await _posted(place, mp3)
    searched: list[object] = []
    search = Catalog.recommend

    def recommend(catalog: Catalog, query: Query, *rest: Any, **options: Any) -> Any:
        searched.append(query)
        return search(catalog, query, *rest, **options)

    monkeypatch.setattr(Catalog, "recommend", recommend)
    shown = (await place.member.click(reply, label="More like this")).response
    assert shown is not None
    async with services.store.connection() as connection:
        sha256 = (await connection.execute(text("select sha256 from analyses"))).scalar_one()
    analysis = await services.store.songs.recall(sha256, services.model_version)
    assert analysis is not None
    titles = [title.replace("\\", "") for _, title in LINE.findall(text_of(shown))]
    assert titles == [song.title for song in analysis.recommendations[5:10]]
    assert not searched
    await place.member.click(shown, label="Next")
    assert len(searched) == 1
    further = {title.replace("\\", "") for _, title in LINE.findall(text_of(shown))}
    assert further
    assert not further & {song.title for song in analysis.recommendations}


async def test_the_pages_turn_in_place_and_end(place: Place, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    shown = (await place.member.click(reply, label="More like this")).response
    assert shown is not None
    for first in (11, 16, 21):
        await place.member.click(shown, label="Next")
        assert int(LINE.findall(text_of(shown))[0][0]) == first
    buttons = [each for row in shown.components[0]["components"] for each in row.get("components", [])]
    assert [button["disabled"] for button in buttons] == [False, True]
    await place.member.click(shown, label="Back")
    assert int(LINE.findall(text_of(shown))[0][0]) == 16


async def test_right_and_wrong_are_kept_and_the_newest_word_counts(
    place: Place, services: Services, mp3: bytes
) -> None:
    reply = await _posted(place, mp3)
    agreed = await place.member.click(reply, label="Right")
    assert agreed.ephemeral
    assert "Thank you" in text_of(agreed.response)
    asked = await place.member.click(reply, label="Wrong")
    assert asked.response is not None
    await place.member.select(asked.response, ["Folk"])
    assert "Folk" in text_of(asked.response)
    async with services.store.connection() as connection:
        rows = (await connection.execute(text("select user_id, genre from feedback"))).all()
    assert [tuple(row) for row in rows] == [(place.member.id, "Folk")]


async def test_save_keeps_a_song_once(place: Place, services: Services, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    assert "Saved." in text_of((await place.member.click(reply, label="Save")).response)
    assert "already" in text_of((await place.member.click(reply, label="Save")).response)
    saved = await services.store.members.saved_by(place.member.id, 10)
    assert [song.title for song in saved] == ["Morning *Light*"]


async def test_a_stranger_cannot_delete_a_reply_and_is_told_so_in_private(place: Place, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    result = await _another(place).click(reply, label="Delete")
    assert result.ephemeral
    assert result.response is not None
    assert "Only the person who asked" in result.response.content
    assert len(place.replies()) == 1


async def test_the_poster_deletes_the_reply(place: Place, mp3: bytes) -> None:
    await place.member.click(await _posted(place, mp3), label="Delete")
    assert place.replies() == []


async def test_a_moderator_deletes_the_reply(place: Place, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    role = place.guild.create_role("mods", permissions=discord.Permissions(manage_messages=True))
    moderator = place.guild.add_member(place.env.create_user("mod"), roles=[role])
    await moderator.click(reply, label="Delete")
    assert place.replies() == []


async def test_buttons_work_on_after_a_restart(place: Place, services: Services, mp3: bytes) -> None:
    await _posted(place, mp3)
    await place.env.restart_bot(SongBot(services, message_content=True))
    (reply,) = place.replies()
    assert "Saved." in text_of((await place.member.click(reply, label="Save")).response)
    await place.member.click(reply, label="Delete")
    assert place.replies() == []


async def test_a_song_that_the_models_no_longer_know_gets_a_sentence(
    place: Place, services: Services, mp3: bytes
) -> None:
    reply = await _posted(place, mp3)
    async with services.store.connection() as connection:
        await connection.execute(text("delete from analyses"))
    result = await place.member.click(reply, label="More like this")
    assert text_of(result.response) == "I no longer remember that song. Please post it again."


async def test_every_song_of_a_reply_has_its_own_buttons(place: Place, mp3: bytes, opus: bytes) -> None:
    await place.member.send(place.channel, attachments=[("a.mp3", mp3), ("b.opus", opus), ("c.mp3", b"words " * 900)])
    (reply,) = place.replies()
    container = reply.components[0]
    assert isinstance(container, discord.Container)
    rows = [child for child in container.children if isinstance(child, discord.ActionRow)]
    assert [len(row.children) for row in rows] == [5, 5, 1]
