import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from models.catalog.catalog import Catalog
from models.catalog.query import Query
from models.errors import ArtifactError
from models.genres.ensemble import ENSEMBLE_FILE, NETWORK_FILE, GenreModels
from models.manifest import DEFAULT_FOLDER, open_artifacts, write_manifest
from training.data.augmentation import augmented, equalised, in_passages
from training.evaluate.cost import count_weights


@pytest.fixture(scope="module")
def models() -> GenreModels:
    return GenreModels.load(open_artifacts(), 1)


@pytest.fixture(scope="module")
def images() -> NDArray[np.float32]:
    """Three images, float32 [3, 128, 128] in dB: a pulse over a sloping spectrum, louder in one band after another."""
    frames = np.arange(128)
    slope = -0.35 * np.arange(128)[:, None] - 12 * (frames % 4 > 0)
    noise = np.random.default_rng(4).normal(0, 4, (3, 128, 128))
    rows = slope + noise
    rows[1, 40:60] += 15
    rows[2, 80:90] += 20
    relative: NDArray[np.float32] = (rows - rows.max(axis=(1, 2), keepdims=True)).astype(np.float32)
    return relative


def test_every_label_comes_back_best_first_and_sums_to_one(models: GenreModels, images: NDArray[np.float32]) -> None:
    prediction = models.classify(images)
    probabilities = [genre.probability for genre in prediction.genres]
    assert {genre.genre for genre in prediction.genres} == set(models.labels)
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1, abs=1e-6)
    for name in ("cnn", "lgbm"):
        assert sum(prediction.models[name].values()) == pytest.approx(1, abs=1e-6)
    np.testing.assert_allclose(prediction.probabilities.sum(axis=1), 1, atol=1e-5)
    assert prediction.segments.shape == (10, 100)


def test_how_loud_a_song_is_changes_nothing(models: GenreModels, images: NDArray[np.float32]) -> None:
    quiet, loud = models.classify(images), models.classify(images + np.float32(17.5))
    assert [genre.genre for genre in quiet.genres] == [genre.genre for genre in loud.genres]
    assert quiet.genres[0].probability == pytest.approx(loud.genres[0].probability, abs=1e-3)


def test_the_same_image_several_times_says_what_it_says_once(models: GenreModels, images: NDArray[np.float32]) -> None:
    once, often = models.classify(images[:1]), models.classify(np.repeat(images[:1], 5, axis=0))
    assert once.genres[0].genre == often.genres[0].genre
    assert once.genres[0].probability == pytest.approx(often.genres[0].probability, abs=1e-4)


def test_the_images_handed_in_stay_as_they_are(models: GenreModels, images: NDArray[np.float32]) -> None:
    before = images.copy()
    models.classify(images)
    np.testing.assert_array_equal(before, images)


def test_words_turn_the_answer_and_are_a_model_of_their_own(models: GenreModels, images: NDArray[np.float32]) -> None:
    seen = models.classify(images)
    last = seen.genres[-1].genre
    ratios = np.where(np.array(models.labels) == last, 12.0, 0.0)
    fused = models.classify(images, ratios)
    assert fused.genres[0].genre == last
    assert fused.confident
    assert sum(genre.probability for genre in fused.genres) == pytest.approx(1, abs=1e-6)
    assert {models.labels[place] for place in fused.probabilities.argmax(axis=1)} == {last}
    assert max(fused.models["tagger"], key=fused.models["tagger"].__getitem__) == last
    assert {name: fused.models[name] for name in seen.models} == seen.models


def test_words_move_a_song_towards_the_tracks_of_the_genre_that_they_speak_for(
    models: GenreModels, images: NDArray[np.float32]
) -> None:
    catalog = Catalog.load(open_artifacts())
    assert catalog.space.axes is not None
    seen = models.classify(images)
    ratios = np.where(np.array(models.labels) == "Folk", 4.0, 0.0)
    before, after = (catalog.embed(each.embedding, each.statistics) for each in (seen, models.classify(images, ratios)))
    folk = catalog.space.axes.indices(["Folk"])[0]
    assert catalog.space.axes.projections(after)[folk] > catalog.space.axes.projections(before)[folk] + 0.1


def test_an_answer_is_confident_from_the_threshold_on(models: GenreModels, images: NDArray[np.float32]) -> None:
    prediction = models.classify(images)
    assert prediction.confident == (prediction.genres[0].probability >= models.ensemble.confident_from)


def test_an_ensemble_for_other_genres_is_refused_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "artifacts"
    shutil.copytree(DEFAULT_FOLDER, folder)
    content = json.loads((folder / ENSEMBLE_FILE).read_text())
    content["labels"][0] = "Polka"
    (folder / ENSEMBLE_FILE).write_text(json.dumps(content))
    write_manifest(folder, [entry.file for entry in open_artifacts().entries.values() if not entry.optional])
    with pytest.raises(ArtifactError, match=r"genre_cnn\.onnx"):
        GenreModels.load(open_artifacts(folder), 1)


def test_the_shipped_catalogue_recommends_for_a_prediction(models: GenreModels, images: NDArray[np.float32]) -> None:
    catalog = Catalog.load(open_artifacts())
    prediction = models.classify(images)
    embedding = catalog.embed(prediction.embedding, prediction.statistics)
    songs = catalog.recommend(Query(embedding, prediction.segments), 10)
    assert len(songs) == 10
    assert np.linalg.norm(embedding) == pytest.approx(1, abs=1e-5)
    assert all(song.url.startswith("http") and 0 <= song.similarity <= 1 for song in songs)
    assert len({song.artist for song in songs[:5]}) == 5


def test_an_equaliser_moves_bands_by_six_decibels_at_most(images: NDArray[np.float32]) -> None:
    changed = equalised(images, np.random.default_rng(1))
    moved = np.median(changed - images, axis=2)
    assert np.ptp(moved, axis=1).max() <= 12.5
    assert np.abs(np.diff(moved, axis=1)).max() < 3
    np.testing.assert_allclose(changed.max(axis=(1, 2)), 0, atol=1e-5)


def test_the_shipped_network_holds_less_than_two_million_numbers() -> None:
    pytest.importorskip("onnx", reason="onnx, which reads the file, is not installed")
    assert 0 < count_weights(DEFAULT_FOLDER / NETWORK_FILE) < 2_000_000


def test_an_image_in_passages_is_one_stretch_of_it_over_and_over(images: NDArray[np.float32]) -> None:
    frames = np.broadcast_to(np.arange(128, dtype=np.float32), (64, 2, 128))
    for columns in in_passages(frames, np.random.default_rng(1))[:, 0].astype(int):
        length = len(np.unique(columns))
        assert 12 <= length <= 64
        np.testing.assert_array_equal(columns, (columns[0] + np.arange(128) % length) % 128)
    assert in_passages(images, np.random.default_rng(1)).shape == images.shape


def test_a_remastered_image_stays_an_image(images: NDArray[np.float32]) -> None:
    changed = augmented(images, np.random.default_rng(1))
    assert changed.shape == images.shape
    assert changed.dtype == np.float32
    assert changed.min() >= -80
    assert changed.max() <= 0
