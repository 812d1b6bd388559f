"""Where sounds begin: spectral flux of a log-compressed mel spectrogram, in four frequency ranges."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from models.rhythm.signal import SAMPLE_RATE, Floats, power_frames

_N_FFT = 512
HOP = 128
FRAME_RATE = SAMPLE_RATE / HOP
_BANDS = 36
# Bass drum and bass; voices, snare and chords; cymbals; everything.
RANGES_HZ = ((30.0, 200.0), (200.0, 1_500.0), (1_500.0, 5_500.0), (30.0, 5_500.0))
# Power 60 dB below the loudest frame's counts as little as nothing.
_COMPRESSION = 1e4
_MEAN_S = 1.0


def onset_envelopes(samples: Floats) -> Floats:
    """Return the onset strength of 11,025 Hz ``samples``, float32 [4 ranges, frames], 86.1 frames a second.

    Half-wave rectified rise of log(1 + 10^4 mel power) over two frames, averaged over the bands of a range, less its
    mean over a second around (Bello et al., "A Tutorial on Onset Detection in Music Signals", 2005).
    """
    weights, centres = _mel()
    bands = power_frames(samples, _N_FFT, HOP, weights)
    level = np.log1p(np.float32(_COMPRESSION) * bands / np.maximum(bands.max(), np.float32(1e-12)))
    rise = np.maximum(level[2:] - level[:-2], 0.0)
    flux = np.stack([rise[:, (centres >= low) & (centres < high)].mean(axis=1) for low, high in RANGES_HZ])
    window = np.ones(min(round(_MEAN_S * FRAME_RATE), flux.shape[1]), np.float32)
    counts = np.convolve(np.ones(flux.shape[1], np.float32), window, "same")
    means = np.stack([np.convolve(row, window, "same") / counts for row in flux])
    envelopes: Floats = (flux - means).astype(np.float32)
    return envelopes


@cache
def _mel() -> tuple[Floats, NDArray[np.float64]]:
    """Return triangular mel filters, float32 [257 bins, 36], and their centres in Hz (O'Shaughnessy's mel scale)."""
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (RANGES_HZ[-1][0], SAMPLE_RATE / 2))
    edges = 700 * (10 ** (np.linspace(low, high, _BANDS + 2) / 2595) - 1)
    bins = np.arange(_N_FFT // 2 + 1) * SAMPLE_RATE / _N_FFT
    rising = (bins[:, None] - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - bins[:, None]) / (edges[2:] - edges[1:-1])
    triangles = np.maximum(np.minimum(rising, falling), 0.0)
    return (triangles / np.maximum(triangles.sum(axis=0), 1e-9)).astype(np.float32), edges[1:-1]
