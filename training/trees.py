"""Training the gradient-boosted trees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.probabilities import log_softmax

MOST_BINS = 63
STEP = 20


@dataclass(frozen=True, slots=True)
class TreeSettings:
    """LightGBM's parameters; ``rounds`` is the most, the best number of them by validation log-loss is kept."""

    rounds: int = 500
    leaves: int = 15
    learning_rate: float = 0.08
    feature_fraction: float = 0.15
    bagging_fraction: float = 0.7
    least_in_leaf: int = 20
    l2: float = 5.0

    def parameters(self, labels: int, seed: int, threads: int) -> dict[str, Any]:
        """Return what LightGBM wants to know."""
        return {
            "num_class": labels,
            "num_leaves": self.leaves,
            "learning_rate": self.learning_rate,
            "feature_fraction": self.feature_fraction,
            "bagging_fraction": self.bagging_fraction,
            "bagging_freq": 1,
            "min_data_in_leaf": self.least_in_leaf,
            "lambda_l2": self.l2,
            "max_bin": MOST_BINS,
            "seed": seed,
            "num_threads": threads,
            "deterministic": True,
            "force_col_wise": True,
            "verbose": -1,
        }


RECIPES: Mapping[str, TreeSettings] = {
    "statistics": TreeSettings(),
    "segments": TreeSettings(rounds=200, leaves=31, feature_fraction=0.3, least_in_leaf=100),
}


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Rows [m, f] and answers [m, labels]; validation labels [v] and rows [v * votes, f]."""

    rows: NDArray[np.float32]
    answers: NDArray[np.float32]
    validation_rows: NDArray[np.float32]
    validation_labels: NDArray[np.int64]
    votes: int


@dataclass(frozen=True, slots=True)
class Grown:
    """A booster in LightGBM's text format, its rounds, and its votes' log-loss on the validation rows."""

    text: str
    rounds: int
    log_loss: float


def train_trees(lesson: Lesson, settings: TreeSettings, seed: int, threads: int) -> Grown:
    """Grow trees on soft answers by their cross-entropy; the same seed gives the same text."""
    import lightgbm

    labels = lesson.answers.shape[1]
    parameters = settings.parameters(labels, seed, threads)
    data = lightgbm.Dataset(lesson.rows, label=np.zeros(len(lesson.rows)), params=parameters)
    parameters["objective"] = _soft_cross_entropy(lesson.answers)
    booster = lightgbm.train(parameters, data, num_boost_round=settings.rounds)
    rounds, log_loss = _best_rounds(booster, lesson, settings.rounds, threads)
    return Grown(booster.model_to_string(num_iteration=rounds), rounds, log_loss)


def _soft_cross_entropy(answers: NDArray[np.float32]) -> Any:
    """Return the gradient and (scaled as LightGBM's own multiclass) Hessian of cross-entropy with soft answers."""
    labels = answers.shape[1]

    def objective(scores: NDArray[np.float64], _: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        probabilities = np.exp(log_softmax(scores.reshape(len(answers), labels)))
        return probabilities - answers, labels / (labels - 1) * probabilities * (1 - probabilities)

    return objective


def _best_rounds(booster: Any, lesson: Lesson, rounds: int, threads: int) -> tuple[int, float]:
    scores = np.zeros((len(lesson.validation_rows), lesson.answers.shape[1]))
    best, best_loss = rounds, float("inf")
    for start in range(0, rounds, STEP):
        step = min(STEP, rounds - start)
        scores = scores + booster.predict(
            lesson.validation_rows, raw_score=True, start_iteration=start, num_iteration=step, num_threads=threads
        )
        loss = _loss(scores, lesson)
        if loss < best_loss:
            best, best_loss = start + step, loss
    return best, best_loss


def _loss(scores: NDArray[np.float64], lesson: Lesson) -> float:
    votes = np.exp(log_softmax(scores)).reshape(len(lesson.validation_labels), lesson.votes, -1).mean(axis=1)
    return float(-np.log(votes[np.arange(len(votes)), lesson.validation_labels] + 1e-12).mean())
