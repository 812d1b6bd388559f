"""How strongly onsets repeat at each tempo: autocorrelation and Fourier tempograms on one logarithmic grid."""

import numpy as np
from numpy.typing import NDArray

from models.rhythm.onset import FRAME_RATE
from models.rhythm.signal import Floats

STEPS_PER_OCTAVE = 48
LEAST_BPM = 40.0
CANDIDATES = 125
# Metrical levels beside a candidate's own, as steps of the grid: a quarter, a third, half, two thirds, itself, ...
RATIOS = (1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1.0, 4 / 3, 3 / 2, 2.0, 3.0, 4.0)
SHIFTS = tuple(round(float(np.log2(ratio)) * STEPS_PER_OCTAVE) for ratio in RATIOS)
GRID_BPM: NDArray[np.float64] = LEAST_BPM * 2.0 ** (np.arange(SHIFTS[0], CANDIDATES + SHIFTS[-1]) / STEPS_PER_OCTAVE)
CANDIDATE_BPM: NDArray[np.float64] = GRID_BPM[-SHIFTS[0] : CANDIDATES - SHIFTS[0]]

_WINDOW_S = 8.0
_POINTS = 8192
# Lags beyond this share of a window have too few pairs to be trusted.
_LONGEST_LAG = 0.8


def tempograms(envelopes: Floats) -> Floats:
    """Return float32 [2 kinds, ranges, grid] of onset ``envelopes`` [ranges, frames], averaged over windows of 8 s.

    Kinds: unbiased autocorrelation at the lag of a beat, relative to lag 0; magnitude of the Fourier transform at the
    rate of beats, relative to a single sine's (Grosche, Mueller and Kurth, "Cyclic tempogram", ICASSP 2010).
    """
    length = min(round(_WINDOW_S * FRAME_RATE), envelopes.shape[1])
    last = envelopes.shape[1] - length
    starts = np.unique(np.linspace(0, last, 1 + round(2 * last / length)).astype(int))
    windows = np.lib.stride_tricks.sliding_window_view(envelopes, length, axis=1)[:, starts]
    level = np.sqrt(np.square(windows).mean(axis=2, keepdims=True))
    normal = (windows - windows.mean(axis=2, keepdims=True)) / np.maximum(level, np.float32(1e-6))
    return np.stack([_autocorrelation(normal), _fourier(normal)]).astype(np.float32)


def _autocorrelation(windows: Floats) -> NDArray[np.floating]:
    length = windows.shape[-1]
    points = 1 << (2 * length - 1).bit_length()
    spectrum = np.fft.rfft(windows, points)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    lags = np.fft.irfft(power)[..., :length].mean(axis=1) / np.arange(length, 0, -1)
    relative = lags / np.maximum(lags[:, :1], 1e-6)
    smooth = np.apply_along_axis(np.convolve, 1, relative, np.array([0.25, 0.5, 0.25]), "same")
    wanted = 60 * FRAME_RATE / GRID_BPM
    read = np.stack([np.interp(wanted, np.arange(length), row) for row in smooth])
    return np.where(wanted <= _LONGEST_LAG * length, read, 0.0)


def _fourier(windows: Floats) -> NDArray[np.floating]:
    length = windows.shape[-1]
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(length).astype(np.float32), _POINTS)).mean(axis=1)
    rates = np.arange(_POINTS // 2 + 1) * FRAME_RATE / _POINTS * 60
    return np.stack([np.interp(GRID_BPM, rates, row) * (2 / length) for row in spectrum])
