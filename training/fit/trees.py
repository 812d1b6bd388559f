"""Training the gradient-boosted trees."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.genres.probabilities import log_softmax
from training.data.folds import artist_folds
from training.evaluate.metrics import logarithm

_MOST_BINS = 63
_STEP = 20
_FOLDS = 5
# Less of the teacher's soft labels than the network learns: no worse on new songs, and trees that fit the truth of the
# catalogue's own songs bring songs of the right genre together.
SOFT_SHARE = 0.3
# With fewer rows than so many times the least of a leaf, leaves may be smaller: LightGBM finds nothing to split.
_LEAVES_IN_ROWS = 10


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

    def parameters(self, rows: int, labels: int, seed: int, threads: int) -> dict[str, Any]:
        """Return LightGBM's parameters for so many rows."""
        leaf = {"min_data_in_leaf": self.least_in_leaf}
        if rows < _LEAVES_IN_ROWS * self.least_in_leaf:
            leaf = {"min_data_in_leaf": max(rows // _LEAVES_IN_ROWS, 1), "min_data_in_bin": 1}
        return {
            **leaf,
            "num_class": labels,
            "num_leaves": self.leaves,
            "learning_rate": self.learning_rate,
            "feature_fraction": self.feature_fraction,
            "bagging_fraction": self.bagging_fraction,
            "bagging_freq": 1,
            "lambda_l2": self.l2,
            "max_bin": _MOST_BINS,
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
class TrainingSet:
    """Rows [m, f] and targets [m, labels]; validation labels and artists [v] and rows [v * votes, f]."""

    rows: NDArray[np.float32]
    targets: NDArray[np.float32]
    validation_rows: NDArray[np.float32]
    validation_labels: NDArray[np.int64]
    validation_artists: NDArray[np.str_]
    votes: int


@dataclass(frozen=True, slots=True)
class Reached:
    """The votes' log-loss and accuracy on the validation songs after so many rounds."""

    rounds: int
    log_loss: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class FittedTrees:
    """A booster in LightGBM's text format, its rounds, and its votes' log-loss on the validation rows.

    ``held_out`` is that log-loss with the rounds for each song chosen without its artist; ``curve`` is how it came to
    the best number of rounds, and went on.
    """

    text: str
    rounds: int
    log_loss: float
    held_out: float
    curve: tuple[Reached, ...]


def train_trees(training_set: TrainingSet, settings: TreeSettings, seed: int, threads: int) -> FittedTrees:
    """Train trees on soft targets by their cross-entropy; the same seed gives the same text."""
    import lightgbm

    rows, labels = training_set.targets.shape
    parameters = settings.parameters(rows, labels, seed, threads)
    data = lightgbm.Dataset(training_set.rows, label=np.zeros(rows), params=parameters)
    parameters["objective"] = _soft_cross_entropy(training_set.targets)
    booster = lightgbm.train(parameters, data, num_boost_round=settings.rounds)
    rounds = [*range(_STEP, settings.rounds, _STEP), settings.rounds]
    votes = np.stack(list(_staged_votes(booster, training_set, rounds, threads)))
    likelihoods = votes[:, np.arange(votes.shape[1]), training_set.validation_labels]
    losses = -logarithm(likelihoods)
    right = (votes.argmax(axis=2) == training_set.validation_labels).mean(axis=1)
    curve = tuple(map(Reached, rounds, losses.mean(axis=1).tolist(), right.tolist()))
    best = int(losses.mean(axis=1).argmin())
    text = booster.model_to_string(num_iteration=rounds[best])
    held_out = np.zeros(losses.shape[1])
    for rest, fold in artist_folds(training_set.validation_artists, _FOLDS):
        held_out[fold] = losses[losses[:, rest].mean(axis=1).argmin(), fold]
    return FittedTrees(text, rounds[best], curve[best].log_loss, float(held_out.mean()), curve)


def _soft_cross_entropy(targets: NDArray[np.float32]) -> Any:
    """Return the gradient and (scaled as LightGBM's own multiclass) Hessian of cross-entropy with soft targets."""
    labels = targets.shape[1]

    def objective(scores: NDArray[np.float64], _: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        probabilities = np.exp(log_softmax(scores.reshape(len(targets), labels)))
        return probabilities - targets, labels / (labels - 1) * probabilities * (1 - probabilities)

    return objective


def _staged_votes(
    booster: Any, training_set: TrainingSet, rounds: Sequence[int], threads: int
) -> Iterator[NDArray[np.float64]]:
    """Yield each validation song's probabilities [v, labels] after so many rounds."""
    scores = np.zeros((len(training_set.validation_rows), training_set.targets.shape[1]))
    for start, end in pairwise((0, *rounds)):
        scores = scores + booster.predict(
            training_set.validation_rows,
            raw_score=True,
            start_iteration=start,
            num_iteration=end - start,
            num_threads=threads,
        )
        yield (
            np.exp(log_softmax(scores))
            .reshape(len(training_set.validation_labels), training_set.votes, -1)
            .mean(axis=1)
        )
