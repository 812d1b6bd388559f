"""Songs of before."""

import csv
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.core.services import Services
from bot.interactions.recommender import recommend_near
from bot.interactions.search_scope import SearchScope
from bot.store import Scope
from models.analysis import Key, Tempo
from models.catalog.query import Query
from tests.bot.conftest import Place, hidden_channel, rewrite_answer, text_of


async def _list(place: Place, command: str) -> str:
    result = await place.member.slash(place.channel, command)
    assert result.ephemeral
    return text_of(result.response)


@pytest.mark.parametrize("command", ["history mine", "history server", "saved"])
async def test_an_empty_list_says_so(place: Place, command: str) -> None:
    assert "Nothing yet." in await _list(place, command)


async def test_my_history_holds_what_i_posted_and_asked_about_newest_first(
    place: Place, mp3: bytes, opus: bytes
) -> None:
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.slash(place.channel, "classify", file=("other.opus", opus))
    lines = (await _list(place, "history mine")).splitlines()
    assert lines[1].startswith("1. ")
    assert "Morning" not in lines[1]
    assert posted.jump_url in lines[2]


async def test_the_servers_history_shows_posts_and_not_what_somebody_asked_in_private(
    place: Place, mp3: bytes, opus: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.slash(place.channel, "classify", file=("secret.opus", opus))
    text = await _list(place, "history server")
    assert "Morning" in text
    assert "\n2. " not in text


async def test_a_post_in_a_channel_that_one_cannot_see_is_not_listed(place: Place, mp3: bytes) -> None:
    secret, insider = hidden_channel(place)
    await insider.send(secret, attachments=[("song.mp3", mp3)])
    assert "Nothing yet." in await _list(place, "history server")
    result = await insider.slash(secret, "history server")
    assert "Morning" in text_of(result.response)


async def test_two_servers_do_not_see_each_other(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    other = place.env.create_guild("Other")
    channel = other.create_text_channel("music")
    member = other.add_member(place.member.user)
    result = await member.slash(channel, "history server")
    assert "Nothing yet." in text_of(result.response)


async def test_a_deleted_post_leaves_every_history(place: Place, mp3: bytes) -> None:
    posted = await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.delete(posted)
    assert "Nothing yet." in await _list(place, "history server")
    assert "Nothing yet." in await _list(place, "history mine")


async def test_the_servers_history_in_private_says_where_it_works(place: Place) -> None:
    result = await place.member.user.slash("history server")
    assert text_of(result.response) == "That works in servers only."


async def test_long_lists_turn_pages(place: Place, services: Services, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    (song,) = await services.store.members.history_of(place.member.id, 1)
    for number in range(11):
        await services.store.members.note_post(song.sha256, f"{number}", place.member.id, None, None, None)
    result = await place.member.slash(place.channel, "history mine")
    assert result.response is not None
    assert text_of(result.response).splitlines()[-1].startswith("10. ")
    await place.member.click(result.response, label="Next")
    assert [line.split(".")[0] for line in text_of(result.response).splitlines()[1:]] == ["11", "12"]
    await place.member.click(result.response, label="Back")
    assert text_of(result.response).splitlines()[1].startswith("1. ")


async def test_a_saved_song_is_listed_and_can_be_removed(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.click(place.replies()[0], label="Save")
    result = await place.member.slash(place.channel, "saved")
    assert result.response is not None
    assert "Morning" in text_of(result.response)
    select = result.response.components[0]["components"][-1]["components"][0]
    await place.member.select(result.response, [select["options"][0]["value"]])
    assert "Nothing yet." in text_of(result.response)


@pytest.mark.parametrize("command", ["history mine", "history server"])
async def test_a_history_is_a_picture_too_with_words_for_those_who_do_not_see_it(
    place: Place, mp3: bytes, command: str
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    result = await place.member.slash(place.channel, command)
    assert result.response is not None
    (picture,) = result.response.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    assert picture.description
    assert "Morning" in picture.description


async def test_a_song_that_other_models_analysed_is_in_the_history_with_the_genre_that_they_named(
    place: Place, services: Services, mp3: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    async with services.store.connection() as connection:
        await connection.execute(text("update analyses set model_version = 'before'"))
    result = await place.member.slash(place.channel, "history mine")
    assert result.response is not None
    (picture,) = result.response.attachments
    assert picture.description
    assert re.search(r"Morning \*Light\*, [A-Z]\w+, \d{4}-\d\d-\d\d", picture.description)


async def test_what_was_saved_has_no_picture(place: Place, mp3: bytes) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    result = await place.member.slash(place.channel, "saved")
    assert result.response is not None
    assert not result.response.attachments


async def test_saved_songs_are_taken_away_as_files_with_tempo_and_key(
    place: Place, services: Services, mp3: bytes
) -> None:
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    await place.member.click(place.replies()[-1], label="Save")
    key = Key("A", "minor", "8A", 0.7)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=Tempo(124.0, 0.9), key=key))
    files = {}
    for form in ("m3u", "jspf", "csv"):
        result = await place.member.slash(place.channel, "saved", export=form)
        assert result.ephemeral
        assert result.response is not None
        (attachment,) = result.response.attachments
        files[attachment.filename] = (await attachment.read()).decode()
    (row,) = csv.DictReader(io.StringIO(files["songs.csv"]))
    assert (row["title"], row["artist"]) == ("Morning *Light*", "The Packaged Band")
    assert (row["tempo"], row["key"], row["camelot"], row["similarity"]) == ("124.0", "A minor", "8A", "")
    (track,) = json.loads(files["songs.jspf"])["playlist"]["track"]
    assert track["annotation"] == "124.0 BPM, A minor (8A)"
    assert "- Morning *Light*\n# 124.0 BPM, A minor (8A)\nhttps://musicbrainz.org/search?" in files["songs.m3u8"]


async def test_a_librarys_songs_keep_tempo_and_key_in_a_file(
    place: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    key = Key("A", "minor", "8A", 0.7)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=Tempo(124.0, 0.9), key=key))
    for source in ("server", "both"):
        result = await place.member.slash(
            place.channel, "recommend song", file=("b.opus", opus), source=source, export="csv", count=25
        )
        assert result.response is not None
        (attachment,) = result.response.attachments
        rows = list(csv.DictReader(io.StringIO((await attachment.read()).decode())))
        ours = [row["tempo"] for row in rows if "discord.com" in row["url"]]
        assert ours in (["124.0"], [] if source == "both" else ["124.0"])


async def test_songs_of_one_tempo_and_key_say_so(place: Place, services: Services, mp3: bytes) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    async with services.store.connection() as connection:
        sha256 = (await connection.execute(text("select sha256 from analyses"))).scalar_one()
    analysis = await services.store.songs.recall(sha256, services.model_version)
    assert analysis is not None
    assert analysis.vectors is not None
    vectors = analysis.vectors
    key, tempo = Key("A", "minor", "8A", 0.7), Tempo(124.0, 0.9)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=tempo, key=key))
    scope = Scope(place.guild.id, frozenset({place.channel.id}))
    ours = SearchScope(archive=False, scope=scope)
    for asked_tempo, asked_key, shared in (
        (Tempo(120.0, 0.9), key, (True, True)),
        (Tempo(118.0, 0.9), replace(key, confidence=0.1), (False, False)),
        (None, None, (False, False)),
    ):
        query = Query(-vectors.embedding, vectors.segments, tempo=asked_tempo, key=asked_key)
        (song,) = await recommend_near(services, ours, query, 1)
        assert (song.tempo, song.key) == (tempo, key)
        assert (song.shares_tempo, song.shares_key) == shared


async def test_an_explicit_title_is_found_in_a_library_and_not_recommended_from_it(
    place: Place, services: Services, mp3: bytes, opus: bytes
) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    async with services.store.connection() as connection:
        await connection.execute(text("update songs set title = 'Fuck the Fox'"))
        await connection.commit()
    found = await place.member.slash(place.channel, "library search", words="fox")
    assert "Fuck the Fox" in text_of(found.response)
    liked = await place.member.slash(place.channel, "recommend song", file=("b.opus", opus), source="server")
    assert "Fox" not in text_of(liked.response)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"tempo": "122"}, True),
        ({"tempo": "130"}, False),
        ({"tempo": "120-128"}, True),
        ({"tempo": "100-120"}, False),
        ({"key": "8A"}, True),
        ({"key": "c major"}, False),
        ({"tempo": "124", "key": "A minor"}, True),
        ({"tempo": "124", "key": "9A"}, False),
    ],
)
async def test_songs_like_mine_are_picked_by_tempo_and_key(
    place: Place, services: Services, mp3: bytes, opus: bytes, options: dict[str, Any], found: bool
) -> None:
    await services.store.servers.set(place.guild.id, 1, "library", "on")
    await place.member.send(place.channel, attachments=[("song.mp3", mp3)])
    key = Key("A", "minor", "8A", 0.7)
    await rewrite_answer(services, lambda analysis: replace(analysis, tempo=Tempo(124.0, 0.9), key=key))
    await place.member.slash(place.channel, "classify", file=("other.opus", opus))
    result = await place.member.slash(place.channel, "recommend mine", **options)
    assert result.ephemeral
    said = text_of(result.response)
    assert ("Morning" in said) is found
    assert "freemusicarchive" not in said
