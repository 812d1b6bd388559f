"""Which songs members like, on every kind of database."""

from datetime import UTC, datetime, timedelta

from bot.store import Posted, PostState, Reaction, Store
from models.analysis import Analysis
from tests.bot.store.test_members import store
from tests.bot.store.test_songs import analysis

__all__ = ["analysis", "store"]

SERVER, CHANNEL, ALICE, BOB, CAROL = 3, 2, 4, 5, 6
POSTED = Posted(SERVER, frozenset({CHANNEL}))


async def _post(store: Store, analysis: Analysis, message_id: int, reply_id: int) -> None:
    await store.posts.accept(message_id, CHANNEL, SERVER, ALICE)
    await store.members.note_post(analysis.sha256, "name", ALICE, SERVER, CHANNEL, message_id)
    await store.posts.settle(message_id, PostState.ANSWERED, reply_id)


def _by(user_id: int, message_id: int = 10, emoji: str = "🔥") -> Reaction:
    return Reaction(message_id, SERVER, user_id, emoji)


async def test_a_reaction_belongs_to_the_post_that_it_or_its_reply_bears(store: Store, analysis: Analysis) -> None:
    await _post(store, analysis, 10, 11)
    assert [await store.reactions.post_of(_by(BOB, number)) for number in (10, 11, 12)] == [10, 10, None]
    assert await store.reactions.post_of(_by(ALICE)) is None
    assert await store.reactions.post_of(Reaction(10, SERVER + 1, BOB, "🔥")) is None


async def test_songs_are_ranked_by_members_and_not_by_reactions(store: Store, analysis: Analysis) -> None:
    await _post(store, analysis, 10, 11)
    for reaction in (_by(BOB), _by(BOB), _by(BOB, emoji="❤️"), _by(BOB, 11), _by(CAROL)):
        await store.reactions.add(reaction, 10)
    await store.members.save(CAROL, analysis.sha256, "name", SERVER)
    (liked,) = await store.reactions.most_liked(POSTED, 9)
    assert (liked.likes, liked.song.title, liked.song.message_id) == (2, analysis.title, 10)
    await store.reactions.remove(10, user_id=BOB, emoji="🔥")
    assert [each.likes for each in await store.reactions.most_liked(POSTED, 9)] == [2]
    await store.reactions.remove(10)
    await store.reactions.remove(11)
    assert [each.likes for each in await store.reactions.most_liked(POSTED, 9)] == [1]
    await store.servers.erase(SERVER)
    assert await store.reactions.most_liked(POSTED, 9) == []
    (saved,) = await store.members.saved_by(CAROL, 9)
    assert saved.sha256 == analysis.sha256


async def test_likes_count_for_songs_posted_within_the_time_and_channels(store: Store, analysis: Analysis) -> None:
    await _post(store, analysis, 10, 11)
    await store.reactions.add(_by(BOB), 10)
    soon = datetime.now(UTC) + timedelta(minutes=1)
    assert await store.reactions.most_liked(Posted(SERVER, frozenset({CHANNEL}), since=soon), 9) == []
    assert await store.reactions.most_liked(Posted(SERVER, frozenset({CHANNEL + 1})), 9) == []
    (liked,) = await store.reactions.most_liked(Posted(SERVER, frozenset({CHANNEL}), until=soon), 9)
    assert liked.likes == 1
