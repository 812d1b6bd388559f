"""How strongly onsets repeat at each tempo: autocorrelation and Fourier tempograms on one logarithmic grid."""

import numpy as np
from numpy.typing import NDArray

from models.rhythm.onset import FRAME_RATE
from models.rhythm.signal import Floats

STEPS_PER_OCTAVE = 48
_LEAST_BPM = 40.0
CANDIDATES = 125
# Metrical levels beside a candidate's own, as steps of the grid: a quarter, a third, half, two thirds, itself, ...
RATIOS = (1 / 4, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1.0, 4 / 3, 3 / 2, 2.0, 3.0, 4.0)
SHIFTS = tuple(round(float(np.log2(ratio)) * STEPS_PER_OCTAVE) for ratio in RATIOS)
GRID_BPM: NDArray[np.float64] = _LEAST_BPM * 2.0 ** (np.arange(SHIFTS[0], CANDIDATES + SHIFTS[-1]) / STEPS_PER_OCTAVE)
CANDIDATE_BPM: NDArray[np.float64] = GRID_BPM[-SHIFTS[0] : CANDIDATES - SHIFTS[0]]

# The weights were learnt from clips of 3 s. Longer windows would show slow tempos in ways that those never did.
_WINDOW_S = 3.0
_LONGEST_LAG_S = 2.4
_POINTS = 2048
# Lags beyond this share of a clip have too few pairs to be trusted.
_LONGEST_SHARE = 0.8


def tempograms(envelopes: Floats) -> Floats:
    """Return float32 [2 kinds, ranges, grid] of onset ``envelopes`` [ranges, frames].

    Kinds: unbiased autocorrelation at the lag of a beat, relative to lag 0, up to 2.4 s; magnitude of the Fourier
    transform at the rate of beats, relative to a single sine's, averaged over windows of 3 s (Grosche, Mueller and
    Kurth, "Cyclic tempogram", ICASSP 2010).
    """
    length = envelopes.shape[-1]
    spectrum = np.fft.rfft(_normal(envelopes), 1 << (2 * length - 1).bit_length())
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    lags = np.fft.irfft(power)[:, :length] / np.arange(length, 0, -1)
    relative = lags / np.maximum(lags[:, :1], 1e-6)
    smooth = [np.convolve(row, (0.25, 0.5, 0.25), "same") for row in relative]
    wanted = 60 * FRAME_RATE / GRID_BPM
    read = np.stack([np.interp(wanted, np.arange(length), row) for row in smooth])
    trusted = wanted <= min(_LONGEST_SHARE * length, _LONGEST_LAG_S * FRAME_RATE)
    return np.stack([np.where(trusted, read, 0.0), _fourier(envelopes)]).astype(np.float32)


def _normal(envelopes: Floats) -> Floats:
    """Return ``envelopes`` [..., frames] of mean 0 and standard deviation 1."""
    centred = envelopes - envelopes.mean(axis=-1, keepdims=True)
    normal: Floats = centred / np.maximum(np.sqrt(np.square(centred).mean(axis=-1, keepdims=True)), np.float32(1e-6))
    return normal


def _fourier(envelopes: Floats) -> NDArray[np.floating]:
    length = min(round(_WINDOW_S * FRAME_RATE), envelopes.shape[1])
    last = envelopes.shape[1] - length
    starts = np.linspace(0, last, 1 + round(2 * last / length)).astype(int)
    windows = _normal(np.lib.stride_tricks.sliding_window_view(envelopes, length, axis=1)[:, starts])
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(length).astype(np.float32), _POINTS)).mean(axis=1)
    rates = np.arange(_POINTS // 2 + 1) * FRAME_RATE / _POINTS * 60
    return np.stack([np.interp(GRID_BPM, rates, row) * (2 / length) for row in spectrum])
