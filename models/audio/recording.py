"""One opened file: its sound track, found behind whitelists, and what of it may be read."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import av
from av.container.core import Flags

from models.audio.drm import is_protected
from models.audio.limits import Limits
from models.audio.sniff import FORMATS, container_format
from models.errors import (
    BrokenAudioError,
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


@dataclass(frozen=True, slots=True)
class Recording:
    """An open container and its sound track; ``counted`` says whether the file itself states how long it is."""

    container: av.container.InputContainer
    stream: av.AudioStream
    counted: bool
    limits: Limits

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
        """The container's tags over the sound track's, keys in lower case."""
        both = {**self.stream.metadata, **self.container.metadata}
        return {key.lower(): value for key, value in both.items()}


@contextmanager
def open_recording(path: Path, limits: Limits) -> Iterator[Recording]:
    """Open the file's first usable sound track.

    The container is judged by its first bytes and opened as just that, with FFmpeg's format and protocol whitelists, so
    that no file can make another be read. Raises NotAudioError, EncryptedError, NoAudioStreamError,
    UnsupportedAudioError, BrokenAudioError, or OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        name, counted = _judged(file)
    with _opened(path, name, limits) as container:
        yield Recording(container, _sound_track(container, limits), counted, limits)


def _judged(file: BinaryIO) -> tuple[str, bool]:
    if not file.read(1):
        raise NotAudioError("the file is empty")
    name, start = container_format(file)
    if name is None:
        raise NotAudioError("no known container's first bytes")
    if is_protected(file, name):
        raise EncryptedError(f"{name} with encrypted sound")
    return name, _is_counted(file, name, start)


def _is_counted(file: BinaryIO, name: str, start: int) -> bool:
    if name != "mp3":
        # Raw AAC has no header at all: FFmpeg guesses its length from the first frames' bit rate.
        return name != "aac"
    file.seek(start)
    head = file.read(_FRAME_COUNT_WITHIN)
    return any(mark in head for mark in _FRAME_COUNTS)


@contextmanager
def _opened(path: Path, name: str, limits: Limits) -> Iterator[av.container.InputContainer]:
    options = {
        "format_whitelist": ",".join(_whitelisted()),
        "protocol_whitelist": "file",
        "max_streams": str(limits.streams),
    }
    try:
        container = av.open(f"file:{path.absolute()}", format=name, options=options, metadata_errors="replace")
    except (av.FFmpegError, ValueError) as error:
        raise BrokenAudioError(f"cannot be opened as {name}: {error}") from error
    with container:
        container.flags |= Flags.fast_seek.value
        yield container


def _whitelisted() -> tuple[str, ...]:
    # The two families whose demuxers carry several names.
    families = {"matroska": "matroska,webm", "mov": "mov,mp4,m4a,3gp,3g2,mj2"}
    return tuple(families.get(name, name) for name in FORMATS)


def _sound_track(container: av.container.InputContainer, limits: Limits) -> av.AudioStream:
    tracks = container.streams.audio
    if not tracks:
        raise NoAudioStreamError(f"{len(container.streams)} streams, none of them sound")
    for track in tracks:
        # A stream without a codec context crashes the process when decoded (PyAV #2344).
        context = track.codec_context
        if context is not None and _is_acceptable(context, limits):
            context.thread_count = 1
            context.options = {"max_samples": str(_MOST_FRAME_SAMPLES)}
            return track
    raise UnsupportedAudioError("; ".join(_described(track) for track in tracks))


def _is_acceptable(context: av.AudioCodecContext, limits: Limits) -> bool:
    rate_fits = limits.least_rate <= (context.sample_rate or 0) <= limits.most_rate
    return rate_fits and 1 <= context.channels <= limits.most_channels


def _described(track: av.AudioStream) -> str:
    context = track.codec_context
    return (
        "unknown codec" if context is None else f"{context.name}, {context.sample_rate} Hz, {context.channels} channels"
    )
