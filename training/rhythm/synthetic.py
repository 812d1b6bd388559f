"""Made music whose tempo and key are known, and sounds that have neither."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Generator = np.random.Generator

RATE = 44_100
TIMBRES = ("organ", "plucked", "strings", "piano")
# Degrees above the tonic, in semitones, with the kind of triad on each.
_PROGRESSIONS = {
    "major": ((0, "major"), (5, "major"), (7, "major"), (0, "major"), (9, "minor"), (5, "major"), (7, "major")),
    "minor": ((0, "minor"), (5, "minor"), (7, "minor"), (0, "minor"), (8, "major"), (5, "minor"), (7, "major")),
}
_PARTIALS = {
    "organ": (1.0, 0.8, 0.5, 0.4, 0.0, 0.2),
    "plucked": (1.0, 0.6, 0.45, 0.3, 0.2, 0.15),
    "strings": (1.0, 0.7, 0.6, 0.5, 0.4, 0.3),
    "piano": (1.0, 0.5, 0.25, 0.2, 0.1, 0.05),
}
_DECAY_S = {"organ": np.inf, "plucked": 0.5, "strings": np.inf, "piano": 1.2}


def clicks(bpm: float, seconds: float) -> Samples:
    """Return a metronome: 20 ms bursts of 1 kHz, one a beat."""
    return _placed(np.arange(0.0, seconds, 60 / bpm), seconds, _burst(1_000.0, 0.02))


def drums(bpm: float, seconds: float, generator: Generator) -> Samples:
    """Return a rock beat: bass drum on 1 and 3, snare on 2 and 4, hi-hats on eighths, 5 ms of human timing."""
    beats = np.arange(0.0, seconds, 60 / bpm)
    kick, snare = _burst(60.0, 0.15), _noise_burst(0.12, generator)
    hat = np.diff(_noise_burst(0.04, generator), prepend=0).astype(np.float32)
    parts = ((beats[::2], kick, 1.0), (beats[1::2], snare, 0.7), (np.arange(0.0, seconds, 30 / bpm), hat, 0.25))
    late = [times + generator.normal(0, 0.005, times.size) for times, _, _ in parts]
    mixed = sum(
        gain * _placed(np.maximum(times, 0), seconds, sound)
        for times, (_, sound, gain) in zip(late, parts, strict=True)
    )
    return np.asarray(mixed, np.float32)


def chords(tonic: int, mode: str, seconds: float, timbre: str = "organ", bpm: float = 100.0) -> Samples:
    """Return a cadence of triads over bass notes, two beats a chord; ``tonic`` 0 is C, ``mode`` "major" or "minor"."""
    progression = _PROGRESSIONS[mode]
    length = 2 * 60 / bpm
    parts = []
    for index in range(int(np.ceil(seconds / length))):
        degree, kind = progression[index % len(progression)]
        root = 48 + (tonic + degree) % 12
        notes = (root - 12, root, root + (4 if kind == "major" else 3), root + 7)
        parts.append(np.sum([_tone(note, length, timbre) for note in notes], axis=0))
    joined = np.concatenate(parts)[: round(seconds * RATE)]
    return np.asarray(0.1 * joined, np.float32)


def noise(seconds: float, generator: Generator) -> Samples:
    """Return pink noise."""
    spectrum = np.fft.rfft(generator.standard_normal(round(seconds * RATE)))
    pink = np.fft.irfft(spectrum / np.sqrt(np.arange(1, spectrum.size + 1)), round(seconds * RATE))
    return np.asarray(0.3 * pink / np.abs(pink).max(), np.float32)


def speech(seconds: float, generator: Generator) -> Samples:
    """Return what is like speech: syllables of uneven length, a gliding pitch, three formants, hisses and pauses."""
    parts: list[NDArray[np.floating]] = []
    while sum(part.size for part in parts) < seconds * RATE:
        length = round(generator.uniform(0.08, 0.32) * RATE)
        time = np.arange(length) / RATE
        pitch = generator.uniform(90, 180) * (1 + generator.uniform(-0.3, 0.3) * time / time[-1])
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        formants = generator.uniform((300, 900, 2_200), (800, 1_800, 3_000))
        gains = [np.exp(-np.square((k * pitch.mean() - formants) / 150)).sum() + 0.02 for k in range(1, 25)]
        voiced = np.sum([gain * np.sin(k * phase) for k, gain in enumerate(gains, 1)], axis=0)
        hiss = generator.standard_normal(round(generator.uniform(0.02, 0.12) * RATE)) * 0.3
        pause = np.zeros(round(generator.choice([0.01, 0.05, 0.4], p=[0.5, 0.35, 0.15]) * RATE))
        parts += [voiced * np.hanning(length), hiss * np.hanning(hiss.size), pause]
    joined = np.concatenate(parts)[: round(seconds * RATE)]
    return np.asarray(0.2 * joined, np.float32)


def rubato(seconds: float, generator: Generator) -> Samples:
    """Return single notes at times without a beat: gaps between 0.2 and 1.8 s, evenly likely on a log scale."""
    gaps = 0.2 * 9.0 ** generator.random(round(seconds / 0.2))
    times = np.cumsum(gaps)
    mixed = np.zeros(round(seconds * RATE), np.float32)
    for time in times[times < seconds]:
        note = _tone(int(generator.integers(48, 84)), 1.5, "piano")
        start = round(time * RATE)
        mixed[start : start + note.size] += note[: mixed.size - start]
    return 0.2 * mixed


def ambient(seconds: float, generator: Generator) -> Samples:
    """Return slowly swelling tones over noise."""
    time = np.arange(round(seconds * RATE)) / RATE
    tones = [
        np.sin(2 * np.pi * hz * time) * (1 + np.sin(2 * np.pi * time / generator.uniform(5, 15)))
        for hz in generator.uniform(80, 800, 6)
    ]
    return np.asarray(0.05 * np.sum(tones, axis=0) + 0.1 * noise(seconds, generator), np.float32)


# Pieces repeat the same few notes; each is a megabyte at most.
@lru_cache(maxsize=64)
def _tone(note: int, seconds: float, timbre: str) -> NDArray[np.floating]:
    time = np.arange(round(seconds * RATE)) / RATE
    hz = 440 * 2 ** ((note - 69) / 12)
    wave = np.sum([gain * np.sin(2 * np.pi * k * hz * time) for k, gain in enumerate(_PARTIALS[timbre], 1)], axis=0)
    attack = np.minimum(1.0, time / 0.01) * np.minimum(1.0, (seconds - time) / 0.01)
    return np.asarray(wave * attack * np.exp(-time / _DECAY_S[timbre]))


def _burst(hz: float, seconds: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    return np.asarray(0.8 * np.sin(2 * np.pi * hz * time) * np.exp(-5 * time / seconds), np.float32)


def _noise_burst(seconds: float, generator: Generator) -> Samples:
    count = round(seconds * RATE)
    return np.asarray(0.4 * generator.standard_normal(count) * np.exp(-5 * np.arange(count) / count), np.float32)


def _placed(times: NDArray[np.floating], seconds: float, sound: Samples) -> Samples:
    mixed = np.zeros(round(seconds * RATE) + sound.size, np.float32)
    for time in times:
        start = round(float(time) * RATE)
        if start < mixed.size - sound.size:
            mixed[start : start + sound.size] += sound
    return mixed[: round(seconds * RATE)]
