"""Choosing how the catalogue is searched, on validation queries, and what its scores mean."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from models.catalog_search import Index, SearchSettings
from training.similarity import Known, measure_lists, search_all

CANDIDATES = 200
SEGMENT_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.45)
HUBNESS_WEIGHTS = (0.0, 0.25, 0.5)
NEIGHBOURS = 10
REFERENCE_TRACKS = 20_000
CURVE_POINTS = 24
UNTUNED = SearchSettings(CANDIDATES, 0.0, 0.0, (-1.0, 1.0), (0.0, 1.0))


def neighbourhood(embeddings: NDArray[np.float16], seed: int) -> NDArray[np.float16]:
    """Return each track's mean cosine to its ten nearest, [n]; in a large catalogue, to the nearest of a sample."""
    generator = np.random.default_rng(seed)
    total = len(embeddings)
    sample = np.sort(generator.choice(total, min(total, REFERENCE_TRACKS), replace=False))
    reference = embeddings[sample].astype(np.float32)
    # One more than wanted, because a track that is in the sample finds itself first.
    count = min(NEIGHBOURS + 1, len(reference))
    result = np.empty(total, dtype=np.float16)
    for start in range(0, total, 1000):
        cosines = embeddings[start : start + 1000].astype(np.float32) @ reference.T
        nearest = -np.sort(-np.partition(cosines, -count, axis=1)[:, -count:], axis=1)
        result[start : start + 1000] = nearest[:, 1:].mean(axis=1) if count > 1 else 0
    return result


def tune(index: Index, known: Known, queries: NDArray[np.int64]) -> tuple[SearchSettings, list[Mapping[str, float]]]:
    """Try weights of the segments' vote and of the hubness correction; return the best settings and all that was tried.

    Best is the sum of hit@10 and genre precision@10 on ``queries`` (positions).
    """
    tried: list[Mapping[str, float]] = []
    for segment_weight, hubness_weight in product(SEGMENT_WEIGHTS, HUBNESS_WEIGHTS):
        settings = replace(UNTUNED, segment_weight=segment_weight, hubness_weight=hubness_weight)
        measured = measure_lists(search_all(replace(index, settings=settings), known, queries), known)
        tried.append(
            {
                "segment_weight": segment_weight,
                "hubness_weight": hubness_weight,
                "hit_at_10": measured.hit_at_10,
                "genre_precision_at_10": measured.genre_precision_at_10,
            }
        )
    best = max(tried, key=lambda row: row["hit_at_10"] + row["genre_precision_at_10"])
    settings = replace(UNTUNED, segment_weight=best["segment_weight"], hubness_weight=best["hubness_weight"])
    return with_curve(replace(index, settings=settings), known, queries), tried


def with_curve(index: Index, known: Known, queries: NDArray[np.int64]) -> SearchSettings:
    """Return the index's settings with the measured curve from score to the chance of a shared genre.

    Isotonic regression over the queries and their candidates by other artists, the genres' sizes being what they are
    in the catalogue.
    """
    from sklearn.isotonic import IsotonicRegression

    scores: list[NDArray[np.float32]] = []
    shared: list[NDArray[np.bool_]] = []
    for query in queries:
        ranking = index.rank(index.embeddings[query].astype(np.float32), np.asarray(index.segments[query]))
        others = known.artists[ranking.tracks] != known.artists[query]
        scores.append(ranking.scores[others])
        shared.append(known.genres[ranking.tracks[others]] == known.genres[query])
    all_scores, all_shared = np.concatenate(scores), np.concatenate(shared).astype(float)
    if not len(all_scores):
        return index.settings
    fitted = IsotonicRegression(out_of_bounds="clip").fit(all_scores, all_shared)
    points = np.unique(np.quantile(all_scores, np.linspace(0, 1, CURVE_POINTS)))
    # Steps would show many songs as equally alike; a line between the steps' middles keeps their order.
    chances = fitted.predict(points) + np.arange(len(points)) * 1e-6
    ends = (float(points[0]) - 1.0, *map(float, points), float(points[-1]) + 0.5)
    return replace(
        index.settings,
        chance_scores=tuple(round(point, 5) for point in ends),
        chances=tuple(round(float(chance), 5) for chance in (0.0, *chances, min(1.0, chances[-1] + 0.1))),
    )
