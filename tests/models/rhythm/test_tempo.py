import json
from dataclasses import asdict

import numpy as np
import pytest
from numpy.typing import NDArray

from models.analysis import Tempo
from models.rhythm import tempo_and_key
from models.rhythm.signal import prepare
from models.rhythm.tempo import candidate_probabilities, song_beats
from models.rhythm.weights import shipped_weights
from training.rhythm.synthetic import RATE, clicks, drums, noise, rubato

LEVELS = (1.0, 0.5, 2.0, 1 / 3, 3.0)


def estimate_tempo(excerpts: list[NDArray[np.float32]], rate: float) -> Tempo | None:
    return tempo_and_key(excerpts, rate)[0]


def off(tempo: Tempo | None, bpm: float) -> float:
    """Return how far a tempo is from the nearest metrical level of ``bpm``, relatively."""
    assert tempo is not None
    return min(abs(tempo.bpm / level / bpm - 1) for level in LEVELS)


@pytest.mark.parametrize("bpm", [60, 83, 97.5, 120, 128, 141, 174, 200])
def test_a_metronome_is_right_within_one_percent(bpm: float) -> None:
    assert off(estimate_tempo([clicks(bpm, 15)], RATE), bpm) <= 0.01


@pytest.mark.parametrize("bpm", [72, 90, 100, 120, 133, 150])
def test_a_drummer_is_right_within_one_percent(bpm: float) -> None:
    assert off(estimate_tempo([drums(bpm, 20, np.random.default_rng(2))], RATE), bpm) <= 0.01


@pytest.mark.parametrize("bpm", [90, 120])
def test_three_seconds_are_enough_for_a_steady_beat(bpm: float) -> None:
    assert off(estimate_tempo([clicks(bpm, 3)], RATE), bpm) <= 0.02


def test_the_alternative_is_another_metrical_level() -> None:
    tempo = estimate_tempo([drums(100, 20, np.random.default_rng(3))], RATE)
    assert tempo is not None
    assert tempo.alternative is not None
    assert abs(np.log2(tempo.alternative / tempo.bpm)) > np.log2(1.2)


@pytest.mark.parametrize("rate", [22_050, 32_000, 48_000, 96_000])
def test_the_sample_rate_does_not_matter(rate: int) -> None:
    faster = rate / RATE
    assert off(estimate_tempo([clicks(90, 20)], rate), 90 * faster) <= 0.01


def test_several_excerpts_agree_on_one_tempo() -> None:
    excerpts = [drums(104, 30, np.random.default_rng(seed)) for seed in (1, 2, 3)]
    assert off(estimate_tempo(excerpts, RATE), 104) <= 0.01


@pytest.mark.parametrize("seconds", [3, 15, 30])
def test_noise_has_no_tempo(seconds: float) -> None:
    assert estimate_tempo([noise(seconds, np.random.default_rng(4))], RATE) is None


def test_music_without_a_beat_has_no_tempo() -> None:
    assert estimate_tempo([rubato(30, np.random.default_rng(5))], RATE) is None


@pytest.mark.parametrize(
    "samples",
    [np.zeros(0), np.zeros(44_100 * 5), np.full(44_100 * 5, np.nan), np.ones(44_100 * 5), np.ones(10)],
    ids=["nothing", "silence", "not numbers", "direct current", "ten samples"],
)
def test_what_is_no_sound_has_neither_tempo_nor_key(samples: NDArray[np.float64]) -> None:
    assert tempo_and_key([samples.astype(np.float32)], RATE) == (None, None)


def test_no_excerpts_have_neither_tempo_nor_key() -> None:
    assert tempo_and_key([], RATE) == (None, None)


def test_samples_that_are_not_finite_do_not_spoil_the_rest() -> None:
    samples = clicks(120, 15)
    samples[[5_000, 100_000]] = np.nan, np.inf
    assert off(estimate_tempo([samples], RATE), 120) <= 0.01


def test_loudness_does_not_matter() -> None:
    quiet, loud = (estimate_tempo([gain * clicks(95, 12)], RATE) for gain in (0.002, 1.0))
    assert quiet == loud


@pytest.mark.parametrize("rate", [0, -1, float("nan")])
def test_a_rate_that_is_none_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="sample rate"):
        estimate_tempo([clicks(120, 5)], rate)


def test_stereo_is_refused() -> None:
    with pytest.raises(ValueError, match="mono"):
        estimate_tempo([np.zeros((2, 100_000), np.float32)], RATE)


def test_the_chances_of_the_candidates_sum_to_one() -> None:
    beats = song_beats(prepare([clicks(120, 10)], RATE))
    assert candidate_probabilities(beats.tempogram, shipped_weights().tempo).sum() == pytest.approx(1)


def test_a_tempo_is_plain_json() -> None:
    tempo = estimate_tempo([clicks(120, 10)], RATE)
    assert tempo is not None
    assert json.loads(json.dumps(asdict(tempo))) == asdict(tempo)
    assert set(asdict(tempo)) == {"bpm", "confidence", "alternative"}


@pytest.mark.parametrize("bpm", [80, 100, 120])
@pytest.mark.parametrize("seconds", [3, 10, 30])
def test_a_drummer_is_not_taken_for_half_as_fast_however_long_the_excerpt(bpm: float, seconds: float) -> None:
    tempo = estimate_tempo([drums(bpm, seconds, np.random.default_rng(6))], RATE)
    assert tempo is not None
    assert tempo.bpm == pytest.approx(bpm, rel=0.02)


@pytest.mark.parametrize("factor", [0.9, 1.06, 1.12])
def test_the_same_music_faster_is_faster_by_as_much(factor: float) -> None:
    samples = drums(104, 20, np.random.default_rng(7))
    before, after = estimate_tempo([samples], RATE), estimate_tempo([samples], RATE * factor)
    assert before is not None
    assert after is not None
    assert after.bpm / before.bpm == pytest.approx(factor, rel=0.01)


def test_a_change_of_tempo_is_answered_by_one_of_them_or_less_surely() -> None:
    changing = np.concatenate([drums(90, 10, np.random.default_rng(8)), drums(125, 10, np.random.default_rng(9))])
    tempo, steady = (
        estimate_tempo([samples], RATE) for samples in (changing, drums(125, 20, np.random.default_rng(9)))
    )
    assert steady is not None
    assert tempo is None or min(off(tempo, 90), off(tempo, 125)) <= 0.02 or tempo.confidence < steady.confidence / 1.5


def test_a_single_click_has_no_tempo_and_no_key() -> None:
    samples = np.zeros(10 * RATE, np.float32)
    samples[3 * RATE : 3 * RATE + 400] = 0.8
    assert tempo_and_key([samples], RATE) == (None, None)


def test_irregular_clicks_have_no_tempo_or_an_unsure_one() -> None:
    times = np.cumsum(np.random.default_rng(10).uniform(0.15, 1.1, 40))
    samples = np.zeros(30 * RATE, np.float32)
    for time in times[times < 29]:
        samples[round(time * RATE) : round(time * RATE) + 300] = 0.7
    tempo, key = tempo_and_key([samples], RATE)
    assert tempo is None or tempo.confidence < 0.5
    assert key is None
