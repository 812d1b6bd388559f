"""Fitting the segments' space: standardisation and principal components, on the training split alone."""

import numpy as np
from numpy.typing import NDArray

from models.genres.segments import SegmentProjection

_COMPONENTS = 100


def fit_projection(statistics: NDArray[np.float32], seed: int) -> SegmentProjection:
    """Fit scikit-learn's StandardScaler and PCA on segment statistics [tracks, 10, 256] of the training split.

    Less than 100 components come out where there are fewer segments than that.
    """
    from sklearn.decomposition import PCA
    from sklearn.preprocessing import StandardScaler

    rows = statistics.reshape(-1, statistics.shape[2])
    scaler = StandardScaler().fit(rows)
    components = min(_COMPONENTS, *rows.shape)
    principal = PCA(components, random_state=seed).fit(scaler.transform(rows))
    # PCA's own mean is zero after standardisation, so that the projection needs none.
    return SegmentProjection(
        scaler.mean_.astype(np.float32), scaler.scale_.astype(np.float32), principal.components_.astype(np.float32)
    )
