"""Short songs of three made-up genres."""

import wave
from pathlib import Path

import numpy as np


def write_song(path: Path, genre: int, seed: int, seconds: float = 4.0) -> None:
    """Write mono 16-bit audio at 44.1 kHz: a held chord, noise, or clicks."""
    generator = np.random.default_rng(seed)
    time = np.arange(int(seconds * 44_100)) / 44_100
    if genre == 0:
        samples = sum(np.sin(2 * np.pi * pitch * time) for pitch in generator.uniform(80, 400, 3)) / 4
    elif genre == 1:
        samples = generator.normal(0, 0.2, len(time))
    else:
        samples = np.sin(2 * np.pi * 900 * time) * (time * generator.uniform(3, 6) % 1 < 0.08) * 0.8
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(44_100)
        stream.writeframes((np.clip(samples, -1, 1) * 32_000).astype("<i2").tobytes())
