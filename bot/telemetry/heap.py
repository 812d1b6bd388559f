"""How memory is kept: what a song took up goes back to the system, and what stays is not looked through again."""

import contextlib
import ctypes
import gc
import sys
from collections.abc import Iterator

# glibc's numbers (malloc.h): by itself it raises the first two whenever something large is freed, keeps what is freed
# below them, and gives every thread a heap of its own.
_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
_LARGE = 128 * 2**10


def return_freed_memory() -> None:
    """Fix the allocator's thresholds where it has such."""
    if sys.platform != "linux":
        return
    # Other C libraries have no such function.
    with contextlib.suppress(AttributeError, OSError):
        adjust = ctypes.CDLL(None).mallopt
        for what, value in ((_TRIM_THRESHOLD, _LARGE), (_MMAP_THRESHOLD, _LARGE), (_ARENA_MAX, 1)):
            adjust(what, value)


@contextlib.contextmanager
def frozen_heap() -> Iterator[None]:
    """Leave what exists now out of garbage collection: a full one would stop the event loop for 0.1 s."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
