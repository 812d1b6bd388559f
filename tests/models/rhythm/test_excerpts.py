import numpy as np
import pytest

from models.rhythm import tempo_and_key
from models.rhythm.signal import LEAST_S, MOST_S, SAMPLE_RATE, power_frames, prepare
from training.rhythm.synthetic import RATE, chords, clicks, drums


def test_three_seconds_of_a_band_have_a_tempo_and_a_key() -> None:
    band = chords(9, "minor", 3, "plucked", bpm=120) + 0.5 * drums(120, 3, np.random.default_rng(1))
    tempo, key = tempo_and_key([band], RATE)
    assert tempo is not None
    assert key is not None
    assert (key.key, key.mode) == ("A", "minor")


def test_what_is_too_short_to_judge_is_left_out() -> None:
    assert prepare([clicks(120, LEAST_S / 2)], RATE) == []
    assert len(prepare([clicks(120, LEAST_S / 2), clicks(120, 5)], RATE)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_long_excerpts_share_a_bounded_time(count: int) -> None:
    prepared = prepare([clicks(120, 200)] * count, RATE)
    assert sum(samples.size for samples in prepared) == pytest.approx(MOST_S * SAMPLE_RATE, rel=0.001)


def test_bands_are_the_weighted_bins() -> None:
    samples = np.random.default_rng(2).standard_normal(5_000).astype(np.float32)
    bands = np.random.default_rng(3).random((257, 5)).astype(np.float32)
    assert power_frames(samples, 512, 128, bands) == pytest.approx(power_frames(samples, 512, 128) @ bands, rel=1e-3)


def test_a_frame_is_the_power_of_its_windowed_samples() -> None:
    samples = np.random.default_rng(4).standard_normal(900).astype(np.float32)
    expected = np.abs(np.fft.rfft(samples[128:640] * np.hanning(513)[:-1])) ** 2
    assert power_frames(samples, 512, 128)[1] == pytest.approx(expected, rel=1e-3, abs=1e-4)
