"""A classifier on the tagger's embedding: three linear classifiers of it, added up, so that it stays one matrix."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

Array = NDArray[np.float64]

_TAG_SHRINKAGE = 0.1
_SHRINKAGE = 0.5
_ROUNDS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Linear:
    """``features @ weight + bias``; weight [features, outputs]."""

    weight: Array
    bias: Array

    def __call__(self, features: Array) -> Array:
        """Return [n, outputs] for features [n, features]."""
        return np.asarray(features @ self.weight + self.bias)

    def after(self, first: "Linear") -> "Linear":
        """Return this layer applied to the output of ``first``, as one."""
        return Linear(first.weight @ self.weight, first.bias @ self.weight + self.bias)


def fit(embeddings: Array, genres: Sequence[str], tags: Linear) -> Linear:
    """Return embeddings [n, 200] -> one logit per genre, in the genres' alphabetical order.

    ``tags`` turns an embedding into the fifty tags' log-odds. The three are linear discriminants on the tags and
    on tags and embedding together, and a logistic regression on the embedding: alone each is as good as another,
    together they are steadier.
    """
    middle, spread = embeddings.mean(axis=0), embeddings.std(axis=0) + 1e-6
    standard = Linear(np.diag(1 / spread), -middle / spread)
    both = Linear(
        np.hstack([np.eye(embeddings.shape[1]), tags.weight]), np.append(np.zeros(embeddings.shape[1]), tags.bias)
    )
    logistic = LogisticRegression(C=1 / len(genres), max_iter=_ROUNDS)
    members = [
        (tags, LinearDiscriminantAnalysis(solver="lsqr", shrinkage=_TAG_SHRINKAGE)),
        (both, LinearDiscriminantAnalysis(solver="lsqr", shrinkage=_SHRINKAGE)),
        (standard, logistic),
    ]
    layers = []
    for first, model in members:
        fitted = model.fit(first(embeddings), genres)
        weight, bias = fitted.coef_.T, fitted.intercept_
        # With two genres scikit-learn keeps one column, for the second.
        if weight.shape[1] == 1:
            weight, bias = np.hstack([-weight, weight]) / 2, np.append(-bias, bias) / 2
        layers.append(Linear(np.asarray(weight, np.float64), np.asarray(bias, np.float64)).after(first))
    return Linear(np.sum([layer.weight for layer in layers], axis=0), np.sum([layer.bias for layer in layers], axis=0))


def split_folds(genres: Sequence[str], groups: Sequence[str], folds: int = 5) -> dict[str, list[int]]:
    """Return the positions of up to five folds, groups kept whole; none where a genre is a single group."""
    least = min(
        len({group for group, own in zip(groups, genres, strict=True) if own == genre}) for genre in set(genres)
    )
    if least < 2:
        return {}
    splitter = StratifiedGroupKFold(min(folds, least), shuffle=True, random_state=0)
    parts = splitter.split(np.zeros((len(genres), 1)), genres, groups)
    return {str(index + 1): held.tolist() for index, (_, held) in enumerate(parts)}


def cross_validate(embeddings: Array, genres: Sequence[str], tags: Linear, folds: dict[str, list[int]]) -> Array:
    """Return logits [n, genres] of every clip by a classifier that never saw its fold; NaN for clips in no fold."""
    names = np.array(genres)
    logits = np.full((len(names), len(set(genres))), np.nan)
    inside = {index for held in folds.values() for index in held}
    for held in folds.values():
        others = sorted(inside - set(held))
        if set(names[others]) != set(genres):
            continue
        logits[held] = fit(embeddings[others], names[others].tolist(), tags)(embeddings[held])
    return logits
