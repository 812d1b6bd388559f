"""Decoding one stretch of a recording, tolerating what is broken and never more than was asked for."""

import logging
from collections.abc import Iterator
from itertools import islice

import av

from models.audio.logmel import SAMPLE_RATE
from models.audio.mixdown import Downmixer, Samples
from models.audio.recording import Recording

log = logging.getLogger(__name__)

# Lossy codecs need a few frames to settle after a jump; they are decoded and dropped.
_RUN_UP_S = 0.1
_DAMAGE = (av.FFmpegError, ValueError)


def read(recording: Recording, start_s: float, length_s: float) -> tuple[float, Samples]:
    """Return where the stretch that could be decoded starts, in seconds, and its samples: float32 [n] mono, 44.1 kHz.

    Seeks, so the cost follows ``length_s`` and not the recording's length. Channels are averaged. Damaged packets are
    left out; where nothing can be decoded the samples are empty.
    """
    _seek(recording, start_s)
    mixer = Downmixer(recording.limits)
    begins_s: float | None = None
    mixed_s = 0.0
    for frame in _frames(recording, start_s):
        frame_s = frame.samples / (frame.sample_rate or SAMPLE_RATE)
        if begins_s is None:
            at_s = start_s if frame.time is None else frame.time - recording.start_s
            if at_s + frame_s <= start_s:
                continue
            begins_s = at_s
        mixer.add(frame)
        mixed_s += frame_s
        if begins_s + mixed_s >= max(begins_s, start_s) + length_s:
            break
    begins_s = start_s if begins_s is None else begins_s
    early_s = max(start_s - begins_s, 0.0)
    samples = mixer.mixed()[round(early_s * SAMPLE_RATE) :]
    return begins_s + early_s, samples[: round(length_s * SAMPLE_RATE)]


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


def _frames(recording: Recording, start_s: float) -> Iterator[av.AudioFrame]:
    """Yield decoded frames from shortly before ``start_s`` on, skipping damaged packets and what lies before."""
    limits, base = recording.limits, float(recording.stream.time_base or 0)
    first_s = start_s - _RUN_UP_S + recording.start_s
    broken = 0
    spent_s = 0.0
    for packet in islice(_packets(recording), limits.packets):
        if packet.pts is not None and (packet.pts + (packet.duration or 0)) * base < first_s:
            continue
        try:
            frames = packet.decode()
            broken = 0
        except _DAMAGE:
            frames, broken = [], broken + 1
        for frame in frames:
            spent_s += frame.samples / (frame.sample_rate or limits.most_rate)
            yield frame
        if broken > limits.broken_packets or spent_s > limits.excess * limits.excerpt_s:
            return
