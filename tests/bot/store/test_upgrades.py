"""Databases of earlier versions, with data in them."""

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
