"""Features that are computed once for all tracks."""

from pathlib import Path

import numpy as np

from models.genres.network import GenreNetwork
from models.manifest import open_artifacts
from training.data.dataset import load
from training.data.features import AUGMENTED_COPIES, Features, compute_features, compute_outputs


def test_features_are_one_row_a_track_and_the_same_each_time(toy_data: Path, tmp_path: Path) -> None:
    dataset = load(toy_data)
    counted: list[int] = []
    features = compute_features(dataset, 3, counted.append)
    training = len(dataset.indices("training"))
    assert len(features.statistics) == len(features.segments) == len(dataset)
    assert features.augmented.shape == (AUGMENTED_COPIES, training, features.statistics.shape[1])
    assert sum(counted) == len(dataset) + AUGMENTED_COPIES * training
    features.save(tmp_path / "features.npz")
    again = compute_features(dataset, 3, lambda _: None)
    assert np.array_equal(Features.load(tmp_path / "features.npz").augmented, again.augmented)
    assert not np.array_equal(compute_features(dataset, 4, lambda _: None).augmented, again.augmented)


def test_outputs_are_what_the_network_says_of_each_image(toy_data: Path) -> None:
    dataset, network = load(toy_data), GenreNetwork.load(open_artifacts().path("genre_cnn.onnx"), 1)
    outputs = compute_outputs(network, dataset, lambda _: None)
    logits, embeddings = network.run(dataset.decibels(slice(5, 6)))
    assert len(outputs.logits) == len(dataset)
    np.testing.assert_allclose(outputs.logits[5], logits[0], atol=1e-3)
    np.testing.assert_allclose(outputs.embeddings[5], embeddings[0], atol=1e-3)
