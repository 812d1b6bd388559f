"""The mel filterbank as a file, so that an analysis needs no librosa."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SAMPLE_RATE = 44_100
_N_FFT = 2048
_BANDS = 128


def write_filterbank(path: Path) -> None:
    """Write ``filters`` float32 [128 bands, 1025 bins], Slaney, 0 Hz to half of 44.1 kHz (by librosa)."""
    np.savez_compressed(path, filters=slaney_filters(_SAMPLE_RATE, _N_FFT, _BANDS))


def slaney_filters(sample_rate: int, n_fft: int, bands: int) -> NDArray[np.float32]:
    """Return Slaney's mel filters from 0 Hz to half the sample rate, float32 [bands, n_fft // 2 + 1], by librosa."""
    from librosa.filters import mel

    return np.asarray(mel(sr=sample_rate, n_fft=n_fft, n_mels=bands, htk=False, norm="slaney"), np.float32)
