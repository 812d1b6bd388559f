"""Fitting the catalogue's space on the training split: whitened views of a song, joined by weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.catalog.genre_axes import GenreAxes
from models.catalog.space import Part, Space, unit

_LARGEST = 128
# How far the scatter within artists is drawn towards a ball: few artists have many songs.
_SHRINKAGE = 0.1

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PartSettings:
    """How one view becomes a part of the space.

    ``components``: principal components kept, 0 for the view as it is. ``whitening``: 0 not, 1 wholly. ``within``:
    directions in which songs of one artist differ count less (within-class covariance normalisation, Hatch, Kajarekar
    and Stolcke, Interspeech 2006). ``weight``: its length in the joined vector.
    """

    components: int
    whitening: float
    within: bool
    weight: float


@dataclass(frozen=True, slots=True)
class SpaceSettings:
    """The views and what becomes of them."""

    parts: Mapping[str, PartSettings] = field(
        default_factory=lambda: {
            "pooled": PartSettings(64, 0.5, within=False, weight=0.5),
            "statistics": PartSettings(160, 0.5, within=True, weight=1.0),
            "genres": PartSettings(0, 0.0, within=False, weight=0.6),
        }
    )
    dimensions: int = _LARGEST


def fit_space(views: Mapping[str, Rows], artists: NDArray[np.str_], settings: SpaceSettings, seed: int) -> Space:
    """Fit the space on the views' rows and the artists of the training split."""
    parts = {name: fit_part(views[name], artists, part, seed) for name, part in settings.parts.items()}
    joined = np.concatenate([part.apply(views[name]) for name, part in parts.items()], axis=1)
    center = joined.mean(axis=0)
    _, _, axes = np.linalg.svd(joined - center, full_matrices=False)
    return Space(parts, center.astype(np.float32), axes[: settings.dimensions].astype(np.float32))


def fit_axes(embeddings: Rows, labels: NDArray[np.int64], names: tuple[str, ...]) -> GenreAxes:
    """Return where the genres ``names`` lie, from the embeddings [n, d] and labels [n] of the training split.

    The difference of two class means: Rocchio, "Relevance Feedback in Information Retrieval", 1971.
    """
    middles = np.stack([embeddings[labels == genre].mean(axis=0) for genre in range(len(names))])
    return GenreAxes(names, unit(middles - embeddings.mean(axis=0)))


def fit_part(rows: Rows, artists: NDArray[np.str_], settings: PartSettings, seed: int) -> Part:
    """Fit one view's standardisation, principal components and whitening."""
    from sklearn.decomposition import PCA

    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-4)
    if not settings.components:
        unchanged = np.eye(rows.shape[1], dtype=np.float32)
        return Part(mean, np.ones_like(mean), unchanged, settings.weight)
    standard = np.clip((rows - mean) / scale, -5, 5)
    principal = PCA(min(settings.components, *rows.shape), random_state=seed).fit(standard)
    lengths = np.maximum(np.sqrt(principal.explained_variance_), 1e-6) ** settings.whitening
    components = principal.components_ / lengths[:, None]
    if settings.within:
        components = _within(standard @ components.T, artists) @ components
    return Part(mean, scale, components.astype(np.float32), settings.weight)


def _within(rows: Rows, artists: NDArray[np.str_]) -> NDArray[np.float64]:
    """Return the matrix [k, k] that makes the scatter within artists a ball."""
    _, artist, songs = np.unique(artists, return_inverse=True, return_counts=True)
    sums = np.zeros((len(songs), rows.shape[1]))
    np.add.at(sums, artist, rows)
    several = songs[artist] > 1
    centred = (rows - (sums / songs[:, None])[artist])[several]
    if len(centred) <= rows.shape[1]:
        return np.eye(rows.shape[1])
    scatter = centred.T @ centred / len(centred)
    ball = np.trace(scatter) / len(scatter) * np.eye(len(scatter))
    values, axes = np.linalg.eigh((1 - _SHRINKAGE) * scatter + _SHRINKAGE * ball)
    whitener: NDArray[np.float64] = axes / np.sqrt(np.maximum(values, 1e-9)) @ axes.T
    return whitener
