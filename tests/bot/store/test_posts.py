"""Promises to answer, kept over restarts."""

from collections.abc import AsyncIterator

import pytest

from bot.settings import StoreSettings
from bot.store import PostState, Store


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open(StoreSettings())
    yield opened
    await opened.close()


async def test_a_post_is_accepted_once(store: Store) -> None:
    assert await store.posts.accept(1, 2, 3, 4)
    assert not await store.posts.accept(1, 2, 3, 4)


async def test_only_unanswered_posts_are_unfinished_oldest_first(store: Store) -> None:
    for message_id in (30, 10, 20):
        await store.posts.accept(message_id, 2, None, 4)
    await store.posts.settle(20, PostState.ANSWERED, 99)
    assert [post.message_id for post in await store.posts.unfinished()] == [10, 30]
    assert await store.posts.state(20) is PostState.ANSWERED
    assert await store.posts.state(40) is None


async def test_attempts_are_counted(store: Store) -> None:
    await store.posts.accept(1, 2, 3, 4)
    (post,) = await store.posts.unfinished()
    await store.posts.retry(post)
    (post,) = await store.posts.unfinished()
    assert (post.attempts, post.guild_id, post.author_id) == (2, 3, 4)
