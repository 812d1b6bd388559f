"""The few figures that the bot shows about its models."""

import numpy as np
from numpy.typing import NDArray

from models.figures import Figures, hashes, write_figures
from models.manifest import open_artifacts
from training.evaluate.evaluator import Evaluator, Probabilities
from training.evaluate.recommendations import RecommenderMetrics


def keep_figures(
    evaluator: Evaluator, test: Probabilities, labels: NDArray[np.int64], replies: RecommenderMetrics
) -> None:
    """Write figures.json beside the models: from their probabilities [n, labels] on the test split, and the replies."""
    joined = test["ensemble"]
    right = {name: values.argmax(axis=1) == labels for name, values in test.items()}
    sure = joined.max(axis=1) >= evaluator.models.ensemble.confident_from
    figures = Figures(
        tracks=len(labels),
        network=float(right["cnn"].mean()),
        trees=float(right["lgbm"].mean()),
        joined=float(right["ensemble"].mean()),
        sure=float(sure.mean()),
        right_when_sure=float(right["ensemble"][sure].mean()) if sure.any() else 0.0,
        alike=replies.genre_precision_at_10,
    )
    write_figures(evaluator.folder, figures, hashes(open_artifacts(evaluator.folder)))
