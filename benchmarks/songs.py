"""The songs that are measured: packaged music, written as stereo mp3s of a given length."""

from pathlib import Path

import numpy as np

from tests.audio_files import at_rate, encode, long_song

_RATE = 44_100
_BIT_RATE = 192_000
_SONG_S = 4 * 60
_MIX_S = 30 * 60
_VARIED = (
    ("mp3", 240),
    ("m4a", 180),
    ("mp3", 20),
    ("ogg", 210),
    ("flac", 60),
    ("opus", 120),
    ("mp3", 300),
    ("wav", 30),
    ("webm", 90),
    ("mp3", 30),
)


def four_minutes(folder: Path) -> Path:
    """Write a song of four minutes and return its path."""
    return encode(folder / "song.mp3", at_rate(long_song(_SONG_S), 48_000, _RATE), _RATE, bit_rate=_BIT_RATE)


def half_an_hour(folder: Path) -> Path:
    """Write a mix of half an hour and return its path."""
    piece = at_rate(long_song(_SONG_S, first=8), 48_000, _RATE)
    mix = np.tile(piece, (1, -(-_MIX_S // _SONG_S)))[:, : _MIX_S * _RATE]
    return encode(folder / "mix.mp3", mix, _RATE, bit_rate=_BIT_RATE)


def varied(folder: Path) -> list[Path]:
    """Write ten songs as people post them, of 20 seconds to 5 minutes in several formats, and return their paths."""
    return [
        encode(folder / f"song{number}.{kind}", at_rate(long_song(seconds, first=2 * number), 48_000, _RATE), _RATE)
        for number, (kind, seconds) in enumerate(_VARIED)
    ]
