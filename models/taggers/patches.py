"""A song -> the log-mel patches that every tagger is given: resampled once, one spectrogram, all at one loudness."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.audio.logmel import SAMPLE_RATE
from models.taggers.frontend import NO_PATCHES, Floats, TaggerFrontEnd, evenly_spaced

EXCERPTS = 3
# Of three excerpts of thirty seconds two patches each: their mean embedding is about as near to that of all thirty as
# five patches of two excerpts are, and takes three fifths of the time.
_PATCHES = 6
# A single patch is too noisy: it is also played a little slower and faster, and the results are averaged.
_SPEEDS = (1.0, 1 / 1.06, 1.06)
# Root mean square of full scale, -14 dB: the median of 499 clips of published records.
_LEVEL = 10 ** (-14 / 20)
_MAX_GAIN = 10.0
# What is fainter than -60 dB is left as it is: amplified hum would be tagged as music.
_FAINTEST = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class SongPatches:
    """``log_mel``: float32 [n, 187, 96], n = 0 for silence.

    ``parts``: where each patch begins, as (excerpt, seconds from its first sample); none for a song of a single patch.
    """

    log_mel: Floats
    parts: tuple[tuple[int, float], ...]


def song_patches(
    front_end: TaggerFrontEnd, excerpts: Sequence[Floats], gain: float = 1.0, sample_rate: float = SAMPLE_RATE
) -> SongPatches:
    """Return at most six patches of at most three of a song's ``excerpts`` (mono), times ``gain``, evenly spread.

    Less than three seconds is repeated to length. A song of a single patch is given at three speeds: 1, 0.94 and 1.06.
    """
    chosen = evenly_spaced(len(excerpts), EXCERPTS)
    most = _PATCHES // max(1, len(chosen))
    found = [front_end.patches(excerpts[index], sample_rate, most, gain) for index in chosen]
    parts = tuple((index, start) for index, patches in zip(chosen, found, strict=True) for start in patches.starts_s)
    if len(parts) == 1:
        parts = ()
        speeds = itertools.product(_SPEEDS, chosen)
        found = [front_end.patches(excerpts[index], sample_rate * speed, most, gain) for speed, index in speeds]
    return SongPatches(np.concatenate([NO_PATCHES, *(patches.log_mel for patches in found)]), parts)


def level_gain(excerpts: Sequence[Floats]) -> float:
    """Return what to multiply a song's ``excerpts`` with, mono and not repeated to length, to give it one loudness.

    The networks were trained on published records and take a quiet one for another kind of music, so every song gets
    the same root mean square.
    """
    used = [excerpts[index] for index in evenly_spaced(len(excerpts), EXCERPTS)]
    level = math.sqrt(sum(float(sound @ sound) for sound in used) / max(1, sum(map(len, used))))
    return min(_LEVEL / level, _MAX_GAIN) if level > _FAINTEST else 1.0
