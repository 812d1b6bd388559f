"""Databases of earlier versions, with data in them."""

import json
from datetime import UTC, datetime

from sqlalchemy import text

from bot.settings import StoreSettings
from bot.store import PostState, Store
from bot.store._database import downgrade

INSERT_SONG = """
    insert into songs (sha256, title, artist, duration_s, uncertain, images, first_heard)
    values ('aa', 'Title', 'Artist', 61.5, false, :images, '2026-01-01 00:00:00')
"""
INSERT_POST = """
    insert into posts (message_id, channel_id, guild_id, author_id, state, attempts, reply_id, accepted)
    values (1, 2, 3, 4, 'answered', 1, 5, '2026-01-01 00:00:00')
"""


INSERT_ANALYSIS = """
    insert into analyses (sha256, model_version, answer, embedding, segments, analysed)
    values ('aa', :version, :answer, :none, :none, :analysed)
"""


async def test_songs_analysed_before_are_found_and_counted_by_their_newest_genre_tempo_and_key() -> None:
    store = await Store.open(StoreSettings())
    old = {"genres": [{"genre": "Rock", "probability": 1.0}]}
    new = {
        "genres": [{"genre": "Jazz", "probability": 1.0}],
        "content": "music",
        "tempo": {"bpm": 98.5, "confidence": 1.0, "alternative": None},
        "key": {"key": "A", "mode": "minor", "camelot": "8A", "confidence": 1.0},
    }
    async with store.connection() as connection:
        await downgrade(connection, "0008")
        await connection.execute(text(INSERT_SONG), {"images": b"\0"})
        for version, answer in (("v1", old), ("v2", new)):
            when = datetime(2026, 1, int(version[1]), tzinfo=UTC)
            values = {"version": version, "answer": json.dumps(answer), "none": b"", "analysed": when}
            await connection.execute(text(INSERT_ANALYSIS), values)
    await store.close()
    newest = await Store.open(StoreSettings())
    async with newest.connection() as connection:
        rows = (await connection.execute(text("select sha256, genre, bpm, camelot from song_features"))).all()
    assert [tuple(row) for row in rows] == [("aa", "Jazz", 98.5, "8A")]
    await newest.close()


async def test_the_first_schema_with_data_becomes_the_newest_and_keeps_the_data() -> None:
    store = await Store.open(StoreSettings())
    async with store.connection() as connection:
        await downgrade(connection, "0001")
        await connection.execute(text(INSERT_SONG), {"images": b"\0"})
        await connection.execute(text(INSERT_POST))
    await store.close()
    newest = await Store.open(StoreSettings())
    assert await newest.posts.state(1) is PostState.ANSWERED
    await newest.members.save(4, "aa", "name")
    (saved,) = await newest.members.saved_by(4, 10)
    assert (saved.title, saved.artist) == ("Title", "Artist")
    await newest.close()
