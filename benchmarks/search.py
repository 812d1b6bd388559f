"""How long a search takes in catalogues far larger than the one that ships, and what half precision loses."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.rows import Row, rounds
from models.catalog.catalog import Catalog
from models.catalog.search import Index
from models.catalog.space import unit
from models.manifest import open_artifacts

# The archive's subsets: small, and all of it; and a million.
_SIZES = {7_994: 2.0, 106_574: 10.0, 1_000_000: 60.0}
_QUERIES = 20
_BLOCK_ROWS = 1024


def search_rows(folder: Path, count: int, small: bool) -> Iterator[Row]:
    """Yield a row a size, and one on the recall of float16 vectors against float32 ones."""
    shipped = Catalog.load(open_artifacts()).index
    for size, target in _SIZES.items():
        size = min(size, 20_000) if small else size
        index = _enlarged(shipped, size, folder)
        took = rounds({"search": lambda index=index: _search(index)}, count)["search"]  # type: ignore[misc]
        yield Row(f"search over {size:,} tracks", 1000 * took / _QUERIES, target, "ms", "generated, float32 in memory")
    yield Row("nearest ten kept by float16", _recall(min(50_000, size)), 0.99, "", "of float32's", at_least=True)


def _enlarged(index: Index, size: int, folder: Path) -> Index:
    """Return an index of so many tracks on the disk: the shipped ones, each many times with some noise."""
    numbers = np.random.default_rng(7)
    shape = (size, index.embeddings.shape[1])
    embeddings = np.lib.format.open_memmap(folder / f"embedding{size}.npy", "w+", np.float16, shape)
    for start in range(0, size, _BLOCK_ROWS):
        block = _noisy(index, numbers, min(_BLOCK_ROWS, size - start))
        embeddings[start : start + len(block)] = block
    # The file of segments has holes where it was never written, which read as nothing and cost no disk.
    segments = np.lib.format.open_memmap(
        folder / f"segments{size}.npy", "w+", np.float16, (size, *index.segments.shape[1:])
    )
    segments[:: max(1, size // 2000)] = index.segments[0]
    penalty = np.zeros(size, dtype=np.float32)
    genres = None if index.genres is None else np.resize(index.genres, size)
    changes = {
        "embeddings": embeddings,
        "segments": segments,
        "penalty": penalty,
        "taggers": None,
        "genres": genres,
    }
    return replace(index, **changes)  # type: ignore[arg-type]


def _noisy(index: Index, numbers: np.random.Generator, count: int) -> NDArray[np.float32]:
    chosen = index.embeddings[numbers.integers(0, len(index.embeddings), count)].astype(np.float32)
    return unit(chosen + numbers.normal(0, 0.05, chosen.shape).astype(np.float32))


def _search(index: Index) -> None:
    for place in range(_QUERIES):
        index.rank(index.embeddings[place * 7].astype(np.float32), index.segments[0])


def _recall(size: int) -> float:
    """Return the share of the ten nearest tracks of exact float32 vectors that float16 ones find."""
    numbers = np.random.default_rng(11)
    exact = _noisy(Catalog.load(open_artifacts()).index, numbers, size)
    half = exact.astype(np.float16)
    kept = []
    for query in exact[:_QUERIES]:
        wanted = np.argpartition(-(exact @ query), 10)[:10]
        found = np.argpartition(-(half.astype(np.float32) @ query), 10)[:10]
        kept.append(len(np.intersect1d(wanted, found)) / 10)
    return float(np.mean(kept))
