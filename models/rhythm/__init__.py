"""Tempo and key of a song, from the excerpts that were decoded of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.analysis import Key, Tempo
from models.rhythm.chroma import Pitches
from models.rhythm.key import joined_pitches, key_of, song_pitches
from models.rhythm.signal import prepare
from models.rhythm.tempo import Beats, joined_beats, song_beats, tempo_of


@dataclass(frozen=True, slots=True, eq=False)
class Rhythm:
    """The onsets and pitches of one excerpt, from which :func:`tempo_and_key_of` joins a song's tempo and key."""

    beats: Beats
    pitches: Pitches


def rhythm_of(excerpt: NDArray[np.floating], rate: float, of: int) -> Rhythm | None:
    """Return the rhythm of one of a song's ``of`` mono excerpts [n] of ``rate`` Hz; None where it is silent or short.

    An excerpt must not be repeated to length: a loop has a beat of its own. Raises ValueError for an excerpt that is
    not one-dimensional or a rate that is not positive.
    """
    prepared = prepare([excerpt], rate, of)
    return Rhythm(song_beats(prepared), song_pitches(prepared)) if prepared else None


def tempo_and_key_of(rhythms: Sequence[Rhythm | None]) -> tuple[Tempo | None, Key | None]:
    """Return both of a song from the rhythms of its excerpts; None for what it has not."""
    known = [rhythm for rhythm in rhythms if rhythm is not None]
    if not known:
        return None, None
    beats, pitches = joined_beats([each.beats for each in known]), joined_pitches([each.pitches for each in known])
    return tempo_of(beats), key_of(pitches)


def tempo_and_key(excerpts: Sequence[NDArray[np.floating]], rate: float) -> tuple[Tempo | None, Key | None]:
    """Return both of a song from all of its mono ``excerpts`` [n] of ``rate`` Hz; see :func:`rhythm_of`."""
    return tempo_and_key_of([rhythm_of(excerpt, rate, len(excerpts)) for excerpt in excerpts])
