"""The front end: mono audio -> one small log-mel image. Training and bot both use it."""

import math
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 44_100
N_FFT = 2048
HOP = 512
BANDS = 128
FRAMES = 128
FLOOR_DB = -80.0
MIDDLE = 0.5
EXCERPT_S = 30.0

# librosa.power_to_db's `amin`: the power under which nothing counts.
_LEAST_POWER = np.float32(1e-10)

Samples = NDArray[np.float32]
Image = NDArray[np.float32]
Level = TypeVar("Level", np.float32, np.uint8)


class LogMel:
    """Turns excerpts into images of 128 mel bands (low to high) by 128 picked frames, in dB from -80 to 0.

    The spectrogram is librosa's ``melspectrogram`` with its defaults (McFee et al., "librosa: Audio and Music Signal
    Analysis in Python", SciPy 2015): periodic Hann window of 2048, hop 512, centred frames with zeros beyond both ends,
    power, Slaney's mel bands. Only the picked frames are transformed.
    """

    def __init__(self, filterbank: NDArray[np.float32]) -> None:
        """Take ``filterbank``: float32 [128 bands, 1025 bins]. Raise ValueError for any other shape."""
        if filterbank.shape != (BANDS, N_FFT // 2 + 1):
            raise ValueError(f"the mel filterbank has shape {filterbank.shape}, not {(BANDS, N_FFT // 2 + 1)}")
        self._bins_to_bands = np.ascontiguousarray(filterbank.T, dtype=np.float32)
        self._window = np.hanning(N_FFT + 1)[:-1].astype(np.float32)

    @classmethod
    def load(cls, path: Path) -> "LogMel":
        """Read the filterbank from a ``mel_filterbank.npz``."""
        with np.load(path, allow_pickle=False) as archive:
            return cls(archive["filters"])

    def image(self, samples: Samples, offset: float = MIDDLE) -> Image:
        """Return the image, float32 [128, 128], of mono ``samples`` [n] at 44.1 kHz.

        Column j is frame int((j + offset) / 128 * n_frames), n_frames being 1 + n // 512; ``offset`` is in [0, 1).
        0 dB is the loudest bin of the picked frames.
        """
        power = self._power(samples, picked_frames(samples.size, offset)) @ self._bins_to_bands
        decibels = 10.0 * np.log10(np.maximum(power, _LEAST_POWER)).T
        relative: Image = np.maximum(decibels - decibels.max(), np.float32(FLOOR_DB))
        return np.ascontiguousarray(relative, dtype=np.float32)

    def looped_image(self, samples: Samples) -> Image:
        """Return the image of ``samples`` in the order that the models know (see ``looped``)."""
        return looped(self.image(samples), samples.size / SAMPLE_RATE)

    def _power(self, samples: Samples, frames: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the power spectra, float32 [frames, 1025], of the frames centred on ``frames`` x 512."""
        padded = np.pad(samples.astype(np.float32, copy=False), N_FFT // 2)
        windows = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[frames * HOP] * self._window
        # numpy >= 2 transforms float32 in single precision: half the time, 1e-5 dB away from double.
        spectra = np.fft.rfft(windows, axis=1)
        power: NDArray[np.float32] = np.square(spectra.real) + np.square(spectra.imag)
        return power


def picked_frames(sample_count: int, offset: float = MIDDLE) -> NDArray[np.int64]:
    """Return the 128 frame numbers, int64, that an image of ``sample_count`` samples is made of."""
    frame_count = 1 + sample_count // HOP
    picked: NDArray[np.int64] = ((np.arange(FRAMES) + offset) / FRAMES * frame_count).astype(np.int64)
    return picked


def looped(image: NDArray[Level], seconds: float) -> NDArray[Level]:
    """Return an image [..., 128, 128] of ``seconds`` in the order of an excerpt of 30 s that plays them over and over.

    The models learnt from images whose columns are 0.23 s apart. The columns of a short clip stand closer, so that
    neighbours resemble each other: what is one song's and a clip's of it would look like different music. From 20 s on
    the order stays.
    """
    # Half a column more or less is as good, so ties go to the smaller stride, which leaves more of the order.
    stride = min(max(1, math.ceil(EXCERPT_S / seconds - 0.5)), FRAMES)
    order = np.concatenate([np.arange(first, FRAMES, stride) for first in range(stride)])
    return np.ascontiguousarray(image[..., order])


def quantise(image: Image) -> NDArray[np.uint8]:
    """Return ``image`` [..., 128, 128] in dB as bytes: value / 255 * 80 - 80."""
    scaled: NDArray[np.uint8] = np.rint((image - FLOOR_DB) / -FLOOR_DB * 255).clip(0, 255).astype(np.uint8)
    return scaled


def dequantise(values: NDArray[np.uint8]) -> Image:
    """Return the dB image that ``quantise`` made ``values`` of, to within 0.16 dB."""
    decibels: Image = values.astype(np.float32) * np.float32(-FLOOR_DB / 255) + np.float32(FLOOR_DB)
    return decibels
