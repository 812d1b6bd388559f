"""How right tempos and keys are, as the field counts it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import Key
from models.rhythm.chroma import PITCH_CLASSES
from models.rhythm.key import MODES, mirex_credit

_TOLERANCE = 0.04
# Accuracy 2 forgives these factors (Gouyon et al., "An experimental comparison of audio tempo induction algorithms").
_OTHER_LEVELS = (0.5, 2.0, 1 / 3, 3.0)
_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def tempo_accuracy(estimates: Sequence[float | None], truth: Sequence[float]) -> tuple[float, float]:
    """Return accuracy 1 and accuracy 2, as fractions: within 4 % of the tempo, or of its half, double, third or triple.

    No estimate is a wrong one.
    """
    guesses = np.array([estimate or 0.0 for estimate in estimates])
    right = same_tempo(guesses, np.asarray(truth))
    forgiven = right.copy()
    for factor in _OTHER_LEVELS:
        forgiven |= same_tempo(guesses, factor * np.asarray(truth))
    return float(right.mean()), float(forgiven.mean())


def same_tempo(estimates: NDArray[np.floating], truth: NDArray[np.floating]) -> NDArray[np.bool_]:
    """Return where ``estimates`` are within 4 % of ``truth``."""
    same: NDArray[np.bool_] = np.abs(estimates - truth) <= _TOLERANCE * truth
    return same


def key_score(estimates: Sequence[str | None], truth: Sequence[str]) -> tuple[float, float]:
    """Return MIREX's weighted score and the share that is exactly right; no estimate scores nothing."""
    credit = [
        mirex_credit()[key_number(estimate), key_number(key)] if estimate else 0.0
        for estimate, key in zip(estimates, truth, strict=True)
    ]
    return float(np.mean(credit)), float(np.mean([value == 1.0 for value in credit]))


def key_name(key: Key) -> str:
    """Return the key as the annotations name it: "A minor"."""
    return f"{key.key} {key.mode}"


def key_number(key: str) -> int:
    """Return the number of "A# minor": 0 to 11 for C to B major, 12 to 23 for minor. Raise ValueError for no key."""
    tonic, _, mode = key.partition(" ")
    if tonic[:1] not in _SEMITONES or mode not in MODES or tonic[1:] not in ("", "#", "b"):
        raise ValueError(f"{key!r} is no key")
    semitone = _SEMITONES[tonic[0]] + {"": 0, "#": 1, "b": -1}[tonic[1:]]
    return MODES.index(mode) * PITCH_CLASSES + semitone % PITCH_CLASSES
