"""Decoded frames of any layout -> mono samples at 44.1 kHz."""

import av
import numpy as np
import soxr
from numpy.typing import NDArray

from models.audio.limits import Limits
from models.audio.logmel import SAMPLE_RATE

Samples = NDArray[np.float32]

# Louder than any mastering; keeps a float file's infinities out of the arithmetic.
_LOUDEST = 8.0
# About a second: frames are averaged in such blocks, which costs a third of doing it frame by frame.
_BLOCK = 1 << 16
# The average's power over the channels': one channel of eight that plays alone comes to an eighth.
_CANCELLED = 0.01
_SAMPLE_TYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}


class Downmixer:
    """Averages the channels of the frames it is given, and joins them; what lies outside the limits is left out."""

    def __init__(self, limits: Limits) -> None:
        """Accept rates and channels within ``limits``."""
        self._limits = limits
        self._fifo = av.AudioFifo()
        self._shape: tuple[str, str, int, int | None] | None = None
        self._runs: list[tuple[int, list[Samples]]] = []

    def add(self, frame: av.AudioFrame) -> None:
        """Take a frame; its format, layout and rate may differ from the last one's."""
        frame.pts = None
        # Judged here: given a frame of fewer channels than the last, AudioFifo reads beyond its memory (PyAV 16.1).
        shape = (frame.format.name, frame.layout.name, frame.layout.nb_channels, frame.sample_rate)
        if shape != self._shape:
            self._mix()
            self._fifo, self._shape = av.AudioFifo(), shape
        self._fifo.write(frame)
        if self._fifo.samples >= _BLOCK:
            self._mix()

    def mixed(self) -> Samples:
        """Return everything so far as one stretch, float32 [n] mono at 44.1 kHz, finite and within +-8."""
        self._mix()
        parts = [_resampled(np.concatenate(run), rate) for rate, run in self._runs]
        joined = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        # The sum of squares is finite where every sample is, and takes a tenth of the time that looking at each does.
        if not np.isfinite(joined @ joined):
            np.nan_to_num(joined, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
        limited: Samples = np.clip(joined, -_LOUDEST, _LOUDEST, out=joined)
        return limited

    def _mix(self) -> None:
        block = self._fifo.read(partial=True) if self._fifo.samples else None
        if block is None:
            return
        rate_fits = self._limits.least_rate <= (block.sample_rate or 0) <= self._limits.most_rate
        if not rate_fits or not 1 <= block.layout.nb_channels <= self._limits.most_channels:
            return
        if not self._runs or self._runs[-1][0] != block.sample_rate:
            self._runs.append((block.sample_rate, []))
        self._runs[-1][1].append(_mono(block))


def _mono(frame: av.AudioFrame) -> Samples:
    """Return the average of a frame's channels, float32 [samples], full scale being 1.

    Plain, but where channels in opposite phase all but cancel: there each is turned as the loudest one goes.
    """
    kind, channels = frame.format.name.removesuffix("p"), frame.layout.nb_channels
    values = np.dtype(_SAMPLE_TYPES[kind])
    # Not to_ndarray: it copies twice, and with eight planar channels it reads memory beyond the last (PyAV 16.1).
    if frame.format.is_planar:
        planes = [np.frombuffer(plane, values, frame.samples) for plane in frame.planes[:channels]]
    else:
        packed = np.frombuffer(frame.planes[0], values, frame.samples * channels)
        planes = list(packed.reshape(frame.samples, channels).T)
    average = planes[0].astype(np.float32)
    for plane in planes[1:]:
        average += plane
    middle = np.float32(128 if kind == "u8" else 0)
    average -= middle * channels
    scale = np.float32(1.0 if values.kind == "f" else 2.0 ** (1 - 8 * values.itemsize))
    average *= scale / channels
    if channels > 1:
        # A sixteenth of the samples tells as well.
        sparse = np.array([plane[::16] for plane in planes], np.float32) - middle
        sparse *= scale
        powers = np.einsum("cn,cn->c", sparse, sparse)
        if np.einsum("n,n->", average[::16], average[::16]) < _CANCELLED * powers.mean() < np.inf:
            signs = np.where(sparse @ sparse[powers.argmax()] < 0, np.float32(-scale), scale) / channels
            aligned: Samples = sum((plane - middle) * sign for plane, sign in zip(planes, signs, strict=True))
            return aligned.astype(np.float32, copy=False)
    return average


def _resampled(samples: Samples, rate: int) -> Samples:
    if rate == SAMPLE_RATE:
        return samples
    resampled: Samples = soxr.resample(samples, rate, SAMPLE_RATE, quality="HQ")
    return resampled
