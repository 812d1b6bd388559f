"""Soft labels: the truth mixed with the predictions of a classifier on the teacher's embeddings."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from training.data.dataset import Dataset
from training.data.folds import artist_folds
from training.fit.cnn.settings import Settings

_FOLDS = 10


@dataclass(frozen=True, slots=True)
class Targets:
    """What the network learns of every track of a data set.

    Attributes:
        genres: float32 [n, labels], rows summing to 1; only those of the training split are softened.
        teacher: float32 [n, d], standardised over the training split and clipped at 4 (d is 0 without a teacher).
        weight: float32 [n], 1 for a track, 1 / copies for one of several exact copies of an image.

    """

    genres: NDArray[np.float32]
    teacher: NDArray[np.float32]
    weight: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SoftLabels:
    """From the teacher: ``embeddings`` as in ``Targets``, and ``genres`` float32 [training tracks, labels]."""

    embeddings: NDArray[np.float32]
    genres: NDArray[np.float32]

    @classmethod
    def of(cls, dataset: Dataset) -> "SoftLabels | None":
        """Fit a classifier on the teacher's embeddings without each track's artist; None where there are none."""
        if dataset.teacher is None:
            return None
        training = dataset.indices("training")
        mean, scale = dataset.teacher[training].mean(axis=0), dataset.teacher[training].std(axis=0)
        embeddings = np.clip((dataset.teacher - mean) / np.maximum(scale, 1e-6), -4, 4).astype(np.float32)
        labels, artists = dataset.labels[training], dataset.artist[training]
        return cls(embeddings, _cross_fitted(embeddings[training], labels, artists, len(dataset.label_names)))


def make_targets(dataset: Dataset, settings: Settings, soft_labels: SoftLabels | None) -> Targets:
    """Mix the truth with the teacher's soft labels, where there are any.

    Of the settings, ``soft_share``, ``soft_temperature``, ``smoothing`` and ``share_copies`` are used.
    """
    training = dataset.indices("training")
    genres = np.eye(len(dataset.label_names), dtype=np.float32)[dataset.labels]
    genres[training] = (1 - settings.smoothing) * genres[training] + np.float32(settings.smoothing / genres.shape[1])
    teacher = np.zeros((len(dataset), 0), dtype=np.float32)
    if soft_labels is not None:
        teacher = soft_labels.embeddings
        powered = np.maximum(soft_labels.genres, 1e-6) ** (1 / settings.soft_temperature)
        softened = (powered / powered.sum(axis=1, keepdims=True)).astype(np.float32)
        genres[training] = (1 - settings.soft_share) * genres[training] + settings.soft_share * softened
    weight = np.ones(len(dataset), dtype=np.float32)
    if settings.share_copies:
        images = [image.tobytes() for image in dataset.images]
        _, group, count = np.unique(images, return_inverse=True, return_counts=True)
        weight = (1 / count[group]).astype(np.float32)
    return Targets(genres, teacher, weight)


def with_predictions(targets: Targets, predictions: NDArray[np.float32], training: NDArray[np.int64]) -> Targets:
    """Put finished networks' probabilities [training tracks, labels] in half of the training split's genre targets."""
    genres = targets.genres.copy()
    genres[training] = (genres[training] + predictions) / 2
    return replace(targets, genres=genres)


def _cross_fitted(
    features: NDArray[np.float32], labels: NDArray[np.int64], artists: NDArray[np.str_], label_count: int
) -> NDArray[np.float32]:
    """Return each row's genre probabilities [n, labels] from a logistic regression that saw none of its artist.

    Where there is but one artist, no artist can be left out and the uniform distribution comes back.
    """
    from sklearn.linear_model import LogisticRegression

    probabilities = np.full((len(labels), label_count), 1 / label_count, dtype=np.float32)
    if len(np.unique(artists)) < 2:
        return probabilities
    for rest, held_out in artist_folds(artists, _FOLDS):
        present = np.unique(labels[rest])
        if len(present) < 2:
            continue
        classifier = LogisticRegression(C=0.01, max_iter=500).fit(features[rest], labels[rest])
        probabilities[held_out] = 0
        probabilities[np.ix_(held_out, present)] = classifier.predict_proba(features[held_out])
    return probabilities
