"""Fitting how much a song is like the genres of labelled clips."""

import numpy as np
from numpy.typing import NDArray

from models.genres.relative_distance import RelativeDistance

Floats = NDArray[np.float64]

# Principal components, and the shrinkage of covariances towards the identity: there are few clips of a genre.
_COMPONENTS = 60
_SHRINKAGE = 0.1
_LEAST = 1e-6


def fit_relative_distance(embeddings: Floats, genre: NDArray[np.str_]) -> RelativeDistance:
    """Fit the distance to embeddings [n, d] of clips of the genres [n]."""
    mean, scale = embeddings.mean(axis=0), embeddings.std(axis=0) + 1e-3
    standard = (embeddings - mean) / scale
    components = np.linalg.svd(standard, full_matrices=False)[2][:_COMPONENTS]
    points = standard @ components.T
    _, of_clip = np.unique(genre, return_inverse=True)
    centres = np.stack([points[of_clip == number].mean(axis=0) for number in range(of_clip.max() + 1)])
    within, overall = (_whitening(rows) for rows in (points - centres[of_clip], points))
    return RelativeDistance(mean, within @ components / scale, overall @ components / scale, centres @ within.T)


def _whitening(rows: Floats) -> Floats:
    """Return what makes the shrunk covariance of centred rows [n, k] the identity, [k, k]."""
    covariance = rows.T @ rows / len(rows)
    size = len(covariance)
    shrunk = (1 - _SHRINKAGE) * covariance + (_SHRINKAGE * np.trace(covariance) / size + _LEAST) * np.eye(size)
    values, vectors = np.linalg.eigh(shrunk)
    whitening: Floats = (vectors / np.sqrt(values)).T
    return whitening
