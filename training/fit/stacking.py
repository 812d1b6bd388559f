"""Stacking beside averaging: how a learned combination of the models compares with their weighted mean.

Both are fitted without the song's artist (Wolpert, "Stacked Generalization", 1992), so neither has seen what it is
measured on.
"""

import numpy as np
from numpy.typing import NDArray

from models.genres.ensemble import Ensemble
from models.genres.probabilities import log_softmax
from training.fit.ensemble import Combined, Examples, averaged, fit_average, without_own_artist

# How strongly the learned weights are pulled towards zero, that is towards the plain average.
STRENGTHS = (0.01, 0.1, 1.0, 10.0)


def stacked(examples: Examples, label_names: tuple[str, ...], features: str, strength: float) -> NDArray[np.float64]:
    """Return probabilities [n, labels] of the average corrected by a linear map of all models' log-probabilities."""
    return without_own_artist(
        examples, lambda seen: fit_stacking(seen, fit_average(seen, label_names, features), strength)
    )


def fit_stacking(examples: Examples, average: Ensemble, strength: float) -> Combined:
    """Fit a multinomial logistic regression with the average's log-probabilities as its offset.

    ``strength`` is the weight of half the squared coefficients beside the mean log-loss.
    """
    from scipy.optimize import minimize

    offsets, inputs = averaged(examples, average), _inputs(examples)
    truth = np.eye(offsets.shape[1])[examples.labels]
    shape = inputs.shape[1], offsets.shape[1]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(shape)
        logs = log_softmax(offsets + inputs @ weights)
        slope = inputs.T @ (np.exp(logs) - truth) / len(truth) + strength * weights
        return float(-(logs * truth).sum(axis=1).mean() + strength * (flat**2).sum() / 2), slope.ravel()

    weights = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)
    return lambda unseen: log_softmax(averaged(unseen, average) + _inputs(unseen) @ weights)


def _inputs(examples: Examples) -> NDArray[np.float64]:
    logs = [values - values.mean(axis=1, keepdims=True) for _, values in sorted(examples.logs.items())]
    return np.hstack((*logs, np.ones((len(examples.labels), 1))))
