"""Fits the weights of tempo and key: conditional logits with a ridge, by L-BFGS."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.rhythm.chroma import PITCH_CLASSES, REGISTERS
from models.rhythm.key import KEYS, MODES, rotated
from models.rhythm.onset import RANGES_HZ
from models.rhythm.tempo import HATS, metrical_levels, prior_hats
from models.rhythm.tempogram import CANDIDATE_BPM, RATIOS
from models.rhythm.weights import KeyWeights, TempoWeights
from training.rhythm.clips import SPEEDS, Clip
from training.rhythm.metrics import key_number, same_tempo

_TEMPO_RIDGE = 3e-3
_KEY_RIDGE = 1e-2
# Where the key's profiles start from, and are drawn to: Faraldo et al., "Key Estimation in Electronic Dance Music",
# ECIR 2016 (bgate), about their mean; three times as sharp, so that the chances come out as they are.
_START = 3 * np.array(
    [
        [1.0, 0.0, 0.42, 0.0, 0.53, 0.37, 0.0, 0.77, 0.0, 0.38, 0.21, 0.30],
        [1.0, 0.0, 0.36, 0.39, 0.10, 0.37, 0.0, 0.76, 0.27, 0.0, 0.42, 0.23],
    ]
)

_Floats = NDArray[np.float64]
_Features = NDArray[np.float32]


def fit_tempo(clips: Sequence[Clip]) -> TempoWeights:
    """Fit to every clip at every speed; right is whatever lies within 4 % of the annotated tempo."""
    hats = prior_hats()
    features, right = [], []
    for clip in clips:
        for speed, beats in zip(SPEEDS, clip.beats, strict=True):
            within = same_tempo(CANDIDATE_BPM, np.full(CANDIDATE_BPM.shape, clip.bpm * speed))
            if within.any():
                features.append(np.hstack([metrical_levels(beats.tempogram).T, hats]))
                right.append(within)
    learnt = _conditional_logit(np.array(features, np.float32), np.array(right), _TEMPO_RIDGE)
    return TempoWeights(learnt[:-HATS].reshape(2 * len(RANGES_HZ), len(RATIOS)), learnt[-HATS:])


def fit_key(clips: Sequence[Clip]) -> KeyWeights:
    """Fit to every clip whose key is known."""
    known = [(clip, key_number(clip.key)) for clip in clips if clip.key]
    width = len(REGISTERS) * PITCH_CLASSES
    # A key has its own mode's columns only, and the last one for minor.
    features = np.zeros((len(known), len(MODES), PITCH_CLASSES, len(MODES) * width + 1), np.float32)
    for row, (clip, _) in zip(features, known, strict=True):
        turned = rotated(clip.pitches.chroma).reshape(PITCH_CLASSES, width)
        row[0, :, :width] = row[1, :, width:-1] = turned
    features[:, 1, :, -1] = 1
    right = np.eye(KEYS, dtype=bool)[[number for _, number in known]]
    profiles = np.repeat((_START - _START.mean(axis=1, keepdims=True))[:, None], len(REGISTERS), axis=1)
    learnt = _conditional_logit(features.reshape(len(known), KEYS, -1), right, _KEY_RIDGE, np.append(profiles, 0.0))
    return KeyWeights(learnt[:-1].reshape(profiles.shape), float(learnt[-1]))


def _conditional_logit(
    features: _Features, right: NDArray[np.bool_], ridge: float, start: _Floats | None = None
) -> _Floats:
    """Return weights [d] for ``features`` [n, choices, d] under which the ``right`` choices [n, choices] are likely.

    ``ridge`` times the squared distance from ``start`` (zeros) is added to the mean negative log-likelihood.
    """
    from scipy.optimize import minimize

    count, choices, width = features.shape
    rows = features.reshape(-1, width)
    origin = np.zeros(width) if start is None else start

    def loss(weights: _Floats) -> tuple[float, _Floats]:
        scores = (rows @ weights.astype(np.float32)).reshape(count, choices).astype(np.float64)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances = odds / odds.sum(axis=1, keepdims=True)
        chosen = np.maximum((chances * right).sum(axis=1), 1e-12)
        slope = chances - chances * right / chosen[:, None]
        gradient = slope.astype(np.float32).reshape(-1) @ rows / count
        away = weights - origin
        return float(-np.log(chosen).mean() + ridge * away @ away), gradient + 2 * ridge * away

    return np.asarray(minimize(loss, origin.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x)
