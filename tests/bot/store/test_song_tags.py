"""What songs sound like, kept to find and to count them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy import text

from bot.settings import StoreSettings
from bot.store import Posted, Poster, Scope, SongFilter, Store
from bot.store._database import downgrade
from models.analysis import Analysis, GenreProbability, TagScore, Vectors

ALICE, BOB, SERVER, CHANNEL, ELSEWHERE = 1, 2, 10, 100, 200
POSTED = Posted(SERVER, frozenset({CHANNEL}))
JAZZ, SAD, LOUD = TagScore("jazz", "genre", 0.95), TagScore("sad", "mood", 0.92), TagScore("metal", "genre", 0.5)


def song(sha256: str, *tags: TagScore) -> Analysis:
    vectors = Vectors(np.zeros(8, np.float32), np.zeros((10, 100), np.float16), np.zeros((1, 128, 128), np.uint8))
    genres = (GenreProbability("Rock", 1.0),)
    return Analysis(sha256, sha256, None, 60.0, genres, True, {}, (), (), {}, "v1", tags=tags, vectors=vectors)


async def remember(store: Store, analysis: Analysis, user: int = ALICE, channel: int | None = CHANNEL) -> None:
    await store.songs.remember(analysis)
    await store.members.note_post(analysis.sha256, "a.mp3", user, SERVER if channel else None, channel, channel)


async def test_only_tags_at_their_level_find_a_song(store: Store) -> None:
    await remember(store, song("aa", JAZZ, LOUD))
    await remember(store, song("bb", SAD))
    assert [found.sha256 for found in await store.members.history_of(ALICE, 9, tag="jazz")] == ["aa"]
    assert await store.members.history_of(ALICE, 9, tag="metal") == []
    assert [found.sha256 for found in await store.members.history_of(ALICE, 9)] == ["bb", "aa"]


async def test_a_servers_history_and_charts_are_filtered_within_what_the_asker_may_see(store: Store) -> None:
    await remember(store, song("aa", JAZZ))
    await remember(store, song("bb", JAZZ), BOB, ELSEWHERE)
    await remember(store, song("cc", SAD), BOB)
    seen = await store.members.history_in(SERVER, [CHANNEL], 9, tag="jazz")
    assert [found.sha256 for found in seen] == ["aa"]
    posted = Posted(SERVER, frozenset({CHANNEL}), tag="jazz")
    assert await store.counts.genres(posted, 9) == (("Rock", 1),)
    assert await store.counts.posters(posted, 9) == (Poster(ALICE, 1, 0),)


async def test_saved_songs_are_found_by_tag(store: Store) -> None:
    await remember(store, song("aa", JAZZ), BOB)
    await remember(store, song("bb", SAD), BOB)
    for sha256 in ("aa", "bb"):
        await store.members.save(ALICE, sha256, "name")
    assert [found.sha256 for found in await store.members.saved_by(ALICE, 9, tag="sad")] == ["bb"]


async def test_tags_are_counted_by_song_most_first(store: Store) -> None:
    await remember(store, song("aa", JAZZ, SAD))
    await remember(store, song("aa", JAZZ, SAD), BOB)
    await remember(store, song("bb", SAD), BOB)
    await remember(store, song("cc", SAD), BOB, ELSEWHERE)
    await remember(store, song("dd", SAD), ALICE, None)
    assert await store.counts.tags(POSTED, 9) == (("sad", 2), ("jazz", 1))
    assert await store.counts.tags(POSTED, 1) == (("sad", 2),)
    assert await store.counts.tags(replace(POSTED, since=datetime.now(UTC) + timedelta(days=1)), 9) == ()
    assert await store.tags.of_member(ALICE, 9) == (("sad", 2), ("jazz", 1))
    await store.members.save(ALICE, "bb", "name")
    assert await store.tags.of_member(ALICE, 9) == (("sad", 3), ("jazz", 1))


async def test_a_new_analysis_replaces_the_tags_and_one_without_a_tagger_keeps_them(store: Store) -> None:
    await remember(store, song("aa", JAZZ))
    await store.songs.remember(replace(song("aa", SAD), model_version="v2"))
    await store.songs.remember(replace(song("aa"), model_version="v3"))
    assert await store.tags.of_member(ALICE, 9) == (("sad", 1),)


async def test_tags_go_with_what_a_member_deletes_and_come_with_what_they_export(store: Store) -> None:
    await remember(store, song("aa", JAZZ))
    await remember(store, song("bb", SAD), BOB)
    assert (await store.members.export(ALICE))["song_tags"] == [{"sha256": "aa", "tag": "jazz", "score": 0.95}]
    await store.members.erase(ALICE)
    async with store.connection() as connection:
        assert list(await connection.execute(text("select sha256 from song_tags"))) == [("bb",)]


async def test_an_upgrade_brings_the_tags_of_songs_analysed_before() -> None:
    store = await Store.open(StoreSettings())
    tags = [{"tag": tag, "group": "mood", "score": score} for tag, score in (("chillout", 0.93), ("sad", 0.4))]
    await store.songs.remember(song("aa", JAZZ))
    await store.songs.remember(replace(song("bb"), model_version="v1"))
    async with store.connection() as connection:
        await downgrade(connection, "0005")
        answer = json.dumps({"genres": [], "tags": tags})
        await connection.execute(text("update analyses set answer = :answer where sha256 = 'aa'"), {"answer": answer})
    await store.close()
    newest = await Store.open(StoreSettings())
    async with newest.connection() as connection:
        assert list(await connection.execute(text("select * from song_tags"))) == [("aa", "chill", 0.93)]
    await newest.close()


async def in_library(store: Store, sha256: str, place: int, embedding: list[float], tagger: list[float] | None) -> None:
    whole = song(sha256, *((JAZZ,) if place % 2 else (SAD,)))
    assert whole.vectors is not None
    tagger_embedding = None if tagger is None else np.array(tagger, np.float32)
    vectors = replace(whole.vectors, embedding=np.array(embedding, np.float32), tagger=tagger_embedding)
    await store.songs.remember(replace(whole, vectors=vectors))
    await store.members.note_post(sha256, "a.mp3", ALICE, SERVER, CHANNEL, place, in_library=True)


async def test_a_library_is_searched_by_sound_and_words_together_and_within_a_tag(store: Store) -> None:
    await in_library(store, "aa", 1, [1, 0], [0.6, 0.8])
    await in_library(store, "bb", 2, [0.6, 0.8], [1, 0])
    await in_library(store, "cc", 3, [0, 1], None)
    scope = Scope(SERVER, frozenset({CHANNEL}))
    query, tagger_embedding = np.array([1, 0], np.float32), np.array([1, 0], np.float32)
    by_sound = await store.library.nearest(scope, "v1", query, 9)
    together = await store.library.nearest(scope, "v1", query, 9, tagger=tagger_embedding)
    assert [placed.song.sha256 for placed in by_sound] == ["aa", "bb", "cc"]
    assert [placed.song.sha256 for placed in together] == ["bb", "aa", "cc"]
    jazz = await store.library.nearest(replace(scope, tag="jazz"), "v1", query, 9, tagger=tagger_embedding)
    assert [placed.song.sha256 for placed in jazz] == ["aa", "cc"]
    found = await store.library.search(replace(scope, tag="sad"), "v1", SongFilter(), 9)
    assert [each.sha256 for each in found] == ["bb"]
