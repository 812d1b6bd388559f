import json
from dataclasses import asdict

import numpy as np
import pytest
from numpy.typing import NDArray

from models.analysis import Key
from models.rhythm import tempo_and_key
from models.rhythm.key import KEYS, MODES, TONICS, camelot, key_probabilities, mirex_credit
from models.rhythm.weights import shipped_weights
from training.rhythm.synthetic import RATE, TIMBRES, chords, clicks, drums, noise, speech


def estimate_key(excerpts: list[NDArray[np.float32]], rate: float) -> Key | None:
    return tempo_and_key(excerpts, rate)[1]


NAMES = [(tonic, mode, f"{TONICS[mode][tonic]} {MODES[mode]}") for mode in (0, 1) for tonic in range(12)]


@pytest.mark.parametrize(("tonic", "mode", "name"), NAMES, ids=[name for _, _, name in NAMES])
@pytest.mark.parametrize("timbre", TIMBRES)
def test_chords_tell_their_key(tonic: int, mode: int, name: str, timbre: str) -> None:
    key = estimate_key([chords(tonic, MODES[mode], 12, timbre)], RATE)
    assert key is not None
    assert (f"{key.key} {key.mode}", key.mode) == (name, MODES[mode])


@pytest.mark.parametrize("cents", [-40, 30])
def test_a_band_that_is_out_of_tune_keeps_its_key(cents: float) -> None:
    key = estimate_key([chords(2, "major", 12)], RATE * 2 ** (cents / 1200))
    assert key is not None
    assert (key.key, key.mode) == ("D", "major")


@pytest.mark.parametrize(
    ("tonic", "mode", "code"), [(0, 0, "8B"), (9, 1, "8A"), (7, 0, "9B"), (8, 1, "1A"), (11, 0, "1B"), (4, 0, "12B")]
)
def test_camelot_codes_are_those_of_the_wheel(tonic: int, mode: int, code: str) -> None:
    assert camelot(tonic, mode) == code


def test_each_key_has_its_own_camelot_code() -> None:
    assert len({camelot(tonic, mode) for tonic, mode, _ in NAMES}) == KEYS


def test_a_metronome_has_a_tempo_and_no_key() -> None:
    tempo, key = tempo_and_key([clicks(120, 15)], RATE)
    assert tempo is not None
    assert key is None


@pytest.mark.parametrize("seconds", [3, 15])
def test_drums_alone_have_no_key(seconds: float) -> None:
    assert estimate_key([drums(110, seconds, np.random.default_rng(1))], RATE) is None


@pytest.mark.parametrize("seconds", [3, 15, 30])
def test_noise_has_no_key(seconds: float) -> None:
    assert estimate_key([noise(seconds, np.random.default_rng(2))], RATE) is None


def test_half_a_minute_of_speech_has_no_key() -> None:
    key = estimate_key([speech(30, np.random.default_rng(3))], RATE)
    assert key is None or key.confidence < 0.3


def test_music_of_all_twelve_tones_is_less_sure_than_a_cadence() -> None:
    tones = np.random.default_rng(4).permutation(12)
    rows = [chords(int(tone), MODES[index % 2], 1.2, "piano") for index, tone in enumerate(np.tile(tones, 2))]
    atonal, tonal = estimate_key([np.concatenate(rows)], RATE), estimate_key([chords(0, "major", 28, "piano")], RATE)
    assert tonal is not None
    assert atonal is None or atonal.confidence < tonal.confidence / 1.5


def test_turning_the_chroma_turns_the_key() -> None:
    chroma = np.random.default_rng(5).dirichlet(np.ones(12), 3).astype(np.float32)
    weights = shipped_weights().key
    before, after = (
        key_probabilities(turned, weights).reshape(2, 12) for turned in (chroma, np.roll(chroma, 4, axis=1))
    )
    assert np.roll(before, 4, axis=1) == pytest.approx(after, abs=1e-6)


def test_half_right_answers_earn_what_mirex_gives_them() -> None:
    c_major, g_major, a_minor, c_minor, d_major = 0, 7, 21, 12, 2
    credit = mirex_credit()[:, c_major]
    assert [credit[key] for key in (c_major, g_major, a_minor, c_minor, d_major)] == [1.0, 0.5, 0.3, 0.2, 0.0]


def test_a_key_is_plain_json() -> None:
    key = estimate_key([chords(9, "minor", 12)], RATE)
    assert key is not None
    assert json.loads(json.dumps(asdict(key))) == asdict(key)
    assert asdict(key) | {"confidence": 0} == {"key": "A", "mode": "minor", "camelot": "8A", "confidence": 0}
