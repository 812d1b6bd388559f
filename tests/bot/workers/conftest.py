from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from bot.workers import SandboxLimits, SongPool
from tests.bot.workers import faults

PoolMaker = Callable[..., SongPool]
HERE = Path(__file__).parent


@pytest.fixture
def make_pool() -> Iterator[PoolMaker]:
    """Make pools that can load the misbehaving tasks; they are shut down after the test."""
    pools: list[SongPool] = []

    def make(workers: int = 1, *, spares: int = 0, **limits: Any) -> SongPool:
        pool = SongPool(
            workers, spares=spares, limits=SandboxLimits(**limits), initializer=faults.load, readable=[HERE.parents[1]]
        )
        pools.append(pool)
        return pool

    yield make
    for pool in pools:
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def pool() -> Iterator[SongPool]:
    """Offer one pool to all tests of a file that leave it as they found it."""
    with SongPool(initializer=faults.load, readable=[HERE.parents[1]]) as pool:
        yield pool


def outcome(future: Future[Any]) -> Any:
    """Wait for a result; the time is only there to end a test that hangs."""
    return future.result(timeout=120)
