"""Sounds that are no music, made on the spot: noises, hums, wind, rain, clicks, and speech by espeak-ng if there."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
SECONDS = 30
_SPEAKERS = tuple(
    (language, variant, speed, pitch)
    for language in ("en", "de", "fr", "es", "pt", "it", "ru", "pl")
    for variant, speed, pitch in (("", 150, 50), ("+m3", 185, 30), ("+f2", 130, 70), ("+f4", 220, 45))
)
_WORDS = """The committee met on Tuesday afternoon to discuss the budget for the coming year, and after hours of debate
nobody had changed their mind. We will talk about it again next week, when the treasurer is back from holiday. In the
meantime, please send me your notes by Friday, and tell the others that the room is on the second floor, to the left."""

Sound = NDArray[np.float32]


def noises(seed: int) -> Iterator[tuple[str, Sound]]:
    """Yield kinds of noise with their samples, mono, 44.1 kHz, 30 s; several of each kind."""
    draw = np.random.default_rng(seed)
    times = np.linspace(0, 1, SECONDS * RATE)
    for slope in (0.5, 0.0, -0.5, -1.0, -1.5, -2.0):
        for _ in range(3):
            yield "hiss", _coloured(draw, slope) * np.float32(10 ** draw.uniform(-2.5, 0))
    for frequency in (50, 60, 100, 120, 440, 1000):
        yield "hum", _hum(draw, frequency) * np.float32(10 ** draw.uniform(-2, 0))
        yield "hum", _scaled(_hum(draw, frequency) + _coloured(draw, -0.5) / 10)
    for _ in range(8):
        wind = _coloured(draw, draw.uniform(-2, -1))
        gusts = np.clip(draw.normal(0.6, 0.3, size=SECONDS), 0.05, 1)
        yield "wind", wind * np.interp(times, np.linspace(0, 1, SECONDS), gusts).astype(np.float32)
        yield "rain", _drops(draw, draw.uniform(50, 2000)) + _coloured(draw, -0.5) * np.float32(0.03)
        yield "clicks", _drops(draw, draw.uniform(0.5, 5)) + _coloured(draw, -1) * np.float32(0.003)


def speakers(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write synthetic speech into ``folder`` and yield languages with files; none where espeak-ng is not installed."""
    program = shutil.which("espeak-ng")
    if program is None:
        return
    for language, variant, speed, pitch in _SPEAKERS:
        path = folder / f"{language}{variant}.wav"
        command = [program, "-v", language + variant, "-s", str(speed), "-p", str(pitch), "-w", str(path), _WORDS]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed program and fixed words
        yield language, path


def _coloured(draw: np.random.Generator, slope: float) -> Sound:
    """Return noise whose power falls with the frequency to the power of ``slope``, at full scale."""
    count = SECONDS * RATE
    spectrum = np.fft.rfft(draw.normal(size=count))
    frequencies = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20)
    return _scaled(np.fft.irfft(spectrum * frequencies ** (slope / 2), count))


def _hum(draw: np.random.Generator, frequency: float) -> Sound:
    times = np.arange(SECONDS * RATE) / RATE
    partials = int(draw.integers(1, 9))
    waves = [np.sin(2 * np.pi * frequency * k * times + k) / k for k in range(1, partials + 1)]
    return _scaled(np.sum(waves, axis=0))


def _drops(draw: np.random.Generator, per_second: float) -> Sound:
    count = SECONDS * RATE
    sound = np.zeros(count)
    places = draw.integers(0, count, int(per_second * SECONDS) + 1)
    sound[places] = draw.normal(size=len(places))
    decay = np.exp(-np.arange(400) / draw.uniform(5, 80))
    return _scaled(np.fft.irfft(np.fft.rfft(sound, count) * np.fft.rfft(decay, count), count))


def _scaled(sound: NDArray[np.floating]) -> Sound:
    scaled: Sound = (sound / max(float(np.abs(sound).max()), 1e-9)).astype(np.float32)
    return scaled
