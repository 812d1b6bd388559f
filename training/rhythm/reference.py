"""What librosa says of the same audio: its beat tracker, and its chroma with Krumhansl's profiles."""

import numpy as np
from numpy.typing import NDArray

from models.rhythm.chroma import PITCH_CLASSES
from models.rhythm.key import MODES, TONICS

# Krumhansl and Kessler, "Tracing the dynamic changes in perceived tonal organization", 1982: major, minor.
_KRUMHANSL = (
    (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
)
_RATE = 22_050


def librosa_tempo(samples: NDArray[np.float32], rate: float) -> float:
    """Return the BPM of ``librosa.beat.beat_track`` at its defaults (22,050 Hz); 0 where it finds none."""
    from librosa.beat import beat_track

    tempo, _ = beat_track(y=_resampled(samples, rate), sr=_RATE)
    return float(np.atleast_1d(tempo)[0])


def librosa_key(samples: NDArray[np.float32], rate: float) -> str:
    """Return the key whose turned profile correlates best with the mean of ``librosa.feature.chroma_cqt``."""
    from librosa.feature import chroma_cqt

    chroma = chroma_cqt(y=_resampled(samples, rate), sr=_RATE).mean(axis=1)
    matches = {
        f"{TONICS[mode][tonic]} {name}": float(np.corrcoef(np.roll(_KRUMHANSL[mode], tonic), chroma)[0, 1])
        for mode, name in enumerate(MODES)
        for tonic in range(PITCH_CLASSES)
    }
    return max(matches, key=lambda key: matches[key])


def _resampled(samples: NDArray[np.float32], rate: float) -> NDArray[np.float32]:
    import soxr

    return np.asarray(soxr.resample(samples, rate, _RATE), np.float32)
