"""The tagger's ears: 16 kHz, 96 mel bands, patches of 187 frames (three seconds). Numpy only."""

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SAMPLE_RATE = 16_000
N_FFT = 512
HOP = 256
BANDS = 96
FRAMES = 187
# The fewest samples that give FRAMES frames, the first centred on the first sample.
PATCH_SAMPLES = (FRAMES - 1) * HOP
GAIN = 10_000
# A patch that is nowhere louder is silence: log10(1 + 10000 * power) for a sine 80 dB below full scale is about this.
_SILENCE = 0.01

NO_PATCHES = np.zeros((0, FRAMES, BANDS), np.float32)
_WINDOW = np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N_FFT) / N_FFT), np.float32)


@dataclass(frozen=True, slots=True)
class TaggerFrontEnd:
    """``filterbank``: float32 [96 bands, 257 bins], Slaney, 0 to 8 kHz."""

    filterbank: Floats

    def log_mel(self, samples: Floats) -> Floats:
        """Return log10(1 + 10000 * mel power) of mono 16 kHz ``samples`` (257 or more), float32 [frames, 96].

        As librosa 0.7 computed it for the network's authors: Hann, centred frames, reflected at both ends. In
        float32, where the authors' float16 overflows above a power of 6.5.
        """
        padded = np.pad(samples, N_FFT // 2, mode="reflect")
        frames = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[::HOP] * _WINDOW
        spectrum = np.fft.rfft(frames, axis=1)
        power = spectrum.real**2 + spectrum.imag**2
        return np.asarray(np.log10(1 + GAIN * (power @ self.filterbank.T)), np.float32)

    def patches(self, samples: Floats, sample_rate: float) -> Floats:
        """Return the three-second patches of a mono excerpt, float32 [n, 187, 96], in order.

        Less than three seconds is repeated to length. Silent patches are left out, so n may be 0.
        """
        heard = soxr.resample(samples, sample_rate, SAMPLE_RATE)
        if not len(heard):
            return NO_PATCHES
        frames = self.log_mel(np.resize(heard, max(len(heard), PATCH_SAMPLES)))
        whole: Floats = frames[: len(frames) // FRAMES * FRAMES].reshape(-1, FRAMES, BANDS)
        audible: Floats = whole[whole.max(axis=(1, 2)) > _SILENCE]
        return audible
