"""Excerpts as tempo and key read them: mono, 11,025 Hz, at one level, and a bounded length in all."""

from collections.abc import Sequence

import numpy as np
import soxr
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SAMPLE_RATE = 11_025
# More of a song costs more and says no more: its excerpts share three quarters of a minute.
MOST_S = 45.0
LEAST_S = 1.5
# 80 dB below full scale.
_SILENCE = 1e-4
_BLOCK_SAMPLES = 1 << 16


def prepare(excerpts: Sequence[NDArray[np.floating]], rate: float, of: int | None = None) -> list[Floats]:
    """Return mono ``excerpts`` [n] of ``rate`` Hz at 11,025 Hz with a peak of 1, each cut to its share of 45 s.

    ``of``: how many excerpts the song has, where these are not all.

    What is silent or shorter than 1.5 s is left out; samples that are not finite count as zeros. Raises ValueError for
    excerpts that are not one-dimensional or a rate that is not positive.
    """
    if not rate > 0:
        raise ValueError(f"a sample rate of {rate} Hz")
    most = round(rate * MOST_S / max(of or len(excerpts), 1))
    prepared = []
    for excerpt in excerpts:
        if excerpt.ndim != 1:
            raise ValueError(f"an excerpt of shape {excerpt.shape} is not mono")
        samples = _middle(excerpt, most)
        if samples.size >= LEAST_S * rate:
            finite = samples if np.isfinite(samples).all() else np.nan_to_num(samples, posinf=0.0, neginf=0.0)
            resampled = soxr.resample(finite.astype(np.float32, copy=False), rate, SAMPLE_RATE, quality="MQ")
            peak = float(np.abs(resampled).max(initial=0.0))
            if peak > _SILENCE:
                prepared.append(resampled / np.float32(peak))
    return prepared


def power_frames(samples: Floats, size: int, hop: int, bands: Floats | None = None) -> Floats:
    """Return power spectra, float32 [frames, size // 2 + 1], of Hann windows of ``size`` samples, ``hop`` apart.

    ``bands``: float32 [size // 2 + 1, n], weights of frequency bands; then [frames, n], their power, is returned.
    Samples shorter than one window are padded with zeros.
    """
    padded = np.pad(samples, (0, max(0, size - samples.size)))
    window = np.hanning(size + 1)[:-1].astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop]
    power = np.empty((len(frames), size // 2 + 1 if bands is None else bands.shape[1]), np.float32)
    # In blocks that stay in the processor's cache, which halves the time.
    block = max(1, _BLOCK_SAMPLES // size)
    for start in range(0, len(frames), block):
        spectra = np.fft.rfft(frames[start : start + block] * window)
        squared = np.square(spectra.real) + np.square(spectra.imag)
        power[start : start + block] = squared if bands is None else squared @ bands
    return power


def _middle(excerpt: NDArray[np.floating], most: int) -> NDArray[np.floating]:
    start = max(0, (excerpt.size - most) // 2)
    return excerpt[start : start + most]
