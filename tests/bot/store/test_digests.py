"""What digests and comparisons of tastes read, on every kind of database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from bot.settings import StoreSettings
from bot.store import Due, Explorer, Posted, Reaction, ScheduledState, Store
from models.analysis import GenreProbability
from tests.bot.store.test_library import OURS, VERSION, _post, _song

POSTED = Posted(OURS.guild_id, OURS.channel_ids)
NOW = datetime.now(UTC)
LAST_WEEK = NOW - timedelta(days=7)
ALICE, BOB = 5, 6


async def _song_of(store: Store, number: int, genre: str, user: int, days_ago: float = 0.0) -> None:
    song = replace(_song(number, f"Song {number}"), genres=(GenreProbability(genre, 1.0),))
    await store.posts.accept(100 + number, 10, 1, user)
    await _post(store, song, 100 + number, user=user)
    async with store.connection() as connection:
        change = text("update hearings set heard = :heard where message_id = :message")
        when = NOW - timedelta(days=days_ago)
        # As SQLAlchemy writes it: SQLite keeps no time zone.
        heard = when.replace(tzinfo=None).isoformat(" ") if connection.dialect.name == "sqlite" else when
        await connection.execute(change, {"heard": heard, "message": 100 + number})


async def test_new_ground_is_a_genre_that_somebody_who_posted_before_never_had(store: Store) -> None:
    await _song_of(store, 1, "Rock", ALICE, days_ago=10)
    for number, (genre, user) in enumerate([("Rock", ALICE), ("Jazz", ALICE), ("Folk", ALICE), ("Folk", BOB)], start=2):
        await _song_of(store, number, genre, user)
    assert await store.digests.explorers(POSTED, LAST_WEEK, 9) == [Explorer(ALICE, ("Folk", "Jazz"))]
    assert await store.digests.totals(POSTED) == (5, 2)
    assert await store.digests.totals(replace(POSTED, until=LAST_WEEK)) == (1, 1)
    await store.members.set_answers_posts(ALICE, False)
    assert await store.digests.explorers(POSTED, LAST_WEEK, 9) == []
    assert await store.digests.totals(POSTED) == (1, 1)


async def test_songs_of_the_library_are_drawn_without_liked_and_unwanted_ones(store: Store) -> None:
    for number in (1, 2, 3):
        await _song_of(store, number, "Rock", ALICE)
    await store.reactions.add(Reaction(101, 1, BOB, "🔥"), 101)
    drawn = await store.digests.library_songs(POSTED, 9, liked=False)
    assert {song.title for song in drawn} == {"Song 2", "Song 3"}
    without = [drawn[0].sha256]
    assert [song.title for song in await store.digests.library_songs(POSTED, 9, liked=False, without=without)] == [
        drawn[1].title
    ]
    assert len(await store.digests.library_songs(POSTED, 9)) == 3
    assert len(await store.digests.library_songs(POSTED, 2)) == 2
    await store.library.remove(1, drawn[0].sha256)
    assert len(await store.digests.library_songs(POSTED, 9)) == 2


async def test_tastes_are_those_of_who_asks_and_of_who_wants_to_be_found(store: Store) -> None:
    for number, (genre, user) in enumerate([("Rock", ALICE), ("Jazz", BOB), ("Jazz", BOB)], start=1):
        await _song_of(store, number, genre, user)
    assert {*await store.tastes.of_members(POSTED, ALICE)} == {ALICE}
    await store.members.set_findable(BOB, True)
    tastes = await store.tastes.of_members(POSTED, ALICE)
    assert (tastes[ALICE].genres, tastes[BOB].genres) == ({"Rock": 1}, {"Jazz": 2})
    assert {*await store.tastes.sounds(POSTED, [ALICE, BOB, 7], VERSION)} == {ALICE, BOB}
    assert [song.title for song in await store.tastes.unposted(POSTED, BOB, ALICE, 9)] == ["Song 3", "Song 2"]
    assert await store.tastes.unposted(POSTED, BOB, BOB, 9) == []


async def test_a_due_post_is_claimed_by_one_process_and_retried_by_one(store: Store) -> None:
    due = Due(1, "digest", LAST_WEEK.replace(microsecond=0), "weekly")
    other = await Store.open(StoreSettings())
    assert [await each.scheduled.claim(due, NOW) for each in (store, other)] == [True, False]
    found = await other.scheduled.newest(1, "digest", NOW)
    assert found is not None
    assert (found.due, found.state, found.attempts) == (due, ScheduledState.CLAIMED, 1)
    assert [await each.scheduled.retry(found) for each in (other, store)] == [True, False]
    await store.scheduled.settle(due, ScheduledState.POSTED, 77, "a song")
    assert await other.scheduled.subjects(1, "digest") == {"a song"}
    assert await other.scheduled.known() == {(1, "digest")}
    later = replace(due, due=due.due + timedelta(days=91))
    assert await store.scheduled.claim(later, NOW)
    assert await store.scheduled.subjects(1, "digest") == frozenset()
    await store.scheduled.forget(1, "digest")
    assert await store.scheduled.newest(1, "digest", NOW) is None
    await other.close()
