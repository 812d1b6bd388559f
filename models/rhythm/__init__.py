"""Tempo and key of a song, from the excerpts that were decoded of it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import Key, Tempo
from models.rhythm.key import key_of, song_pitches
from models.rhythm.signal import prepare
from models.rhythm.tempo import song_beats, tempo_of


def tempo_and_key(excerpts: Sequence[NDArray[np.floating]], rate: float) -> tuple[Tempo | None, Key | None]:
    """Return both of a song from mono ``excerpts`` [n] of ``rate`` Hz, resampled once; None for what it has not.

    Excerpts must not be repeated to length: a loop has a beat of its own. Raises ValueError for excerpts that are not
    one-dimensional or a rate that is not positive.
    """
    prepared = prepare(excerpts, rate)
    if not prepared:
        return None, None
    return tempo_of(song_beats(prepared)), key_of(song_pitches(prepared))
