"""*Open on...*: search links for a posted song and for every song of a list."""

import json
from typing import Any

import discord
from simcord import MemberActor
from sqlalchemy import text

from bot.core.services import Services
from bot.store import KeptList
from tests.bot.conftest import Place, text_of

SITES = ["YouTube", "Spotify", "Apple Music", "Deezer", "Bandcamp", "SoundCloud"]


def _items(message: Any) -> list[dict[str, Any]]:
    raw = message.components[0]["components"]
    return [item for row in raw for item in row.get("components", [])]


def _links(message: Any) -> dict[str, str]:
    return {item["label"]: item["url"] for item in _items(message) if item.get("url")}


async def _posted(place: Place, mp3: bytes) -> discord.Message:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    return place.replies()[-1]


async def test_one_press_shows_links_for_the_posted_song_to_the_one_who_pressed(place: Place, mp3: bytes) -> None:
    pressed = await place.member.click(await _posted(place, mp3), label="Open on…")
    assert pressed.ephemeral
    links = _links(pressed.response)
    assert list(links) == SITES
    assert links["Spotify"] == "https://open.spotify.com/search/The%20Packaged%20Band%20Morning%20%2ALight%2A"
    assert "Open on…: Morning \\*Light\\* · The Packaged Band" in text_of(pressed.response)


async def test_the_menu_has_the_songs_that_sound_like_it(place: Place, mp3: bytes) -> None:
    reply = await _posted(place, mp3)
    pressed = await place.member.click(reply, label="Open on…")
    assert pressed.response is not None
    (menu,) = [item for item in _items(pressed.response) if item.get("options")]
    assert len(menu["options"]) == 11
    second = menu["options"][1]
    await place.member.select(pressed.response, ["1"], custom_id=menu["custom_id"])
    assert second["label"] in text_of(pressed.response).replace("\\", "")
    assert second["label"][:40] in text_of(reply).replace("\\", "")
    assert "Packaged" not in "".join(_links(pressed.response).values())


async def test_a_lists_songs_can_be_opened_too(place: Place) -> None:
    listed = await place.member.slash(place.channel, "recommend genre", genre="Rock", count=3)
    assert listed.response is not None
    pressed = await place.member.click(listed.response, label="Open on…")
    (menu,) = [item for item in _items(pressed.response) if item.get("options")]
    assert len(menu["options"]) == 3
    assert list(_links(pressed.response)) == SITES


async def test_the_order_is_the_servers(place: Place, mp3: bytes) -> None:
    role = place.guild.create_role("admins", permissions=discord.Permissions(manage_guild=True))
    admin: MemberActor = place.guild.add_member(place.env.create_user("admin"), roles=[role])
    opened = await admin.slash(place.channel, "settings")
    assert opened.response is not None
    await admin.select(opened.response, ["services"], custom_id="setting:pick")
    wrong = await admin.click(opened.response, custom_id="setting:enter:services")
    await admin.submit_modal(wrong, {"value": "napster"})
    assert "Name some of these" in text_of(opened.response)
    right = await admin.click(opened.response, custom_id="setting:enter:services")
    await admin.submit_modal(right, {"value": "bandcamp, Apple Music"})
    pressed = await place.member.click(await _posted(place, mp3), label="Open on…")
    assert list(_links(pressed.response)) == ["Bandcamp", "Apple Music"]


async def test_a_list_of_another_server_is_nobodys(place: Place, services: Services) -> None:
    listed = await place.member.slash(place.channel, "recommend genre", genre="Rock", count=3)
    assert listed.response is not None
    async with services.store.connection() as connection:
        await connection.execute(text("update song_lists set guild_id = 5"))
        await connection.commit()
    pressed = await place.member.click(listed.response, label="Open on…")
    assert _links(pressed.response) == {}


async def test_lists_kept_by_earlier_releases_are_read(place: Place, services: Services) -> None:
    listed = await place.member.slash(place.channel, "recommend genre", genre="Rock", count=12)
    assert listed.response is not None
    async with services.store.connection() as connection:
        ((number, content),) = (await connection.execute(text("select id, content from song_lists"))).all()
        songs = json.loads(content)["songs"]
        for song in songs:
            del song["origin"], song["mbid"]
        # A song of a library, by its negative number, which is in none any more.
        songs[11] = {**songs[11], "track_id": -4, "title": "Once ours"}
        kept = json.dumps({**json.loads(content), "songs": songs})
        await connection.execute(text("update song_lists set content = :kept"), {"kept": kept})
        await connection.commit()
    await place.member.click(listed.response, label="Next")
    assert songs[10]["title"] in text_of(listed.response).replace("\\", "")
    assert "Once ours" not in text_of(listed.response)
    assert isinstance(await services.store.song_lists.get(number), KeptList)
