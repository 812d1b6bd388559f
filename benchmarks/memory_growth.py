"""What a worker's memory grows to when it is never replaced."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.rows import Row

# Each measurement is a median over many songs: what is held depends on the song that was last.
_AGEING = """
import json
import sys
from pathlib import Path
from statistics import median
from models.analyzer import Analyzer
paths, songs, young = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
analyzer = Analyzer.load(threads=1, tagger=False)
held = []
for number in range(songs):
    analyzer.analyze(paths[number % len(paths)], top=10)
    held.append(int(Path("/proc/self/statm").read_text().split()[1]))
window = young // 2
print(median(held[-window:]) / median(held[young - window:young]))
"""


def memory_growth_rows(songs: Sequence[Path], python: str, small: bool) -> Iterator[Row]:
    """Yield the row on a process that analyses ``songs`` again and again, as a worker does that never retires."""
    count, young = (40, 20) if small else (2000, 100)
    command = [python, "-c", _AGEING, json.dumps([str(path) for path in songs]), str(count), str(young)]
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, check=True, capture_output=True, text=True, env={**os.environ, "MALLOC_ARENA_MAX": "2"}
    )
    kinds = sorted({path.suffix.lstrip(".") for path in songs})
    detail = f"one process, songs of 20 s to 5 min in {', '.join(kinds)}"
    yield Row(f"worker memory after {count:,} songs / after {young}", float(done.stdout), 1.05, "x", detail)
