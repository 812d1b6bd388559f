"""Images -> genre probabilities: the network, the trees, and their calibrated ensemble."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.analysis import WORDS_MODEL, GenreProbability
from models.errors import ArtifactError
from models.genres.network import GenreNetwork
from models.genres.probabilities import LogProbabilities, joined, log_softmax, pooled
from models.genres.segments import PROJECTION_FILE, Images, SegmentProjection, own_maximum, segment_statistics
from models.genres.statistics import song_statistics
from models.genres.trees import GenreTrees
from models.manifest import Artifacts
from models.threads import usable_cpus

NETWORK_FILE = "genre_cnn.onnx"
TREES_FILE = "genre_lgbm.txt"
ENSEMBLE_FILE = "ensemble.json"


@dataclass(frozen=True, slots=True, eq=False)
class GenreScores:
    """What the models find in n images, each by itself, before anything is joined.

    ``logs``: log-probabilities [n, labels] of each model. ``embeddings``: float32 [n, e], the network's.
    ``statistics``: float32 [n, f], of :func:`song_statistics`. ``segments``: float32 [n, 10, 100]. ``timings_s``: per
    model.
    """

    logs: Mapping[str, LogProbabilities]
    embeddings: NDArray[np.float32]
    statistics: NDArray[np.float32]
    segments: NDArray[np.float32]
    timings_s: dict[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class GenrePrediction:
    """What the models predict for one song.

    ``genres``: every label, best first, summing to 1. ``models``: each model's own probabilities. ``logs``: the same
    as log-probabilities [labels], calibrated, in the order of the labels. ``probabilities``: float32 [n, labels], of
    each image. ``image_embeddings``: float32 [n, e], the network's. ``embedding``: float32 [e + labels], their mean
    over the images, followed by the song's log-probabilities. ``statistics``: float32 [f] and ``segments``: float16
    [10, 100], means over the images. ``timings_s``: per model.
    """

    genres: tuple[GenreProbability, ...]
    confident: bool
    models: dict[str, dict[str, float]]
    logs: Mapping[str, LogProbabilities]
    probabilities: NDArray[np.float32]
    image_embeddings: NDArray[np.float32]
    embedding: NDArray[np.float32]
    statistics: NDArray[np.float32]
    segments: NDArray[np.float16]
    timings_s: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ensemble:
    """How the models are joined: log-probabilities at their own temperature, weighted, at a common temperature.

    A prediction is confident when its best probability reaches ``confident_from``. ``features``: the trees' input.
    """

    labels: tuple[str, ...]
    weights: Mapping[str, float]
    temperatures: Mapping[str, float]
    temperature: float
    confident_from: float
    features: str = "statistics"

    @classmethod
    def load(cls, path: Path) -> "Ensemble":
        """Read ``ensemble.json``; raise ArtifactError if something is missing in it."""
        try:
            return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError) as error:
            raise ArtifactError(f"{path} does not describe an ensemble: {error!r}") from error

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Ensemble":
        """Return the ensemble that ``as_json`` described."""
        models = values["models"]
        return cls(
            tuple(values["labels"]),
            {name: float(model["weight"]) for name, model in models.items()},
            {name: float(model["temperature"]) for name, model in models.items()},
            float(values["temperature"]),
            float(values["thresholds"]["confident"]),
            str(models["lgbm"]["features"]),
        )

    def as_json(self) -> dict[str, Any]:
        """Return the content of ``ensemble.json``."""
        models: dict[str, dict[str, Any]] = {
            name: {"weight": self.weights[name], "temperature": self.temperatures[name]} for name in self.weights
        }
        models["lgbm"]["features"] = self.features
        return {
            "labels": list(self.labels),
            "models": models,
            "temperature": self.temperature,
            "thresholds": {"confident": self.confident_from},
        }

    def calibrated(self, logs: Mapping[str, LogProbabilities]) -> dict[str, LogProbabilities]:
        """Return each model's log-probabilities [..., labels] at its own temperature."""
        return {name: log_softmax(logs[name] / self.temperatures[name]) for name in self.weights}

    def join(self, calibrated: Mapping[str, LogProbabilities]) -> LogProbabilities:
        """Return the ensemble's log-probabilities [..., labels]."""
        return joined(calibrated, self.weights, self.temperature)


