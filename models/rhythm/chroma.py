"""Which pitch classes sound: spectral peaks, whitened, tuned, folded into octaves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.rhythm.signal import SAMPLE_RATE, Floats, power_frames

_N_FFT = 4096
_HOP = 2048
# Bass, middle and upper notes (E1 to B3, C3 to B4, C5 to B6), overlapping where one instrument's range meets another's.
REGISTERS = ((28, 52), (48, 72), (72, 96))
PITCH_CLASSES = 12

_A4_HZ, _A4_NOTE = 440.0, 69
# Bins around a peak that its level is compared with: about a fifth of an octave at 440 Hz.
_WHITENING = 24
# A peak of at least three and a half times its surroundings is a note rather than noise.
_HIGH = 2.5


@dataclass(frozen=True, slots=True, eq=False)
class Pitches:
    """``chroma``: float32 [3 registers, 12], C first, each register's sum 1 (or 0); ``steadiness``: see ``pitches``.

    ``seconds`` of audio.
    """

    chroma: Floats
    steadiness: float
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class _Peaks:
    """Spectral peaks: note numbers (69 is A4), how far above their surroundings they stand, and their frames."""

    notes: NDArray[np.floating]
    strengths: NDArray[np.floating]
    frames: NDArray[np.intp]


def pitches(samples: Floats) -> Pitches:
    """Return which pitch classes sound in 11,025 Hz ``samples``, and how many peaks a frame last 0.37 s or longer.

    Local maxima of the spectrum, interpolated; amplitude is taken relative to its surroundings, so that loud bass and
    noise do not outweigh everything (Gomez, "Tonal Description of Music Audio Signals", 2006). ``steadiness`` is 0 for
    noise, clicks and drums, and above 1 for most music that has a key.
    """
    magnitude = np.sqrt(power_frames(samples, _N_FFT, _HOP))
    height = _height(magnitude)
    peaks = _peaks(magnitude, height)
    # How far above A4 = 440 Hz the notes are tuned, in semitones from -0.5 to 0.5, is their circular mean.
    upper = peaks.notes > REGISTERS[1][0]
    turn = np.sum(peaks.strengths[upper] * np.exp(2j * np.pi * peaks.notes[upper]))
    notes = peaks.notes - float(np.angle(turn) / (2 * np.pi))
    away = np.clip(notes - np.rint(notes), -0.5, 0.5)
    weighted = peaks.strengths * np.square(np.cos(np.pi * away))
    classes = np.rint(notes).astype(int) % PITCH_CLASSES
    inside = [(notes >= low - 0.5) & (notes < high - 0.5) for low, high in REGISTERS]
    total = np.stack([np.bincount(classes[own], weighted[own], PITCH_CLASSES) for own in inside])
    shares = total / np.maximum(total.sum(axis=1, keepdims=True), 1e-9)
    return Pitches(shares.astype(np.float32), _steadiness(height), samples.size / SAMPLE_RATE)


def _height(magnitude: Floats) -> Floats:
    """Return how far each local maximum of ``magnitude`` [frames, bins] stands above its surroundings; 0 elsewhere.

    1 means twice its surroundings. Only the bins of the registers are looked at.
    """
    width = 2 * _WHITENING + 1
    reached = np.pad(magnitude[:, : _BINS.stop + _WHITENING], ((0, 0), (_WHITENING + 1, 0)), mode="edge")
    sums = np.cumsum(reached, axis=1, dtype=np.float64)
    around = (sums[:, _BINS.start + width : _BINS.stop + width] - sums[:, _BINS]) / width
    centre, left, right = magnitude[:, _BINS], magnitude[:, _shifted(-1)], magnitude[:, _shifted(1)]
    # The floor of an excerpt is 60 dB under its loudest peak.
    peak = (centre > magnitude.max() * 1e-3) & (centre > left) & (centre >= right)
    above = centre / np.maximum(around, 1e-12) - 1.0
    return np.where(peak, np.maximum(above, 0.0), 0.0).astype(np.float32)


def _peaks(magnitude: Floats, height: Floats) -> _Peaks:
    frames, places = np.nonzero(height)
    bins = places + _BINS.start
    left, centre, right = (np.log(np.maximum(magnitude[frames, bins + step], 1e-12)) for step in (-1, 0, 1))
    curve = np.minimum(left - 2 * centre + right, -1e-6)
    hz = (bins + np.clip(0.5 * (left - right) / curve, -0.5, 0.5)) * SAMPLE_RATE / _N_FFT
    return _Peaks(_A4_NOTE + 12 * np.log2(hz / _A4_HZ), height[frames, places], frames)


def _steadiness(height: Floats) -> float:
    """Return how many peaks of a frame, on average, stand there two frames later too, a bin more or less."""
    high = height > _HIGH
    later = high[2:, 1:-1] | high[2:, :-2] | high[2:, 2:]
    return float((high[:-2, 1:-1] & later).sum() / len(high))


def _bin(note: float) -> int:
    return int(_A4_HZ * 2.0 ** ((note - _A4_NOTE) / 12) * _N_FFT / SAMPLE_RATE)


def _shifted(step: int) -> slice:
    return slice(_BINS.start + step, _BINS.stop + step)


_BINS = slice(_bin(REGISTERS[0][0] - 1), _bin(REGISTERS[-1][1] + 1) + 2)
