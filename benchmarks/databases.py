"""How many posts the database takes a second while others read from it."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row
from bot.settings import StoreSettings
from bot.store import Store

_READERS = 4


def database_rows(folder: Path, small: bool) -> Iterator[Row]:
    """Yield the row on SQLite."""
    posts = 100 if small else 3000
    url = f"sqlite+aiosqlite:///{folder}/bench.sqlite3"
    rate = asyncio.run(_posts_a_second(StoreSettings(url=url), posts))
    yield Row("SQLite: posts recorded a second while 4 tasks read", rate, 300.0, "/s", f"{posts} posts", at_least=True)


async def _posts_a_second(settings: StoreSettings, posts: int) -> float:
    store = await Store.open(settings)
    done = asyncio.Event()

    async def read() -> None:
        while not done.is_set():
            await store.members.history_of(1, 10)
            await store.posts.state(1)

    readers = [asyncio.create_task(read()) for _ in range(_READERS)]
    started = time.perf_counter()
    for number in range(posts):
        await store.posts.accept(number, 1, 1, number % 50)
    rate = posts / (time.perf_counter() - started)
    done.set()
    await asyncio.gather(*readers)
    await store.close()
    return rate
