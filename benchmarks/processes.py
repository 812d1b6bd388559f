"""What a process costs: its start from cold, and the memory that it keeps."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.rows import Row

_MEMORY = """
import sys
from pathlib import Path
from statistics import median
from models.analyzer import Analyzer
analyzer = Analyzer.load(tagger=sys.argv[2] == "tagger")
for _ in range(5):
    analyzer.analyze(sys.argv[1])
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmRSS"].split()[0]) / 1024)
"""
_COLD_STARTS = 3


def process_rows(song: Path, python: str = sys.executable) -> Iterator[Row]:
    """Yield the rows about whole processes, run with the interpreter ``python`` of the environment to measure."""
    yield Row(
        "cold `python -m bot analyze` of a 4-minute mp3", _cold(python, song), 4.0, "s", f"median of {_COLD_STARTS}"
    )
    yield _resident(python, song, "warm worker, resident memory", "plain", 240.0)
    yield _resident(python, song, "warm worker with the tagger, resident memory", "tagger", 320.0)


def _cold(python: str, song: Path) -> float:
    seconds = []
    for _ in range(_COLD_STARTS):
        started = time.perf_counter()
        _output(python, "-m", "bot", "analyze", "--json", str(song))
        seconds.append(time.perf_counter() - started)
    return median(seconds)


def _resident(python: str, song: Path, what: str, tagger: str, target: float) -> Row:
    mebibytes = float(_output(python, "-c", _MEMORY, str(song), tagger))
    return Row(what, mebibytes, target, "MiB", "after five songs")


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own interpreter
