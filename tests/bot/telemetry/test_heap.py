"""Memory that songs took up goes back to the system."""

import gc
import subprocess
import sys
import weakref

import pytest

from bot.telemetry.heap import frozen_heap

_CODE = """
from bot.telemetry.heap import return_freed_memory
from bot.workers.memory import resident_bytes
import os
return_freed_memory()
before = resident_bytes(os.getpid())
for size in (24, 16, 8):
    files = [bytes(1) * (size << 20) for _ in range(4)]
    smaller = [bytes(1) * (size << 17) for _ in range(16)]
    kept = bytes(1) * 1000
    del files, smaller
print((resident_bytes(os.getpid()) - before) >> 20)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the thresholds are those of Linux's C library")
def test_what_large_files_took_up_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", _CODE], capture_output=True, text=True, check=True)
    assert int(done.stdout) <= 4


def test_what_was_there_before_is_left_out_of_garbage_collection_and_what_comes_is_not() -> None:
    class Ring:
        """Holds itself."""

        def __init__(self) -> None:
            self.itself = self

    died: list[str] = []
    with frozen_heap():
        assert gc.get_freeze_count() > 1000
        weakref.finalize(Ring(), died.append, "new")
        gc.collect()
        assert died == ["new"]
    assert gc.get_freeze_count() == 0
