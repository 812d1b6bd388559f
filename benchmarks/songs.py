"""The songs that are measured: packaged music, written as stereo mp3s of a given length."""

from pathlib import Path

import numpy as np

from tests.audio_files import at_rate, encode, long_song

RATE = 44_100
BIT_RATE = 192_000
SONG_S = 4 * 60
MIX_S = 30 * 60


def four_minutes(folder: Path) -> Path:
    """Write a song of four minutes and return its path."""
    return encode(folder / "song.mp3", at_rate(long_song(SONG_S), 48_000, RATE), RATE, bit_rate=BIT_RATE)


def half_an_hour(folder: Path) -> Path:
    """Write a mix of half an hour and return its path."""
    piece = at_rate(long_song(SONG_S, first=8), 48_000, RATE)
    mix = np.tile(piece, (1, -(-MIX_S // SONG_S)))[:, : MIX_S * RATE]
    return encode(folder / "mix.mp3", mix, RATE, bit_rate=BIT_RATE)


def clip(folder: Path) -> Path:
    """Write a clip of half a minute and return its path."""
    return encode(folder / "clip.mp3", at_rate(long_song(30), 48_000, RATE), RATE, bit_rate=BIT_RATE)
