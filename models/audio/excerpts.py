"""A file -> bounded excerpts of mono 44.1 kHz audio, spread evenly over the song."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio.decode import read, scanned_s
from models.audio.limits import Limits
from models.audio.logmel import SAMPLE_RATE
from models.audio.recording import Recording, open_recording
from models.errors import BrokenAudioError, SilentError, TooLongError, TooShortError
from models.text import clean

log = logging.getLogger(__name__)

EXCERPTS = 3
# A whole clip is heard where it is at most this much longer than an excerpt: "30 second" clips run a little over.
_SLACK_S = 1.0
# 80 dB below full scale: under the noise of a 14-bit recording.
_SILENCE = 1e-4
_TITLES = ("title",)
_ARTISTS = ("artist", "album_artist", "performer", "author", "composer")


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """One heard stretch: its bounds in seconds, and ``samples``, float32 [n], mono, 44.1 kHz.

    A song under three seconds is repeated in ``samples`` up to an excerpt's length; the bounds stay those of the song.
    """

    start_s: float
    end_s: float
    samples: NDArray[np.float32]

    @property
    def unrepeated(self) -> NDArray[np.float32]:
        """The samples without repetitions: a loop has a beat and a loudness of its own."""
        return self.samples[: round((self.end_s - self.start_s) * SAMPLE_RATE)]


@dataclass(frozen=True, slots=True, eq=False)
class DecodedSong:
    """What was heard of a file, with the title and artist of its tags; ``uncertain`` marks clips that were repeated."""

    title: str | None
    artist: str | None
    duration_s: float
    excerpts: tuple[Excerpt, ...]
    uncertain: bool = False


def decode_song(path: Path | str, *, excerpts: int = EXCERPTS, limits: Limits | None = None) -> DecodedSong:
    """Decode up to ``excerpts`` stretches of at most 30 s each, spread evenly, and nothing else of the file.

    Raises an AnalysisError that says what is wrong with the file, or OSError where it cannot be read.
    """
    limits = limits or Limits()
    with open_recording(Path(path), limits) as recording:
        duration_s, heard = _hear(recording, excerpts)
        tags = recording.metadata
    heard, uncertain = _long_enough(_audible(heard), limits)
    return DecodedSong(_tag(tags, _TITLES), _tag(tags, _ARTISTS), round(duration_s, 3), heard, uncertain)


def spans(duration_s: float, excerpts: int, excerpt_s: float) -> tuple[tuple[float, float], ...]:
    """Return (start, length) in seconds of each excerpt: the middles of equal parts, none overlapping.

    A song of less than two excerpts' length has fewer of them, and one of an excerpt's length is heard whole.
    """
    if duration_s <= excerpt_s + _SLACK_S:
        return ((0.0, duration_s),)
    count = max(1, min(excerpts, round(duration_s / excerpt_s)))
    part = duration_s / count
    length = min(excerpt_s, part)
    return tuple((part * (index + 0.5) - length / 2, length) for index in range(count))


def _hear(recording: Recording, excerpts: int) -> tuple[float, tuple[Excerpt, ...]]:
    """Return the song's length and its excerpts, by the headers' word where it holds, else by a walk through it."""
    limits = recording.limits
    claimed_s = recording.claimed_s if recording.counted else None
    heard: tuple[Excerpt, ...] = ()
    if claimed_s is not None:
        heard = _excerpts(recording, claimed_s, excerpts)
        if _bears_out(heard, spans(claimed_s, excerpts, limits.excerpt_s)):
            return claimed_s, heard
    duration_s = scanned_s(recording)
    log.debug("The headers say %s s, the packets %.1f s", claimed_s, duration_s)
    if not heard or claimed_s is None or abs(duration_s - claimed_s) >= _SLACK_S:
        heard = _excerpts(recording, duration_s, excerpts) or heard
    if sum(excerpt.samples.size for excerpt in heard) < limits.least_s * SAMPLE_RATE:
        longest_s = max(duration_s, claimed_s or 0.0)
        error = TooShortError if longest_s < limits.least_s else BrokenAudioError
        raise error(f"headers say {claimed_s} s, packets {duration_s:.1f} s, too little of it decodes")
    return duration_s, heard


def _excerpts(recording: Recording, duration_s: float, excerpts: int) -> tuple[Excerpt, ...]:
    limits = recording.limits
    if duration_s > limits.longest_s:
        raise TooLongError(f"{duration_s:.0f} s where {limits.longest_s:.0f} are allowed")
    planned = spans(duration_s, excerpts, limits.excerpt_s)
    # A whole clip is read a little past its end, to notice one that is longer than its headers say.
    beyond_s = 2 * _SLACK_S if len(planned) == 1 and planned[0][0] == 0.0 else 0.0
    heard = []
    for start_s, length_s in planned:
        begins_s, samples = read(recording, start_s, length_s + beyond_s)
        if samples.size:
            heard.append(Excerpt(round(begins_s, 3), round(begins_s + samples.size / SAMPLE_RATE, 3), samples))
    return tuple(heard)


def _bears_out(heard: tuple[Excerpt, ...], planned: tuple[tuple[float, float], ...]) -> bool:
    """Return whether what was heard is as long as what the headers promised, and long enough to judge."""
    if len(heard) != len(planned):
        return False
    lengths = [excerpt.samples.size / SAMPLE_RATE for excerpt in heard]
    return min(lengths) >= 1.0 and all(abs(a - b) <= _SLACK_S for a, (_, b) in zip(lengths, planned, strict=True))


def _audible(heard: tuple[Excerpt, ...]) -> tuple[Excerpt, ...]:
    """Return the excerpts that hold sound; raise SilentError if none does."""
    audible = tuple(excerpt for excerpt in heard if np.abs(excerpt.samples).max() >= _SILENCE)
    if not audible:
        raise SilentError("nothing above 80 dB below full scale")
    return audible


def _long_enough(heard: tuple[Excerpt, ...], limits: Limits) -> tuple[tuple[Excerpt, ...], bool]:
    """Return the excerpts of a sure length or, where there are none, the longest repeated; and whether it had to be."""
    whole = round(limits.excerpt_s * SAMPLE_RATE)
    sure = tuple(_cut(excerpt, whole) for excerpt in heard if excerpt.samples.size >= limits.sure_s * SAMPLE_RATE)
    if sure:
        return sure, False
    longest = max(heard, key=lambda excerpt: excerpt.samples.size)
    return (replace(longest, samples=np.resize(longest.samples, whole)),), True


def _cut(excerpt: Excerpt, count: int) -> Excerpt:
    samples = excerpt.samples[:count]
    return replace(excerpt, end_s=round(excerpt.start_s + samples.size / SAMPLE_RATE, 3), samples=samples)


def _tag(tags: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((cleaned for name in names if (cleaned := clean(tags.get(name)))), None)
