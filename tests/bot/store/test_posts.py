"""Promises to answer, kept over restarts."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from bot.settings import StoreSettings
from bot.store import PostState, Store


async def test_a_post_is_accepted_once(store: Store) -> None:
    assert await store.posts.accept(1, 2, 3, 4)
    assert not await store.posts.accept(1, 2, 3, 4)


async def test_of_many_processes_that_get_the_same_message_one_accepts_it(store: Store) -> None:
    async with AsyncExitStack() as opened:
        processes = [await Store.open(StoreSettings()) for _ in range(4)]
        for process in processes:
            opened.push_async_callback(process.close)
        for message_id in range(20):
            accepted = await asyncio.gather(*(each.posts.accept(message_id, 2, 3, 4) for each in processes))
            assert sorted(accepted) == [False, False, False, True]
        for post in await store.posts.unfinished():
            taken = await asyncio.gather(*(each.posts.retry(post) for each in processes))
            assert sorted(taken) == [False, False, False, True]


@pytest.mark.postgresql
async def test_processes_that_start_at_once_build_one_schema() -> None:
    opened = await asyncio.gather(*(Store.open(StoreSettings()) for _ in range(4)))
    await asyncio.gather(*(each.facts.set("name", "value") for each in opened))
    assert await opened[0].facts.get("name") == "value"
    await asyncio.gather(*(each.close() for each in opened))


async def test_a_setting_that_one_process_changes_is_seen_by_the_other(store: Store) -> None:
    other = await Store.open(StoreSettings())
    assert await other.servers.settings(3) == {}
    await store.servers.set(3, 4, "style", "compact")
    assert await other.servers.settings(3) == {"style": "compact"}
    await other.close()


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
