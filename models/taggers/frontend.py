"""The taggers' front end: 16 kHz, 96 mel bands, patches of 187 frames (three seconds)."""

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

# Samples of 16 kHz on both sides of a patch: what the resampler's filter and the outer windows reach.
_MARGIN = 4 * HOP

PATCH_S = FRAMES * HOP / SAMPLE_RATE

NO_PATCHES = np.zeros((0, FRAMES, BANDS), np.float32)
_WINDOW = np.asarray(0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N_FFT) / N_FFT), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """``log_mel``: float32 [n, 187, 96]; ``starts_s``: where each begins, in seconds from the first sample."""

    log_mel: Floats
    starts_s: tuple[float, ...]


class TaggerFrontEnd:
    """Audio -> log-mel patches."""

    def __init__(self, filterbank: Floats) -> None:
        """Take a filterbank float32 [96 bands, 257 bins], Slaney, 0 to 8 kHz."""
        self.filterbank = filterbank
        self._bands = [(_extent(weights), weights[_extent(weights)]) for weights in filterbank]

    def log_mel(self, samples: Floats) -> Floats:
        """Return log10(1 + 10000 * mel power) of mono 16 kHz ``samples`` (257 or more): [frames, 96].

        As librosa 0.7 computed it for the network's authors: Hann, centred frames, reflected at both ends. In float32,
        where the authors' float16 overflows above a power of 6.5.
        """
        return self._log_mel(_frames(samples))

    def patches(self, samples: Floats, sample_rate: float, most: int, gain: float = 1.0) -> Patches:
        """Return at most ``most`` three-second patches of a mono excerpt times ``gain``, evenly spread.

        Less than three seconds is repeated to length. Silent patches are left out, so n may be 0.
        """
        available = int((len(samples) * SAMPLE_RATE / sample_rate - 1) // HOP + 1) // FRAMES
        # Resampling what no patch is taken from would take longer than their spectra.
        if available > most:
            chosen = evenly_spaced(available, most)
            frames = np.stack([_patch_frames(samples, sample_rate, place * FRAMES * HOP) for place in chosen])
        else:
            resampled = soxr.resample(samples, sample_rate, SAMPLE_RATE)
            if not len(resampled):
                return Patches(NO_PATCHES, ())
            every = _frames(np.resize(resampled, max(len(resampled), PATCH_SAMPLES)))
            whole = every[: len(every) // FRAMES * FRAMES].reshape(-1, FRAMES, N_FFT)
            chosen = evenly_spaced(len(whole), most)
            frames = whole[chosen]
        patches = self._log_mel(frames * np.float32(gain))
        audible = np.flatnonzero(patches.max(axis=(1, 2)) > _SILENCE).tolist()
        return Patches(patches[audible], tuple(chosen[place] * PATCH_S for place in audible))

    def _log_mel(self, frames: Floats) -> Floats:
        """Turn frames [..., 512] into log-mel [..., 96]."""
        spectrum = np.fft.rfft(frames * _WINDOW)
        power = spectrum.real**2 + spectrum.imag**2
        # Band by band: the product with the whole filterbank, mostly zeros, would wake the linear algebra's threads.
        mel = np.stack([power[..., extent] @ weights for extent, weights in self._bands], axis=-1)
        return np.asarray(np.log10(1 + GAIN * mel), np.float32)


def evenly_spaced(available: int, most: int) -> list[int]:
    """Return at most ``most`` of ``available`` positions: the middles of equal parts."""
    count = min(available, most)
    return [int((index + 0.5) * available / count) for index in range(count)]


def _extent(weights: Floats) -> slice:
    """Return the range of bins that a band covers."""
    bins = np.flatnonzero(weights).tolist()
    return slice(bins[0], bins[-1] + 1) if bins else slice(0)


def _patch_frames(samples: Floats, sample_rate: float, start: int) -> Floats:
    """Return the frames of the patch that begins at sample ``start`` of 16 kHz, float32 [187, 512]."""
    before = min(start, _MARGIN)
    stretch = [round(at * sample_rate / SAMPLE_RATE) for at in (start - before, start + PATCH_SAMPLES + _MARGIN)]
    frames = _frames(soxr.resample(samples[slice(*stretch)], sample_rate, SAMPLE_RATE))
    return frames[before // HOP : before // HOP + FRAMES]


def _frames(samples: Floats) -> Floats:
    """Return a view of the frames of ``samples``, float32 [frames, 512]."""
    padded = np.pad(samples, N_FFT // 2, mode="reflect")
    return np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[::HOP]
