"""The tempo of a song, how sure it is, and the tempo that others would tap instead."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.analysis import Tempo
from models.rhythm.onset import onset_envelopes
from models.rhythm.signal import SAMPLE_RATE, Floats
from models.rhythm.tempogram import CANDIDATE_BPM, CANDIDATES, GRID_BPM, SHIFTS, STEPS_PER_OCTAVE, tempograms
from models.rhythm.weights import TempoWeights, shipped_weights

HATS = 9
# Estimates within 4 % count as the same tempo (Gouyon et al., "An experimental comparison of audio tempo induction
# algorithms", 2006): two steps of the grid on each side.
_SAME = 2
# The highest autocorrelation that 10 s of noise reach by chance; shorter noise reaches more.
_LEAST_PERIODICITY = 0.09
_SURE_S = 10.0
# Onsets of held tones and of hiss rise and fall by less than this (standard deviation of the envelope of all bands).
_LEAST_STRENGTH = 0.055
_LEAST_CONFIDENCE = 0.15
# An alternative is another metrical level: at least a fifth away.
_APART = round(np.log2(1.2) * STEPS_PER_OCTAVE)


@dataclass(frozen=True, slots=True, eq=False)
class Beats:
    """``tempogram``: float32 [2 kinds, ranges, grid]; ``strength`` of the onsets; ``seconds`` of audio."""

    tempogram: Floats
    strength: float
    seconds: float


def song_beats(prepared: Sequence[Floats]) -> Beats:
    """Return the beats of excerpts at 11,025 Hz, averaged by their length."""
    parts = []
    for samples in prepared:
        envelopes = onset_envelopes(samples)
        parts.append(Beats(tempograms(envelopes), float(envelopes[-1].std()), samples.size / SAMPLE_RATE))
    return joined_beats(parts)


def joined_beats(parts: Sequence[Beats]) -> Beats:
    """Return the beats of a song from those of its excerpts, averaged by their length."""
    lengths = [part.seconds for part in parts]
    tempogram = np.average([part.tempogram for part in parts], axis=0, weights=lengths)
    return Beats(tempogram.astype(np.float32), max(part.strength for part in parts), sum(lengths))


def tempo_of(beats: Beats, weights: TempoWeights | None = None) -> Tempo | None:
    """Return the tempo that ``beats`` tell, or None."""
    tempogram = beats.tempogram
    least = _LEAST_PERIODICITY * max(1.0, float(np.sqrt(_SURE_S / beats.seconds)))
    if beats.strength < _LEAST_STRENGTH or _candidates(tempogram[0]).max() < least:
        return None
    probabilities = candidate_probabilities(tempogram, weights or shipped_weights().tempo)
    nearby = np.convolve(probabilities, np.ones(2 * _SAME + 1), "same")
    best = int(nearby.argmax())
    if nearby[best] < _LEAST_CONFIDENCE:
        return None
    others = nearby.copy()
    others[max(0, best - _APART) : best + _APART + 1] = 0.0
    second = int(others.argmax())
    return Tempo(
        round(_refined(tempogram, best), 1),
        round(float(min(nearby[best], 1.0)), 3),
        round(_refined(tempogram, second), 1) if others[second] > 0 else None,
    )


def candidate_probabilities(tempogram: Floats, weights: TempoWeights) -> NDArray[np.float64]:
    """Return how likely each candidate of 40 to 240 BPM is the tempo: float64 [candidates], of sum 1.

    A conditional logit (McFadden 1974): a candidate's score weighs what the tempograms hold at its metrical levels,
    and adds a prior.
    """
    rows = metrical_levels(tempogram)
    scores = np.tensordot(weights.levels.reshape(rows.shape[0]), rows, axes=1) + prior_hats() @ weights.prior
    odds = np.exp(scores - scores.max())
    probabilities: NDArray[np.float64] = odds / odds.sum()
    return probabilities


def metrical_levels(tempogram: Floats) -> Floats:
    """Return float32 [kinds x ranges x ratios, candidates]: the tempograms read at each ratio of each candidate."""
    flat = tempogram.reshape(-1, GRID_BPM.size)
    first = -SHIFTS[0]
    levels = [flat[:, first + shift : first + shift + CANDIDATES] for shift in SHIFTS]
    return np.stack(levels, axis=1).reshape(-1, CANDIDATES)


def prior_hats() -> NDArray[np.float64]:
    """Return float64 [candidates, 9]: piecewise linear functions of the logarithm of the tempo."""
    place = np.log2(CANDIDATE_BPM)
    knots = np.linspace(place[0], place[-1], HATS)
    hats: NDArray[np.float64] = np.maximum(0.0, 1.0 - np.abs(place[:, None] - knots) / (knots[1] - knots[0]))
    return hats


def _candidates(rows: Floats) -> Floats:
    return rows[..., -SHIFTS[0] : CANDIDATES - SHIFTS[0]]


def _refined(tempogram: Floats, candidate: int) -> float:
    """Return the BPM of the peak near ``candidate``, between the steps of the grid."""
    strength = _candidates(tempogram)[:, -1].sum(axis=0)
    low, high = max(1, candidate - _SAME), min(CANDIDATES - 1, candidate + _SAME + 1)
    peak = low + int(strength[low:high].argmax())
    before, at, after = strength[peak - 1 : peak + 2].tolist()
    curve = before - 2 * at + after
    offset = 0.5 * (before - after) / curve if curve < 0 else 0.0
    return float(CANDIDATE_BPM[peak] * 2.0 ** (float(np.clip(offset, -0.5, 0.5)) / STEPS_PER_OCTAVE))
