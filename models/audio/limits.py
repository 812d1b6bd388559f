"""How much of a file is looked at, whatever the file claims."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from models.audio.logmel import EXCERPT_S


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on decoding one file, in seconds unless said; what lies beyond is refused with its own error.

    ``excerpt_s`` is the length of an excerpt, ``least_s`` the shortest audio that is judged at all, and what is shorter
    than ``sure_s`` is repeated to length and marked uncertain. ``longest_s`` is the longest song. ``excess`` is how
    many times an excerpt's length may be decoded to get at one. ``tracks`` is how many sound tracks are tried where one
    is silent, ``packets`` bounds a walk through the file, ``broken_packets`` says how many undecodable ones in a row
    mean that the rest is lost.

    Opening a file may take ``opening_cpu_s`` of processor time, and a file of more than ``tags`` is not opened.
    ``watchdog`` is entered with that time around the opening, which FFmpeg does not interrupt: where a process may be
    ended, it ends it.
    """

    excerpt_s: float = EXCERPT_S
    least_s: float = 1.0
    sure_s: float = 3.0
    longest_s: float = 6 * 3600.0
    excess: float = 3.0
    least_rate: int = 8_000
    most_rate: int = 384_000
    most_channels: int = 8
    streams: int = 32
    packets: int = 2_000_000
    broken_packets: int = 400
    tracks: int = 4
    tags: int = 4_000
    opening_cpu_s: float = 2.0
    watchdog: Callable[[float], AbstractContextManager[object]] = nullcontext
