"""Onset envelopes and tempograms of sounds whose onsets are known."""

import numpy as np
import pytest

from models.rhythm.onset import FRAME_RATE, RANGES_HZ, onset_envelopes
from models.rhythm.signal import prepare
from models.rhythm.tempogram import GRID_BPM, tempograms
from training.rhythm.synthetic import RATE, clicks


def test_an_envelope_peaks_at_each_click_and_nowhere_else() -> None:
    (samples,) = prepare([clicks(120, 6)], RATE)
    strength = onset_envelopes(samples)[-1]
    peaks = np.flatnonzero(strength > strength.max() / 2) / FRAME_RATE
    assert len(RANGES_HZ) == len(onset_envelopes(samples))
    assert {round(peak / 0.5) for peak in peaks} >= set(range(1, 12))
    assert np.abs(peaks - 0.5 * np.round(peaks / 0.5)).max() < 0.07


@pytest.mark.parametrize("bpm", [80, 120])
def test_both_tempograms_are_strong_at_the_tempo(bpm: float) -> None:
    (samples,) = prepare([clicks(bpm, 9)], RATE)
    autocorrelation, fourier = tempograms(onset_envelopes(samples))[:, -1]
    near = np.abs(np.log2(GRID_BPM / bpm)) < 1 / 24
    between = np.abs(np.log2(GRID_BPM / bpm) - 0.5) < 1 / 24
    assert autocorrelation[near].max() > 0.7 > 3 * autocorrelation[between].max()
    assert fourier[near].max() > 2 * fourier[between].max()
