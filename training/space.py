"""Fitting the catalogue's space on the training split: whitened views of a song, joined by weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.catalog_space import Part, Space
from training.dataset import Dataset

LARGEST = 128


@dataclass(frozen=True, slots=True)
class PartSettings:
    """How many principal components of a view are kept, how far they are whitened (0 not, 1 wholly), and its weight."""

    components: int
    whitening: float
    weight: float


@dataclass(frozen=True, slots=True)
class SpaceSettings:
    """The views and what becomes of them."""

    parts: Mapping[str, PartSettings] = field(
        default_factory=lambda: {
            "pooled": PartSettings(64, 0.5, 1.0),
            "teacher": PartSettings(40, 0.5, 1.0),
            "statistics": PartSettings(80, 0.5, 1.0),
        }
    )
    dimensions: int = LARGEST


def song_views(
    dataset: Dataset, embeddings: NDArray[np.float32], statistics: NDArray[np.float32]
) -> dict[str, NDArray[np.float32]]:
    """Return the views' rows [n, f]: the network's pooled features, its predicted teacher embedding, the statistics."""
    teacher = 0 if dataset.teacher is None else dataset.teacher.shape[1]
    pooled = embeddings.shape[1] - teacher
    found = {"pooled": embeddings[:, :pooled], "teacher": embeddings[:, pooled:], "statistics": statistics}
    return {name: rows for name, rows in found.items() if rows.shape[1]}


def fit_space(views: Mapping[str, NDArray[np.float32]], settings: SpaceSettings, seed: int) -> Space:
    """Fit the space on the views' rows of the training split."""
    parts = {name: fit_part(views[name], part, seed) for name, part in settings.parts.items() if name in views}
    joined = np.concatenate([part.apply(views[name]) for name, part in parts.items()], axis=1)
    center = joined.mean(axis=0)
    _, _, axes = np.linalg.svd(joined - center, full_matrices=False)
    return Space(parts, center.astype(np.float32), axes[: settings.dimensions].astype(np.float32))


def fit_part(rows: NDArray[np.float32], settings: PartSettings, seed: int) -> Part:
    """Fit one view's standardisation, principal components and whitening."""
    from sklearn.decomposition import PCA

    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-4)
    standard = np.clip((rows - mean) / scale, -5, 5)
    principal = PCA(min(settings.components, *rows.shape), random_state=seed).fit(standard)
    lengths = np.maximum(np.sqrt(principal.explained_variance_), 1e-6) ** settings.whitening
    components = (principal.components_ / lengths[:, None]).astype(np.float32)
    return Part(mean.astype(np.float32), scale.astype(np.float32), components, settings.weight)
