"""A file -> bounded excerpts of mono 44.1 kHz audio, spread evenly over the song."""

import logging
import re
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio.decode import read, scanned_s
from models.audio.limits import Limits
from models.audio.logmel import SAMPLE_RATE
from models.audio.mixdown import Samples
from models.audio.recording import Part, Recording, find_parts, open_recording
from models.audio.tag_encoding import readable
from models.audio.tag_text import raw_tags
from models.errors import BrokenAudioError, SilentError, TooLongError, TooShortError
from models.text import clean

log = logging.getLogger(__name__)

EXCERPTS = 3
# A whole clip is decoded where it is at most this much longer than an excerpt: "30 second" clips run a little over.
_SLACK_S = 1.0
# 80 dB below full scale: under the noise of a 14-bit recording.
_SILENCE = 1e-4
_TITLES = ("title",)
# The recording's, as MusicBrainz Picard writes it into Vorbis comments, MP4 and ASF; ID3's is found by raw_tags.
_MBIDS = ("musicbrainz_trackid", "musicbrainz track id", "musicbrainz/track id")
_MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ARTISTS = ("artist", "album_artist", "performer", "author", "composer")

# Called with an excerpt of several as soon as it is decoded, and how many are planned.
OnExcerpt = Callable[["Excerpt", int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """One decoded stretch: its bounds in seconds, and ``samples``, float32 [n], mono, 44.1 kHz.

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
    """What was decoded of a file, and its tags' title and artist; ``uncertain`` marks clips that were repeated.

    ``mbid``: the identifier of its recording at MusicBrainz, where its tags have one.
    """

    title: str | None
    artist: str | None
    duration_s: float
    excerpts: tuple[Excerpt, ...]
    uncertain: bool = False
    mbid: str | None = None


def decode_song(
    path: Path | str,
    *,
    excerpts: int = EXCERPTS,
    limits: Limits | None = None,
    on_excerpt: OnExcerpt | None = None,
) -> DecodedSong:
    """Decode up to ``excerpts`` stretches of at most 30 s each, spread evenly, and nothing else of the file.

    ``on_excerpt`` is given each of several as soon as it is decoded, even one that turns out not to be the song's.

    Where a sound track is silent or broken the next one is tried. Raises an AnalysisError that says what is wrong with
    the file, or OSError where it cannot be read.
    """
    limits, path = limits or Limits(), Path(path)
    with path.open("rb") as file:
        parts = find_parts(file, path, limits)
        tags = raw_tags(file)
    track = 0
    while True:
        with ExitStack() as stack:
            song = _Song(parts, limits, track, stack, on_excerpt)
            tags = {**song.metadata, **tags}
            try:
                duration_s, decoded = song.decode(excerpts)
                audible = tuple(each for each in decoded if np.abs(each.samples).max() >= _SILENCE)
                if not audible:
                    raise SilentError("nothing above 80 dB below full scale")
                break
            except (SilentError, BrokenAudioError):
                track += 1
                if track >= min(song.tracks, limits.tracks):
                    raise
    whole = round(limits.excerpt_s * SAMPLE_RATE)
    sure = tuple(_cut(each, whole) for each in audible if each.samples.size >= limits.sure_s * SAMPLE_RATE)
    longest = max(audible, key=lambda each: each.samples.size)
    texts = readable({name: text for name, text in tags.items() if name in (*_TITLES, *_ARTISTS)})
    title, artist = (
        next((cleaned for name in names if (cleaned := clean(texts.get(name)))), None) for names in (_TITLES, _ARTISTS)
    )
    identifiers = (tag.decode("latin-1") if isinstance(tag, bytes) else tag for tag in map(tags.get, _MBIDS) if tag)
    mbid = next((each.lower() for each in identifiers if _MBID.fullmatch(each.lower())), None)
    repeated = (replace(longest, samples=np.resize(longest.samples, whole)),)
    return DecodedSong(title, artist, round(duration_s, 3), sure or repeated, uncertain=not sure, mbid=mbid)


def spans(duration_s: float, excerpts: int, excerpt_s: float) -> tuple[tuple[float, float], ...]:
    """Return (start, length) in seconds of each excerpt: the middles of equal parts, none overlapping.

    A song of less than two excerpts' length has fewer of them, and one of an excerpt's length is decoded whole.
    """
    if duration_s <= excerpt_s + _SLACK_S:
        return ((0.0, duration_s),)
    count = max(1, min(excerpts, round(duration_s / excerpt_s)))
    part = duration_s / count
    length = min(excerpt_s, part)
    return tuple((part * (index + 0.5) - length / 2, length) for index in range(count))


class _Song:
    """The parts of a file, one after another as one song, by one of its sound tracks."""

    def __init__(
        self, parts: tuple[Part, ...], limits: Limits, track: int, stack: ExitStack, on_excerpt: OnExcerpt | None
    ) -> None:
        self._parts = parts
        self._limits = limits
        self._track = track
        self._stack = stack
        self._on_excerpt = on_excerpt
        self._opened: tuple[int, Recording] | None = None
        first = self._open(0)
        self.tracks = first.tracks
        self.metadata = {name: text.encode("utf-8", "surrogateescape") for name, text in first.metadata.items()}

    def decode(self, excerpts: int) -> tuple[float, tuple[Excerpt, ...]]:
        """Return the song's length and its excerpts, by the headers' word where it holds, else by a walk through it."""
        limits = self._limits
        # One after another, for only one of them is open at a time.
        opened = (self._open(index) for index in range(len(self._parts)))
        claims = [recording.claimed_s if recording.counted else None for recording in opened]
        claimed_s = sum(claim for claim in claims if claim is not None) if None not in claims else None
        decoded: tuple[Excerpt, ...] = ()
        if claimed_s is not None:
            decoded = self._excerpts([claim or 0.0 for claim in claims], excerpts)
            planned = spans(claimed_s, excerpts, limits.excerpt_s)
            lengths = [excerpt.samples.size / SAMPLE_RATE for excerpt in decoded]
            as_planned = len(decoded) == len(planned) and min(lengths) >= 1.0
            if as_planned and all(abs(a - b) <= _SLACK_S for a, (_, b) in zip(lengths, planned, strict=True)):
                return claimed_s, decoded
        scanned = [scanned_s(self._open(index)) for index in range(len(self._parts))]
        duration_s = sum(scanned)
        log.debug("The headers say %s s, the packets %.1f s", claimed_s, duration_s)
        if not decoded or claimed_s is None or abs(duration_s - claimed_s) >= _SLACK_S:
            decoded = self._excerpts(scanned, excerpts) or decoded
        if sum(excerpt.samples.size for excerpt in decoded) < limits.least_s * SAMPLE_RATE:
            longest_s = max(duration_s, claimed_s or 0.0)
            error = TooShortError if longest_s < limits.least_s else BrokenAudioError
            raise error(f"headers say {claimed_s} s, packets {duration_s:.1f} s, too little of it decodes")
        return duration_s, decoded

    def _open(self, index: int) -> Recording:
        if self._opened is None or self._opened[0] != index:
            # One at a time: a worker may have few files open.
            self._stack.close()
            opened = self._stack.enter_context(open_recording(self._parts[index], self._limits, self._track))
            self._opened = index, opened
        return self._opened[1]

    def _excerpts(self, lengths_s: Sequence[float], excerpts: int) -> tuple[Excerpt, ...]:
        """Read the excerpts of a song whose parts are so long, in seconds."""
        limits, duration_s = self._limits, sum(lengths_s)
        if duration_s > limits.longest_s:
            raise TooLongError(f"{duration_s:.0f} s where {limits.longest_s:.0f} are allowed")
        planned = spans(duration_s, excerpts, limits.excerpt_s)
        # A whole clip is read a little past its end, to notice one that is longer than its headers say.
        beyond_s = 2 * _SLACK_S if len(planned) == 1 and planned[0][0] == 0.0 else 0.0
        found = []
        for start_s, length_s in planned:
            begins_s, samples = self._read(lengths_s, start_s, length_s + beyond_s)
            if samples.size:
                found.append(Excerpt(round(begins_s, 3), round(begins_s + samples.size / SAMPLE_RATE, 3), samples))
                if self._on_excerpt is not None and len(planned) > 1:
                    self._on_excerpt(found[-1], len(planned))
        return tuple(found)

    def _read(self, lengths_s: Sequence[float], start_s: float, length_s: float) -> tuple[float, Samples]:
        """Read a stretch as :func:`read` does, over the borders of parts."""
        pieces: list[Samples] = []
        begins_s, part_s, missing_s = start_s, 0.0, length_s
        for index, whole_s in enumerate(lengths_s):
            within_s = max(start_s - part_s, 0.0)
            is_last = index == len(lengths_s) - 1
            if missing_s > 0 and (within_s < whole_s or is_last):
                wanted_s = missing_s if is_last else min(missing_s, whole_s - within_s)
                read_from_s, samples = read(self._open(index), within_s, wanted_s)
                begins_s = begins_s if pieces else part_s + read_from_s
                pieces.append(samples)
                missing_s -= samples.size / SAMPLE_RATE
            part_s += whole_s
        return begins_s, np.concatenate(pieces) if len(pieces) != 1 else pieces[0]


def _cut(excerpt: Excerpt, count: int) -> Excerpt:
    if excerpt.samples.size <= count:
        return excerpt
    samples = excerpt.samples[:count]
    return replace(excerpt, end_s=round(excerpt.start_s + samples.size / SAMPLE_RATE, 3), samples=samples)
