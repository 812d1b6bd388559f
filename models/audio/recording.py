"""One opened file: its sound track, found behind whitelists, and what of it may be read."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import av
from av.container.core import Flags
from av.stream import Disposition

from models.audio.decoders import DECODERS
from models.audio.drm import is_protected
from models.audio.limits import Limits
from models.audio.ogg import chain_links
from models.audio.rifx import DEMUXERS, raw_samples
from models.audio.sniff import FORMATS, RIFX, Found, container_format
from models.audio.tag_count import tag_count
from models.errors import (
    BrokenAudioError,
    CostlyAudioError,
    EncryptedError,
    NoAudioStreamError,
    NotAudioError,
    UnsupportedAudioError,
)

log = logging.getLogger(__name__)

# A frame longer than this is no music; the decoders refuse to make room for it.
_MOST_FRAME_SAMPLES = 1 << 20
# What an encoder writes into the first frame when it knows the number of frames (Xing and Fraunhofer headers).
_FRAME_COUNTS = (b"Xing", b"Info", b"VBRI")
_FRAME_COUNT_WITHIN = 256
# These have no header that states a length: FFmpeg guesses it from the first frames' bit rate.
_UNCOUNTED = frozenset({"aac", "ac3", "eac3", "dts", "dtshd", "mpeg", "mpegts", "amr"})
_LATE_S = 0.5
# The families whose demuxers carry several names.
_FAMILIES = {"matroska": "matroska,webm", "mov": "mov,mp4,m4a,3gp,3g2,mj2"}
_OPTIONS = {
    "format_whitelist": ",".join(_FAMILIES.get(name, name) for name in (*FORMATS, *DEMUXERS)),
    # Probing decodes what it cannot tell otherwise: pictures and film are none of our business.
    "codec_whitelist": ",".join(sorted(DECODERS)),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file that is opened as a file of its own.

    FFmpeg's demuxer with its options, where the stretch starts and ends in bytes, and whether it states its length.
    """

    path: Path
    demuxer: str
    start: int
    end: int | None = None
    counted: bool = True
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recording:
    """An open container and its sound track, one of ``tracks``.

    ``counted`` says whether the file itself states how long it is.
    """

    container: av.container.InputContainer
    stream: av.AudioStream
    counted: bool
    limits: Limits
    tracks: int = 1

    @property
    def claimed_s(self) -> float | None:
        """How long the headers say the sound is, in seconds; None where they do not say."""
        if self.stream.duration and self.stream.time_base:
            return float(self.stream.duration * self.stream.time_base)
        return self.container.duration / av.time_base if self.container.duration else None

    @property
    def start_s(self) -> float:
        """The time stamp of the first sample, in seconds."""
        return float((self.stream.start_time or 0) * (self.stream.time_base or 0))

    @property
    def metadata(self) -> dict[str, str]:
        """The container's tags over the sound track's, keys in lower case; bytes that are no UTF-8 as surrogates."""
        both = {**self.stream.metadata, **self.container.metadata}
        return {key.lower(): value for key, value in both.items()}


def find_parts(file: BinaryIO, path: Path, limits: Limits) -> tuple[Part, ...]:
    """Return what is to be opened of the file at ``path``: one part, or a part for each link of a chained Ogg file.

    Raises NotAudioError, EncryptedError, or CostlyAudioError for a file of more than ``limits.tags`` tags.
    """
    if not file.read(1):
        raise NotAudioError("the file is empty")
    found = container_format(file)
    if found is None:
        raise NotAudioError("no known container's first bytes")
    if is_protected(file, found.name):
        raise EncryptedError(f"{found.name} with encrypted sound")
    if found.name == RIFX:
        raw = raw_samples(file, found.start)
        return (Part(path, raw.demuxer, raw.start, raw.end, options=raw.options),)
    spans = chain_links(file, found.start) if found.name == "ogg" else [(found.start, None)]
    for start, _ in spans:
        if (count := tag_count(file, found.name, start)) > limits.tags:
            raise CostlyAudioError(f"{count} tags")
    counted = _is_counted(file, found)
    return tuple(Part(path, found.name, start, end if len(spans) > 1 else None, counted) for start, end in spans)


@contextmanager
def open_recording(part: Part, limits: Limits, track: int = 0) -> Iterator[Recording]:
    """Open the usable sound track that comes ``track``-th, the container's default ones first.

    The container was judged by its first bytes and is opened as just that, with FFmpeg's format, decoder and protocol
    whitelists, so that no file can make another be read. Raises NoAudioStreamError, UnsupportedAudioError,
    BrokenAudioError, CostlyAudioError, or OSError where the file cannot be read.
    """
    name, protocols = f"file:{part.path.absolute()}", "file"
    if part.start or part.end:
        name, protocols = f"subfile,,start,{part.start},end,{part.end or 0},,:{name}", "file,subfile"
    options = {**_OPTIONS, **part.options, "protocol_whitelist": protocols, "max_streams": str(limits.streams)}
    started = time.thread_time()
    try:
        with limits.watchdog(limits.opening_cpu_s):
            # Not `options`: for streams that show up while probing, PyAV 16.1 would free what it never made.
            container = av.open(name, format=part.demuxer, container_options=options, metadata_errors="surrogateescape")
    except (av.FFmpegError, ValueError) as error:
        raise BrokenAudioError(f"cannot be opened as {part.demuxer}: {error}") from error
    with container:
        if time.thread_time() - started > limits.opening_cpu_s:
            raise CostlyAudioError(f"opening took {time.thread_time() - started:.1f} s of processor time")
        container.flags |= Flags.fast_seek.value
        tracks = _sound_tracks(container, limits)
        stream = tracks[min(track, len(tracks) - 1)]
        stream.codec_context.thread_count = 1
        stream.codec_context.options = {"max_samples": str(_MOST_FRAME_SAMPLES)}
        # Of Ogg that begins late FFmpeg gives the last time stamp for the length.
        late = part.demuxer == "ogg" and (stream.start_time or 0) * (stream.time_base or 0) > _LATE_S
        yield Recording(container, stream, part.counted and not late, limits, len(tracks))


def _is_counted(file: BinaryIO, found: Found) -> bool:
    if found.name != "mp3":
        return found.name not in _UNCOUNTED
    file.seek(found.start)
    head = file.read(_FRAME_COUNT_WITHIN)
    return any(mark in head for mark in _FRAME_COUNTS)


def _sound_tracks(container: av.container.InputContainer, limits: Limits) -> list[av.AudioStream]:
    """Return the sound tracks that can be decoded, default ones first and what describes pictures last."""
    tracks = container.streams.audio
    if not tracks:
        raise NoAudioStreamError(f"{len(container.streams)} streams, none of them sound")
    usable = []
    for track in tracks:
        # A stream without a codec context crashes the process when decoded (PyAV #2344).
        context = track.codec_context
        if (
            context is not None
            and context.codec.name in DECODERS
            and limits.least_rate <= (context.sample_rate or 0) <= limits.most_rate
            and 1 <= context.channels <= limits.most_channels
        ):
            usable.append(track)
    if not usable:
        raise UnsupportedAudioError("; ".join(_described(track) for track in tracks))
    spoken = Disposition.comment | Disposition.visual_impaired | Disposition.hearing_impaired
    return sorted(
        usable, key=lambda each: (bool(each.disposition & spoken), not each.disposition & Disposition.default)
    )


def _described(track: av.AudioStream) -> str:
    context = track.codec_context
    return (
        "unknown codec" if context is None else f"{context.name}, {context.sample_rate} Hz, {context.channels} channels"
    )
