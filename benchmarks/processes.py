"""What a process costs: its start from cold, and the memory that it keeps."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.rows import Row
from benchmarks.songs import four_minutes

_MEMORY = """
import sys
from pathlib import Path
from models.analyzer import Analyzer
analyzer = Analyzer.load(tagger=sys.argv[2] == "tagger")
for _ in range(5):
    analyzer.analyze(sys.argv[1])
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(int(status["VmRSS"].split()[0]) / 1024, "sklearn" in sys.modules)
"""
_COLD_STARTS = 3


def process_rows(folder: Path, python: str = sys.executable) -> Iterator[Row]:
    """Yield the rows about whole processes, run with the interpreter ``python`` of the environment to judge."""
    song = four_minutes(folder)
    yield Row(
        f"cold `python -m bot analyze` of a 4-minute mp3, median of {_COLD_STARTS}", _cold(python, song), 4.0, "s"
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
    mebibytes, with_sklearn = _output(python, "-c", _MEMORY, str(song), tagger).split()
    companions = (
        "with scikit-learn, which lightgbm imports where it finds it"
        if with_sklearn == "True"
        else "run-time environment"
    )
    return Row(what, float(mebibytes), target, "MiB", companions)


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own interpreter
