from pathlib import Path

import numpy as np
import pytest

from models.audio import decode_song
from models.audio.logmel import FRAMES, HOP, SAMPLE_RATE, LogMel, dequantise, looped, picked_frames, quantise
from models.manifest import DEFAULT_FOLDER
from tests.audio_files import shared_data, song, tone

LEAST_CORRELATION = 0.998
MOST_ERROR_DB = 0.5

CLIPS = ("000002", "000005", "000182", "000255", "000256", "000368", "000459", "000574", "000676", "000690")


@pytest.fixture(scope="module")
def front_end() -> LogMel:
    return LogMel.load(DEFAULT_FOLDER / "mel_filterbank.npz")


@pytest.fixture(scope="module")
def data() -> Path:
    folder = shared_data()
    if folder is None or not (folder / "fma_clips").is_dir():
        pytest.skip("the ten clips and their quantise images are not here (set CRATEDIGGER_TEST_DATA)")
    return folder


@pytest.fixture(scope="module")
def stored_images(data: Path) -> dict[str, np.ndarray]:
    with np.load(data / "fma_small" / "logmel128.npz", allow_pickle=False) as archive:
        row = {int(track): index for index, track in enumerate(archive["track_id"])}
        images = archive["logmel"]
        return {clip: dequantise(images[row[int(clip)]]) for clip in CLIPS}


@pytest.mark.parametrize("offset", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("seconds", [0.5, 3.0, 30.0])
def test_an_image_is_librosas_spectrogram_at_the_picked_frames(
    front_end: LogMel, seconds: float, offset: float
) -> None:
    librosa = pytest.importorskip("librosa", reason="the golden test needs librosa (the training extra)")
    samples = song().mean(axis=0)[: round(seconds * SAMPLE_RATE)]
    spectrogram = librosa.feature.melspectrogram(y=samples, sr=SAMPLE_RATE)
    picked = spectrogram[:, picked_frames(samples.size, offset)]
    expected = librosa.power_to_db(picked, ref=np.max)
    assert np.abs(front_end.image(samples, offset) - expected).max() < 0.01


@pytest.mark.parametrize("clip", CLIPS)
def test_a_clip_gives_its_stored_image(
    front_end: LogMel, data: Path, stored_images: dict[str, np.ndarray], clip: str
) -> None:
    image = front_end.image(decode_song(data / "fma_clips" / f"{clip}.mp3").excerpts[0].samples)
    reference = stored_images[clip]
    # The quantise floor lies 80 dB under the loudest of all frames: under that, there is nothing to compare.
    floor = -80 - reference.max()
    error = np.abs(np.maximum(image, floor) - (reference - reference.max())).mean()
    assert np.corrcoef(image.ravel(), reference.ravel())[0, 1] >= LEAST_CORRELATION
    assert error <= MOST_ERROR_DB


def test_the_loudest_picked_bin_is_zero_and_the_floor_is_eighty_below(front_end: LogMel) -> None:
    image = front_end.image(tone(5.0)[0])
    assert image.max() == 0.0
    assert image.min() == -80.0


def test_loudness_does_not_change_the_image(front_end: LogMel) -> None:
    samples = song().mean(axis=0)[: 10 * SAMPLE_RATE]
    quieter = samples * np.float32(10 ** (-12 / 20))
    assert np.abs(front_end.image(samples) - front_end.image(quieter)).max() < 0.05


def test_picked_frames_are_spread_over_the_whole_excerpt() -> None:
    count = 30 * SAMPLE_RATE
    picked = picked_frames(count)
    assert picked.size == FRAMES
    assert picked[0] == int(0.5 / FRAMES * (1 + count // HOP))
    assert picked[-1] <= count // HOP


def test_silence_gives_a_finite_image(front_end: LogMel) -> None:
    assert np.isfinite(front_end.image(np.zeros(SAMPLE_RATE, np.float32))).all()


def test_a_filterbank_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="64"):
        LogMel(np.zeros((64, 1025), np.float32))


def test_stored_images_come_back_to_within_half_a_step(front_end: LogMel) -> None:
    image = front_end.image(song().mean(axis=0))
    assert np.abs(dequantise(quantise(image)) - image).max() <= 80 / 255 / 2 + 1e-3


def test_a_short_image_is_put_in_the_order_of_the_clip_played_over_and_over() -> None:
    image = np.tile(np.arange(FRAMES, dtype=np.uint8), (2, 1))
    columns = looped(image, 10.0)[1].tolist()
    assert columns == [*range(0, FRAMES, 3), *range(1, FRAMES, 3), *range(2, FRAMES, 3)]


@pytest.mark.parametrize("seconds", [20.0, 29.9, 30.0, 31.0])
def test_an_image_of_nearly_an_excerpt_keeps_its_order(seconds: float) -> None:
    image = np.arange(FRAMES, dtype=np.float32)[None]
    np.testing.assert_array_equal(looped(image, seconds), image)


@pytest.mark.parametrize("seconds", [0.05, 1.0, 3.0, 7.0, 14.0])
def test_no_column_of_a_short_image_is_lost(seconds: float) -> None:
    image = np.arange(FRAMES, dtype=np.float32)[None]
    assert sorted(looped(image, seconds)[0]) == image[0].tolist()
