"""Posts that come in at the same moment share a transaction, and nothing else."""

import asyncio
from collections.abc import Sequence

from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.settings import StoreSettings
from bot.store import PostState, Store
from bot.store._group_commit import GroupCommit

_POSTS = 40


async def test_posts_of_one_moment_share_few_transactions(store: Store) -> None:
    commits: list[object] = []
    event.listen(store._engine.sync_engine, "commit", commits.append)
    accepted = await asyncio.gather(*(store.posts.accept(number, 2, 3, 4) for number in range(_POSTS)))
    await asyncio.gather(*(store.posts.settle(number, PostState.ANSWERED, 9) for number in range(_POSTS)))
    assert all(accepted)
    assert len(commits) <= 4
    assert [await store.posts.state(number) for number in range(_POSTS)] == [PostState.ANSWERED] * _POSTS


async def test_a_message_that_comes_twice_in_one_moment_is_accepted_once(store: Store) -> None:
    accepted = await asyncio.gather(*(store.posts.accept(number % 3, 2, 3, 4) for number in range(9)))
    assert sum(accepted) == 3
    assert accepted[:3] == [True] * 3


async def test_who_is_told_that_a_post_is_accepted_finds_it_in_the_database(store: Store) -> None:
    other = await Store.open(StoreSettings())

    async def accepted(number: int) -> PostState | None:
        await store.posts.accept(number, 2, 3, 4)
        return await other.posts.state(number)

    assert await asyncio.gather(*map(accepted, range(20))) == [PostState.ACCEPTED] * 20
    await other.close()


async def test_a_post_that_cannot_be_written_does_not_spoil_the_others(store: Store) -> None:
    too_large = 2**64
    answers = await asyncio.gather(
        *(store.posts.accept(number, 2, 3, author) for number, author in enumerate((4, too_large, 5))),
        return_exceptions=True,
    )
    assert (answers[0], answers[2]) == (True, True)
    assert isinstance(answers[1], Exception)
    assert [post.message_id for post in await store.posts.unfinished()] == [0, 2]


async def test_who_gives_up_waiting_takes_nobody_along(store: Store) -> None:
    first, second = (asyncio.create_task(store.posts.accept(number, 2, 3, 4)) for number in (1, 2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second
    assert first.cancelled()
    assert await store.posts.accept(3, 2, 3, 4)


async def test_a_database_that_is_away_is_asked_once_and_everybody_told() -> None:
    asked: list[int] = []

    async def away(_: Sequence[int]) -> list[None]:
        asked.append(1)
        raise OperationalError("insert", {}, OSError("away"))

    answers = await asyncio.gather(*map(GroupCommit(away).add, range(5)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [OperationalError] * 5
    assert asked == [1]
