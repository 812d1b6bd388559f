"""Measuring the artifacts of a folder as the product uses them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.catalog.catalog import Catalog
from models.errors import ArtifactError
from models.genres.ensemble import GenreModels
from models.genres.segments import own_maximum
from models.manifest import open_artifacts
from training.data.augmentation import equalised
from training.data.dataset import Dataset, DatasetError
from training.data.features import Advance, blocks
from training.evaluate.metrics import measure_genres
from training.evaluate.recommendations import GroundTruth, measure_lists, search_all

# What nothing is learned from.
_MEASURED_SPLITS = ("validation", "test")
_EQUALISER_SEED = 7

Probabilities = dict[str, NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class Evaluator:
    """The loaded models and catalogue of an artifacts folder, and the data they are measured on."""

    dataset: Dataset
    folder: Path
    models: GenreModels
    catalog: Catalog

    @classmethod
    def load(cls, dataset: Dataset, folder: Path | None) -> "Evaluator":
        """Load the artifacts; raise ArtifactError if they do not match their manifest or have other genres."""
        artifacts = open_artifacts(folder)
        models = GenreModels.load(artifacts)
        if models.labels != dataset.label_names:
            raise ArtifactError(f"{artifacts.folder} was trained for other genres than {dataset.folder} has")
        return cls(dataset, artifacts.folder, models, Catalog.load(artifacts))

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits to measure on: validation, and test where the data folder has one."""
        return tuple(split for split in _MEASURED_SPLITS if split in self.dataset.split)

    def genres(
        self,
        positions: NDArray[np.int64],
        advance: Advance = lambda _: None,
        change: Callable[[NDArray[np.float32]], NDArray[np.float32]] = own_maximum,
    ) -> Probabilities:
        """Return the probabilities [n, labels] of each model and the ``ensemble`` for tracks, one image a track.

        ``change`` changes the images in dB before they are classified.
        """
        found: dict[str, list[NDArray[np.float64]]] = {"cnn": [], "lgbm": [], "ensemble": []}
        for block in blocks(positions):
            scores = self.models.score(change(self.dataset.decibels(block)))
            calibrated = self.models.ensemble.calibrated(scores.logs)
            for name, values in (calibrated | {"ensemble": self.models.ensemble.join(calibrated)}).items():
                found[name].append(np.exp(values))
            advance(len(block))
        return {name: np.concatenate(values) for name, values in found.items()}

    def equalised_genres(self, positions: NDArray[np.int64], advance: Advance = lambda _: None) -> Probabilities:
        """Return the same as ``genres`` under a random smooth equaliser, another for every track."""
        generator = np.random.default_rng(_EQUALISER_SEED)
        return self.genres(positions, advance, lambda images: equalised(own_maximum(images), generator))

    def queries(self) -> NDArray[np.int64]:
        """Return the places in the catalogue of all validation and test tracks."""
        places = {track.track_id: place for place, track in enumerate(self.catalog.tracks)}
        wanted = self.dataset.track_id[self.dataset.indices(*_MEASURED_SPLITS)]
        missing = [track for track in wanted.tolist() if track not in places]
        if missing:
            raise ArtifactError(f"the catalogue lacks track {missing[0]} of {self.dataset.folder}")
        return np.array([places[track] for track in wanted.tolist()], dtype=np.int64)


def evaluate(evaluator: Evaluator, split: str, advance: Advance = lambda _: None) -> dict[str, Any]:
    """Return what ``evaluate --json`` prints: genres on ``split``, recommendations on all queries.

    Raises:
        DatasetError: if the data folder has no track in ``split``.

    """
    tracks = len(evaluator.dataset.indices(split))
    if not tracks:
        raise DatasetError(f"{evaluator.dataset.folder} has no {split} track to measure on.")
    recommender = evaluate_recommender(evaluator)
    return {"split": split, "tracks": tracks, **evaluate_genres(evaluator, split, advance), "recommender": recommender}


def evaluate_genres(evaluator: Evaluator, split: str, advance: Advance = lambda _: None) -> dict[str, dict[str, float]]:
    """Return the measures of each model and the ``ensemble`` on ``split``."""
    positions = evaluator.dataset.indices(split)
    labels = evaluator.dataset.labels[positions]
    return {
        name: measure_genres(values, labels).as_json() for name, values in evaluator.genres(positions, advance).items()
    }


def evaluate_recommender(evaluator: Evaluator) -> dict[str, float | int]:
    """Return the measures of the catalogue's lists for all validation and test tracks."""
    truth = GroundTruth.of(evaluator.catalog)
    return measure_lists(search_all(evaluator.catalog.index, truth, evaluator.queries()), truth).as_json()
