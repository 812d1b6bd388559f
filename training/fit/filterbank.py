"""The mel filterbank as a file, so that an analysis needs no librosa."""

from pathlib import Path

import numpy as np

SAMPLE_RATE = 44_100
N_FFT = 2048
BANDS = 128


def write_filterbank(path: Path) -> None:
    """Write ``filters`` float32 [128 bands, 1025 bins], Slaney, 0 Hz to half of 44.1 kHz (by librosa)."""
    from librosa.filters import mel

    filters = mel(sr=SAMPLE_RATE, n_fft=N_FFT, n_mels=BANDS, htk=False, norm="slaney")
    np.savez_compressed(path, filters=filters.astype(np.float32))
