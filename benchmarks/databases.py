"""How many posts the database takes a second while others read from it."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row
from bot.settings import StoreSettings
from bot.store import PostState, Store

_READERS = 4
_AT_ONCE = 16


def database_rows(folder: Path, small: bool) -> Iterator[Row]:
    """Yield the row on SQLite: posts that come in together, as a bot gets them, beside posts one after another."""
    posts = 100 if small else 3000
    together = _posts_a_second(folder, posts, _AT_ONCE)
    alone = _posts_a_second(folder, posts // 5, 1)
    yield Row(
        f"SQLite: posts recorded a second while {_READERS} tasks read",
        together,
        300.0,
        "/s",
        f"{posts} posts accepted and settled, {_AT_ONCE} in flight; one after another {alone:.0f} /s",
        at_least=True,
    )


def _posts_a_second(folder: Path, posts: int, at_once: int) -> float:
    url = f"sqlite+aiosqlite:///{folder}/bench-{at_once}.sqlite3"
    return asyncio.run(_recorded(StoreSettings(url=url), posts, at_once))


async def _recorded(settings: StoreSettings, posts: int, at_once: int) -> float:
    store = await Store.open(settings)
    readers = [asyncio.create_task(_read(store)) for _ in range(_READERS)]
    numbers = iter(range(posts))

    async def record() -> None:
        for number in numbers:
            await store.posts.accept(number, 1, 1, number % 50)
            await store.posts.settle(number, PostState.ANSWERED, number)

    started = time.perf_counter()
    await asyncio.gather(*(record() for _ in range(at_once)))
    rate = posts / (time.perf_counter() - started)
    for reader in readers:
        reader.cancel()
    await asyncio.gather(*readers, return_exceptions=True)
    await store.close()
    return rate


async def _read(store: Store) -> None:
    while True:
        await store.members.history_of(1, 10)
        await store.posts.state(1)
