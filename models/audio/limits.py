"""How much of a file is looked at, whatever the file claims."""

from dataclasses import dataclass

from models.audio.logmel import EXCERPT_S


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one hearing, in seconds unless said; what lies beyond is refused with its own error.

    ``excerpt_s`` is the length of an excerpt, ``least_s`` the shortest audio that is judged at all, and what is shorter
    than ``sure_s`` is repeated to length and marked uncertain. ``longest_s`` is the longest song. ``excess`` is how
    many times an excerpt's length may be decoded to get at one. ``packets`` bounds a walk through the file,
    ``broken_packets`` says how many undecodable ones in a row mean that the rest is lost.
    """

    excerpt_s: float = EXCERPT_S
    least_s: float = 1.0
    sure_s: float = 3.0
    longest_s: float = 6 * 3600.0
    excess: float = 3.0
    least_rate: int = 8_000
    most_rate: int = 192_000
    most_channels: int = 8
    streams: int = 32
    packets: int = 2_000_000
    broken_packets: int = 400
