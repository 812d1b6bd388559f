import numpy as np
import pytest
from numpy.typing import NDArray

from models.taggers.frontend import FRAMES, PATCH_SAMPLES, SAMPLE_RATE, TaggerFrontEnd
from models.taggers.tagger import Tagger

Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def frontend(tagger: Tagger) -> TaggerFrontEnd:
    return tagger.front_end


def noise(seconds: float, rate: int = SAMPLE_RATE) -> Floats:
    return np.random.default_rng(7).normal(0, 0.2, round(seconds * rate)).astype(np.float32)


def test_the_log_mel_is_librosas_with_its_old_reflected_ends(frontend: TaggerFrontEnd) -> None:
    librosa = pytest.importorskip("librosa", reason="librosa comes with the training extra")
    samples = noise(5)
    power = librosa.feature.melspectrogram(
        y=samples, sr=SAMPLE_RATE, n_fft=512, hop_length=256, n_mels=96, pad_mode="reflect"
    )
    assert np.abs(frontend.log_mel(samples) - np.log10(1 + 10_000 * power.T)).max() < 1e-4


def test_loud_music_stays_finite_where_the_authors_float16_overflowed(frontend: TaggerFrontEnd) -> None:
    loud = noise(3) * 50
    log_mel = frontend.log_mel(loud)
    assert log_mel.max() > np.log10(1 + 10_000 * 6.5)
    assert np.isfinite(log_mel).all()


def test_an_excerpt_of_thirty_seconds_gives_ten_patches(frontend: TaggerFrontEnd) -> None:
    assert frontend.patches(noise(30, 44_100), 44_100, 10).log_mel.shape == (10, FRAMES, 96)


def test_a_few_patches_are_spread_over_the_excerpt(frontend: TaggerFrontEnd) -> None:
    samples = noise(30)
    every, few = frontend.patches(samples, SAMPLE_RATE, 10), frontend.patches(samples, SAMPLE_RATE, 3)
    np.testing.assert_allclose(few.log_mel, every.log_mel[[1, 5, 8]], atol=1e-6)
    assert few.starts_s == tuple(every.starts_s[place] for place in (1, 5, 8))


@pytest.mark.parametrize("rate", [8_000, 44_100, 48_000])
def test_patches_of_a_part_are_those_of_the_whole_excerpt(frontend: TaggerFrontEnd, rate: int) -> None:
    samples = noise(30, rate)
    every, few = frontend.patches(samples, rate, 10), frontend.patches(samples, rate, 5)
    assert few.starts_s == every.starts_s[1::2]
    assert np.abs(few.log_mel - every.log_mel[1::2]).mean() < 0.01


@pytest.mark.parametrize("seconds", [1.0, 2.5, PATCH_SAMPLES / SAMPLE_RATE])
def test_less_than_three_seconds_is_repeated_to_one_patch(frontend: TaggerFrontEnd, seconds: float) -> None:
    patches = frontend.patches(noise(seconds), SAMPLE_RATE, 10).log_mel
    assert patches.shape == (1, FRAMES, 96)
    assert patches[0, -1].max() > 1


@pytest.mark.parametrize("samples", [np.zeros(96_000, np.float32), np.zeros(0, np.float32)])
def test_silence_and_nothing_give_no_patch(frontend: TaggerFrontEnd, samples: Floats) -> None:
    assert frontend.patches(samples, SAMPLE_RATE, 10).log_mel.shape == (0, FRAMES, 96)


def test_only_the_silent_patches_are_left_out(frontend: TaggerFrontEnd) -> None:
    samples = np.concatenate([noise(6), np.zeros(6 * SAMPLE_RATE, np.float32)])
    assert frontend.patches(samples, SAMPLE_RATE, 10).starts_s == pytest.approx((0, 2.992, 5.984))


def test_the_filterbank_travels_inside_the_model(frontend: TaggerFrontEnd) -> None:
    assert frontend.filterbank.shape == (96, 257)
    assert frontend.filterbank.dtype == np.float32
