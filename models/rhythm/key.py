"""The key of a song, how sure it is, and its code on the Camelot wheel."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from models.analysis import Key
from models.rhythm.chroma import PITCH_CLASSES, Pitches, pitches
from models.rhythm.signal import Floats
from models.rhythm.weights import KeyWeights, shipped_weights

MODES = ("major", "minor")
# As most often written: by flats where the key signature has fewer of them than of sharps.
TONICS = (
    ("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"),
    ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "G#", "A", "Bb", "B"),
)
KEYS = len(MODES) * PITCH_CLASSES
_LEAST_CONFIDENCE = 0.12
# Fewer steady peaks a frame than this are drums, clicks or noise.
_LEAST_STEADINESS = 0.05


def song_pitches(prepared: Sequence[Floats]) -> Pitches:
    """Return the pitches of excerpts at 11,025 Hz, averaged by their length."""
    return joined_pitches([pitches(samples) for samples in prepared])


def joined_pitches(parts: Sequence[Pitches]) -> Pitches:
    """Return the pitches of a song from those of its excerpts, averaged by their length."""
    lengths = [part.seconds for part in parts]
    chroma = np.average([part.chroma for part in parts], axis=0, weights=lengths).astype(np.float32)
    return Pitches(chroma, float(np.average([part.steadiness for part in parts], weights=lengths)), sum(lengths))


def key_of(pitches: Pitches, weights: KeyWeights | None = None) -> Key | None:
    """Return the key that ``pitches`` tell, or None."""
    if pitches.steadiness < _LEAST_STEADINESS:
        return None
    probabilities = key_probabilities(pitches.chroma, weights or shipped_weights().key)
    # A fifth off or the relative key is half right: the best answer is not always the likeliest (MIREX's weights).
    best = int((mirex_credit() @ probabilities).argmax())
    if probabilities[best] < _LEAST_CONFIDENCE:
        return None
    mode, tonic = divmod(best, PITCH_CLASSES)
    return Key(
        TONICS[mode][tonic],
        MODES[mode],
        camelot(tonic, mode),
        round(float(probabilities[best]), 3),
    )


def key_probabilities(chroma: Floats, weights: KeyWeights) -> NDArray[np.float64]:
    """Return how likely each key is, float64 [24], C major to B major, then C minor to B minor, of sum 1.

    A conditional logit whose weights are a profile a mode and register, turned to each tonic.
    """
    scores = np.tensordot(rotated(chroma), weights.profiles, axes=((1, 2), (1, 2))).T
    scores[1] += weights.minor
    odds = np.exp(scores.reshape(KEYS) - scores.max())
    probabilities: NDArray[np.float64] = odds / odds.sum()
    return probabilities


def rotated(chroma: Floats) -> Floats:
    """Return float32 [12 tonics, registers, 12]: the square roots of ``chroma`` [registers, 12] from each tonic up."""
    # Square roots, since a note that is held throughout says little more than one that is played often.
    return np.stack([np.roll(np.sqrt(chroma), -tonic, axis=1) for tonic in range(PITCH_CLASSES)])


@cache
def mirex_credit() -> NDArray[np.float64]:
    """Return float64 [24 answers, 24 truths]: 1 for the key, 0.5 a fifth off, 0.3 relative, 0.2 parallel, else 0.

    The weights of MIREX's audio key detection.
    """
    credit = np.eye(KEYS)
    for mode in range(len(MODES)):
        for tonic in range(PITCH_CLASSES):
            answer = mode * PITCH_CLASSES + tonic
            relative = (tonic + (9 if mode == 0 else 3)) % PITCH_CLASSES
            other = (1 - mode) * PITCH_CLASSES
            for fifth in (5, 7):
                credit[answer, mode * PITCH_CLASSES + (tonic + fifth) % PITCH_CLASSES] = 0.5
            credit[answer, other + relative] = 0.3
            credit[answer, other + tonic] = 0.2
    return credit


def camelot(tonic: int, mode: int) -> str:
    """Return the Camelot code, "8B" for C major (``tonic`` 0, ``mode`` 0) and "8A" for A minor (9, 1)."""
    major = tonic if mode == 0 else tonic + 3
    return f"{(major * 7 + 7) % 12 + 1}{'BA'[mode]}"
