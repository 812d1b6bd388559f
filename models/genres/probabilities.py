"""Arithmetic on genre probabilities: logarithms, temperature, averages."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

LogProbabilities = NDArray[np.float64]


def log_softmax(logits: NDArray[np.floating]) -> LogProbabilities:
    """Return log-probabilities of ``logits`` [..., labels]."""
    shifted = logits.astype(np.float64) - logits.max(axis=-1, keepdims=True)
    normal: LogProbabilities = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return normal


def pooled(logs: LogProbabilities) -> LogProbabilities:
    """Return the renormalised mean over the first axis of log-probabilities [n, labels]: one song from its images."""
    return log_softmax(logs.mean(axis=0))


def joined(logs: Mapping[str, LogProbabilities], weights: Mapping[str, float], temperature: float) -> LogProbabilities:
    """Return the log-linear pool of several models' log-probabilities [..., labels] at one temperature.

    Logarithmic opinion pool: Genest and Zidek, "Combining Probability Distributions", Statistical Science 1986.
    """
    total = sum((weights[name] * logs[name] for name in sorted(weights)), start=np.zeros(()))
    return log_softmax(np.asarray(total) / temperature)
