"""One function over many files, on all cores or a Dask cluster; a file that kills its worker costs itself alone."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeVar

from models.threads import usable_cpus

Item = TypeVar("Item")
Result = TypeVar("Result")

KILLED = "its worker process died"


@contextmanager
def local_processes(count: int = 0) -> Iterator[Executor]:
    """Open a pool of spawned processes, as many as CPUs may be used by default."""
    with ProcessPoolExecutor(count or usable_cpus(), mp_context=get_context("spawn")) as pool:
        yield pool


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Connect to a Dask scheduler; its workers must see the same files and have this project installed."""
    from distributed import Client

    with Client(address) as client, client.get_executor(pure=False) as executor:
        yield executor


def each(
    function: Callable[[Item], Result], items: Iterable[Item], executor: Executor
) -> Iterator[tuple[Item, Result | Exception]]:
    """Yield every item with its result, or with the exception that it ended in, in the order of completion.

    Where a process of a local pool dies, what was not finished is tried once more, each item in a process of its own.
    """
    waiting: dict[Future[Result], Item] = {executor.submit(function, item): item for item in items}
    unfinished: list[Item] = []
    for future in as_completed(waiting):
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            unfinished.append(waiting[future])
        elif isinstance(error, Exception):
            yield waiting[future], error
        else:
            yield waiting[future], future.result()
    for item in unfinished:
        yield item, _alone(function, item)


def _alone(function: Callable[[Item], Result], item: Item) -> Result | Exception:
    with local_processes(1) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenProcessPool:
            return RuntimeError(KILLED)
        except Exception as error:  # what a file ends in is the caller's to list
            return error
