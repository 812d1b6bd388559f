"""The gradient-boosted trees, on a song's statistics or (the original recipe) on its segments, which vote."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import ArtifactError
from models.genres.lightgbm_import import import_lightgbm
from models.genres.probabilities import LogProbabilities, log_softmax
from models.genres.segments import SegmentProjection

_FEATURES = ("statistics", "segments")


@dataclass(frozen=True, slots=True, eq=False)
class GenreTrees:
    """A LightGBM booster and the kind of its features; ``projection`` is used for ``segments`` alone."""

    booster: Any
    features: str
    projection: SegmentProjection
    threads: int

    @classmethod
    def load(cls, path: Path, features: str, projection: SegmentProjection, threads: int) -> "GenreTrees":
        """Read LightGBM's text format; raise ArtifactError if it is none or ``features`` is not one of FEATURES."""
        lightgbm = import_lightgbm()
        if features not in _FEATURES:
            raise ArtifactError(
                f"{path} is listed with the features {features!r}, which is none of {', '.join(_FEATURES)}"
            )
        try:
            booster = lightgbm.Booster(model_str=path.read_text(encoding="utf-8"))
        except (lightgbm.basic.LightGBMError, UnicodeDecodeError) as error:
            raise ArtifactError(f"{path} is no LightGBM model: {error}") from error
        return cls(booster, features, projection, threads)

    def log_probabilities(self, statistics: NDArray[np.float32], segments: NDArray[np.float32]) -> LogProbabilities:
        """Return log-probabilities [n, labels] of n images, by what the trees were grown on.

        ``statistics`` [n, f]: of :func:`song_statistics`, ``segments`` [n, 10, 256]: of :func:`segment_statistics`.
        """
        return self.of_rows(statistics) if self.features == "statistics" else self.of_segments(segments)

    def of_segments(self, statistics: NDArray[np.float32]) -> LogProbabilities:
        """Return log-probabilities [n, labels] of segment statistics [n, 10, 256]: the ten segments' mean vote."""
        points = self.projection.project(statistics)
        votes = np.exp(self.of_rows(points.reshape(-1, points.shape[2])))
        logs: LogProbabilities = np.log(votes.reshape(*points.shape[:2], -1).mean(axis=1) + 1e-12)
        return logs

    def of_rows(self, rows: NDArray[np.float32]) -> LogProbabilities:
        """Return log-probabilities [m, labels] of feature rows [m, f]."""
        return log_softmax(self.booster.predict(rows, raw_score=True, num_threads=self.threads))