@dataclass(frozen=True, slots=True, eq=False)
class GenreModels:
    """The loaded models; several processes may load their own, none may be handed through a fork."""

    network: GenreNetwork
    trees: GenreTrees
    projection: SegmentProjection
    ensemble: Ensemble

    @classmethod
    def load(cls, artifacts: Artifacts, threads: int | None = None) -> "GenreModels":
        """Load everything, for ``threads`` CPU threads (default: all that this process may use).

        Raise ArtifactError naming the file that is broken or does not fit the others.
        """
        threads = threads or usable_cpus()
        ensemble = Ensemble.load(artifacts.path(ENSEMBLE_FILE))
        projection = SegmentProjection.load(artifacts.path(PROJECTION_FILE))
        network = GenreNetwork.load(artifacts.path(NETWORK_FILE), threads)
        if network.labels != ensemble.labels:
            raise ArtifactError(f"{artifacts.path(NETWORK_FILE)} has other labels than {ENSEMBLE_FILE}")
        trees_path = artifacts.path(TREES_FILE)
        trees = GenreTrees.load(trees_path, ensemble.features, projection, threads)
        if trees.booster.num_model_per_iteration() != len(ensemble.labels):
            raise ArtifactError(f"{trees_path} has another number of genres than {ENSEMBLE_FILE}")
        return cls(network, trees, projection, ensemble)

    @property
    def labels(self) -> tuple[str, ...]:
        """The genres, in the order of the models' outputs."""
        return self.ensemble.labels

    def classify(self, images: Images, tag_ratios: LogProbabilities | None = None) -> GenrePrediction:
        """Classify one song by its images, float32 [n, 128, 128] in dB with any constant offset, n at least 1.

        ``tag_ratios``: what its tags add to the log-probabilities [labels] (``models.genres.late_fusion``), None for a
        song without tags.
        """
        return self.join([self.score(images)], tag_ratios)

    def score(self, images: Images) -> GenreScores:
        """Return what the models find in each of some of a song's images, float32 [n, 128, 128]; see ``classify``."""
        started = time.perf_counter()
        images = own_maximum(np.asarray(images, dtype=np.float32))
        logits, embeddings = self.network.run(images)
        network_done = time.perf_counter()
        statistics = song_statistics(images)
        segments = segment_statistics(images)
        logs = {"cnn": log_softmax(logits), "lgbm": self.trees.log_probabilities(statistics, segments)}
        timings = {"cnn": network_done - started, "lgbm": time.perf_counter() - network_done}
        return GenreScores(logs, embeddings, statistics, self.projection.project(segments), timings)

    def join(self, scores: Sequence[GenreScores], tag_ratios: LogProbabilities | None = None) -> GenrePrediction:
        """Classify one song by the scores of all its images; ``tag_ratios`` as for ``classify``."""
        logs = {name: np.concatenate([each.logs[name] for each in scores]) for name in scores[0].logs}
        embeddings = np.concatenate([each.embeddings for each in scores])
        segments = np.concatenate([each.segments for each in scores]).mean(axis=0)
        calibrated = self.ensemble.calibrated(logs)
        song = {name: pooled(values) for name, values in calibrated.items()}
        added = np.zeros(len(self.labels)) if tag_ratios is None else tag_ratios
        fused = log_softmax(self.ensemble.join(song) + added)
        probabilities = np.exp(fused)
        if tag_ratios is not None:
            song[WORDS_MODEL] = log_softmax(tag_ratios)
        order = np.argsort(-probabilities, kind="stable")
        return GenrePrediction(
            genres=tuple(GenreProbability(self.labels[index], float(probabilities[index])) for index in order),
            confident=bool(probabilities.max() >= self.ensemble.confident_from),
            models={
                name: dict(zip(self.labels, np.exp(values).tolist(), strict=True)) for name, values in song.items()
            },
            logs=song,
            probabilities=np.exp(log_softmax(self.ensemble.join(calibrated) + added)).astype(np.float32),
            image_embeddings=embeddings,
            embedding=np.concatenate((embeddings.mean(axis=0), fused)).astype(np.float32),
            statistics=np.concatenate([each.statistics for each in scores]).mean(axis=0),
            segments=segments.astype(np.float16),
            timings_s={name: sum(each.timings_s[name] for each in scores) for name in scores[0].timings_s},
        )
