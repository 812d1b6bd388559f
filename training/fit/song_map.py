"""Draw the flat map of the catalogue on which cards show where a song lies."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.manifold import TSNE
from threadpoolctl import threadpool_limits

from models.catalog.song_map import SongMap
from training.tables import read_table

_PERPLEXITY = 40.0
_STEPS = 600
_MARGIN = 0.04
_CELLS = 40
_BLUR_CELLS = 2.0


def fit(catalog_folder: Path, out: Path, seed: int, learned: NDArray[np.int64] | None = None) -> SongMap:
    """Draw the map of ``catalog_folder`` (``tracks.csv``, ``embedding.npy`` [n, d]), write it to ``out`` and return it.

    Linear discriminant analysis of the embeddings, fitted on the rows ``learned`` (all by default), gives the small
    space in which genres lie apart; t-SNE (van der Maaten and Hinton, 2008) flattens it.
    """
    rows = read_table(catalog_folder / "tracks.csv")
    embedding = np.load(catalog_folder / "embedding.npy", allow_pickle=False).astype(np.float32)
    names = tuple(sorted({row["genre"] for row in rows}))
    label = np.array([names.index(row["genre"]) for row in rows], dtype=np.uint8)
    known = np.arange(len(rows)) if learned is None else learned
    analysis = LinearDiscriminantAnalysis(solver="eigen", shrinkage="auto").fit(embedding[known], label[known])
    mean = embedding[known].mean(axis=0)
    components = analysis.scalings_[:, : len(np.unique(label[known])) - 1].astype(np.float32)
    code = (embedding - mean) @ components
    position = _flattened(code, seed)
    order = np.argsort([int(row["track_id"]) for row in rows])
    track_id = np.array([int(row["track_id"]) for row in rows], dtype=np.int64)[order]
    landmark = np.stack([_densest(position[label == place]) for place in range(len(names))])
    drawn = SongMap(names, track_id, label[order], position[order], code[order], mean, components, landmark)
    out.parent.mkdir(parents=True, exist_ok=True)
    drawn.save(out)
    return drawn


def _flattened(code: NDArray[np.float32], seed: int) -> NDArray[np.float32]:
    """Return positions in the unit square, float32 [n, 2]."""
    start = code[:, :2] / code[:, 0].std() * 1e-4 if code.shape[1] > 1 else "random"
    perplexity = min(_PERPLEXITY, (len(code) - 1) / 3)
    tsne = TSNE(init=start, perplexity=perplexity, learning_rate="auto", random_state=seed, max_iter=_STEPS, n_jobs=1)
    # Its threads wait by spinning, which on a machine with other work takes many times as long as one of them.
    with threadpool_limits(1):
        flat = tsne.fit_transform(code)
    low, high = np.percentile(flat, (0.5, 99.5), axis=0)
    unit: NDArray[np.float32] = ((flat - low) / (high - low)).clip(-_MARGIN, 1 + _MARGIN).astype(np.float32)
    return (unit + _MARGIN) / (1 + 2 * _MARGIN)


def _densest(position: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the middle of the cell in whose neighbourhood most points lie."""
    grid = (np.arange(_CELLS) + 0.5) / _CELLS
    across = np.exp(-0.5 * ((position[:, :1] - grid) * _CELLS / _BLUR_CELLS) ** 2)
    down = np.exp(-0.5 * ((position[:, 1:] - grid) * _CELLS / _BLUR_CELLS) ** 2)
    y, x = np.unravel_index(np.argmax(down.T @ across), (_CELLS, _CELLS))
    return np.array([grid[x], grid[y]], dtype=np.float32)
