"""Decoding one stretch of a recording, tolerating what is broken and never more than was asked for."""

import logging
from collections.abc import Iterator
from itertools import islice

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from models.audio.recording import Recording
from models.logmel import SAMPLE_RATE

log = logging.getLogger(__name__)

Samples = NDArray[np.float32]

# Lossy codecs need a few frames to settle after a jump; they are decoded and dropped.
_RUN_UP_S = 0.1
# Louder than any mastering; keeps a float file's infinities out of the arithmetic.
_LOUDEST = 8.0
_SAMPLE_TYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
_DAMAGE = (av.FFmpegError, ValueError)


def read(recording: Recording, start_s: float, length_s: float) -> tuple[float, Samples]:
    """Return where the stretch that could be heard starts, in seconds, and its samples: float32 [n] mono, 44.1 kHz.

    Seeks, so the cost follows ``length_s`` and not the recording's length. Channels are averaged. Damaged packets are
    left out; where nothing can be decoded the samples are empty.
    """
    _seek(recording, start_s)
    begins = start_s
    chunks: list[tuple[int, Samples]] = []
    heard_s = 0.0
    for at_s, frame in _frames(recording, start_s):
        chunk, rate = mono(frame), frame.sample_rate
        early = round((start_s - at_s) * rate)
        if not chunks:
            if early >= chunk.size:
                continue
            begins = max(at_s, start_s)
            chunk = chunk[max(early, 0) :]
        chunks.append((rate, chunk))
        heard_s += chunk.size / rate
        if heard_s >= length_s:
            break
    return begins, _joined(chunks)[: round(length_s * SAMPLE_RATE)]


def scanned_s(recording: Recording) -> float:
    """Return how long the sound really is, in seconds, by walking through its packets without decoding them.

    The walk ends soon after ``limits.longest_s`` or ``limits.packets``.
    """
    _seek(recording, 0.0)
    base, origin = float(recording.stream.time_base or 0), recording.start_s
    end_s = 0.0
    for packet in islice(_packets(recording), recording.limits.packets):
        at_s = end_s if packet.pts is None else packet.pts * base - origin
        end_s = max(end_s, at_s + (packet.duration or 0) * base)
        if end_s > recording.limits.longest_s:
            break
    return end_s


def mono(frame: av.AudioFrame) -> Samples:
    """Return the plain average of a frame's channels, float32 [samples], full scale being 1."""
    kind, channels = frame.format.name.removesuffix("p"), frame.layout.nb_channels
    values = np.dtype(_SAMPLE_TYPES[kind])
    # Not to_ndarray: it copies twice, and with eight planar channels it reads memory beyond the last (PyAV 16.1).
    if frame.format.is_planar:
        planes = [np.frombuffer(plane, values, frame.samples) for plane in frame.planes[:channels]]
    else:
        packed = np.frombuffer(frame.planes[0], values, frame.samples * channels)
        planes = list(packed.reshape(frame.samples, channels).T)
    average = np.mean(planes, axis=0, dtype=np.float32)
    if kind == "u8":
        average -= np.float32(128)
    if values.kind != "f":
        average *= np.float32(2.0 ** (1 - 8 * values.itemsize))
    return np.asarray(average)


def _seek(recording: Recording, start_s: float) -> None:
    base = recording.stream.time_base
    if not base:
        return
    early_s = start_s - _RUN_UP_S
    # To the very start, not to the first time stamp: from there on a decoder drops what the encoder put in front.
    target = int((early_s + recording.start_s) / base) if early_s > 0 else 0
    try:
        recording.container.seek(target, stream=recording.stream)
    except _DAMAGE as error:
        # What cannot seek is read on from where it stands.
        log.debug("Cannot seek to %.1f s: %s", start_s, error)


def _packets(recording: Recording) -> Iterator[av.Packet]:
    """Yield the sound track's packets; where the container breaks, it ends."""
    try:
        yield from recording.container.demux(recording.stream)
    except _DAMAGE as error:
        log.debug("The container breaks: %s", error)


def _frames(recording: Recording, start_s: float) -> Iterator[tuple[float, av.AudioFrame]]:
    """Yield decoded frames and their times in seconds, from shortly before ``start_s`` on, skipping damaged packets."""
    limits, base, origin = recording.limits, float(recording.stream.time_base or 0), recording.start_s
    end_s = start_s
    broken = 0
    spent_s = 0.0
    for packet in islice(_packets(recording), limits.packets):
        if packet.pts is not None and (packet.pts + (packet.duration or 0)) * base - origin < start_s - _RUN_UP_S:
            continue
        try:
            frames = packet.decode()
            broken = 0
        except _DAMAGE:
            frames, broken = [], broken + 1
        for frame in frames:
            if not _fits(frame, recording):
                continue
            at_s = end_s if frame.time is None else frame.time - origin
            end_s = at_s + frame.samples / frame.sample_rate
            spent_s += frame.samples / frame.sample_rate
            yield at_s, frame
        if broken > limits.broken_packets or spent_s > limits.excess * limits.excerpt_s:
            return


def _fits(frame: av.AudioFrame, recording: Recording) -> bool:
    limits = recording.limits
    rate_fits = limits.least_rate <= (frame.sample_rate or 0) <= limits.most_rate
    return rate_fits and 1 <= frame.layout.nb_channels <= limits.most_channels


def _joined(chunks: list[tuple[int, Samples]]) -> Samples:
    """Return the chunks, each with its own sample rate, as one stretch at 44.1 kHz."""
    runs: list[tuple[int, list[Samples]]] = []
    for rate, chunk in chunks:
        if not runs or runs[-1][0] != rate:
            runs.append((rate, []))
        runs[-1][1].append(chunk)
    parts = [_resampled(np.concatenate(run), rate) for rate, run in runs]
    joined = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    finite: Samples = np.nan_to_num(joined, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return finite.clip(-_LOUDEST, _LOUDEST)


def _resampled(samples: Samples, rate: int) -> Samples:
    if rate == SAMPLE_RATE:
        return samples
    resampled: Samples = soxr.resample(samples, rate, SAMPLE_RATE, quality="HQ")
    return resampled
