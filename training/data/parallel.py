"""One function over many files, on all cores or a Dask cluster; a file that kills its worker costs itself alone."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

from models.threads import usable_cpus
from training.data.dataset import DatasetError

Item = TypeVar("Item")
Result = TypeVar("Result")

_KILLED = "its worker process died"


@contextmanager
def local_processes(count: int = 0) -> Iterator[Executor]:
    """Open a pool of spawned processes, as many as CPUs may be used by default.

    Where the block ends in an exception, what waits is dropped; where this process is killed, they end with it.
    """
    count = count or usable_cpus()
    # A process that was forked after PyTorch had started its threads would hang.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def dask_cluster(address: str) -> Iterator[Executor]:
    """Connect to a Dask scheduler; its workers must see the same files and have this project installed.

    Where the block ends in an exception, what is not finished is cancelled. Raise DatasetError if nobody answers.
    """
    from distributed import Client

    try:
        client = Client(address)
    except (OSError, ValueError) as error:
        raise DatasetError(f"The Dask scheduler {address} cannot be reached ({error}).") from error
    with client, client.get_executor(pure=False) as executor:
        try:
            yield executor
        except BaseException:
            executor.shutdown(wait=False)
            raise


def _end_with_parent() -> None:
    """Have this worker end as soon as its parent is gone, and silently where the terminal interrupts both."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        # An exception would end this thread alone, and the worker would wait for its next item for ever.
        os._exit(1)


def each(
    function: Callable[[Item], Result], items: Iterable[Item], executor: Executor
) -> Iterator[tuple[Item, Result | Exception]]:
    """Yield every item with its result, or with the exception that it ended in, in the order of completion.

    Where a process of a local pool dies, what was not finished is tried once more, each item in a process of its own.
    """
    waiting: dict[Future[Result], Item] = {}
    unfinished: list[Item] = []
    for item in items:
        try:
            waiting[executor.submit(function, item)] = item
        except BrokenProcessPool:
            # An early item killed its process while later ones were still being handed in.
            unfinished.append(item)
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
            return RuntimeError(_KILLED)
        except Exception as error:  # what a file ends in is the caller's to list
            return error
