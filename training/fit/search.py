"""Choosing how the catalogue is searched, on validation queries, and what its scores mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.catalog.search import Index, SearchSettings, segment_votes
from training.evaluate.recommendations import TOP, GroundTruth, lists_of, measure_lists, ranked

CANDIDATES = 200
SEGMENT_WEIGHTS = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8)
GENRE_WEIGHTS = (0.0, 0.03, 0.05, 0.07, 0.1)
_CURVE_POINTS = 24
_SAMPLED_QUERIES = 8_000
_PENALTY_ROUNDS = 20
_PENALTY_STEP = 0.02
# A track may turn up in a tenth more lists than its share before it counts as a hub.
_FAIR_SHARE = 1.1
SEARCHED = (_PENALTY_ROUNDS, _PENALTY_STEP, _FAIR_SHARE, SEGMENT_WEIGHTS, GENRE_WEIGHTS)
UNTUNED = SearchSettings(CANDIDATES, 0.0, (-1.0, 1.0), (0.0, 1.0))


def hubness_penalty(embeddings: NDArray[np.float16], seed: int) -> NDArray[np.float16]:
    """Return [n] what is taken from the cosines of tracks that turn up in far more than their share of the lists.

    Tracks search for each other (a sample of 8,000 of them in a large catalogue), and a hub's penalty grows from round
    to round with the logarithm of its excess.
    """
    total = len(embeddings)
    queries = np.sort(np.random.default_rng(seed).choice(total, min(total, _SAMPLED_QUERIES), replace=False))
    penalty = np.zeros(total, dtype=np.float32)
    if total <= TOP:
        return penalty.astype(np.float16)
    everything = embeddings.astype(np.float32)
    for _ in range(_PENALTY_ROUNDS):
        shown = _shown(everything, queries, penalty)
        fair = _FAIR_SHARE * TOP * len(queries) / total
        penalty += _PENALTY_STEP * np.log(np.maximum(shown / fair, 1)).astype(np.float32)
    return penalty.astype(np.float16)


def _shown(
    embeddings: NDArray[np.float32], queries: NDArray[np.int64], penalty: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Count in how many of the queries' first ten each track turns up, the query itself left out."""
    shown = np.zeros(len(embeddings), dtype=np.int64)
    for start in range(0, len(queries), 500):
        block = queries[start : start + 500]
        scores = embeddings[block] @ embeddings.T - penalty
        scores[np.arange(len(block)), block] = -np.inf
        nearest = np.argpartition(scores, -TOP, axis=1)[:, -TOP:]
        shown += np.bincount(nearest.ravel(), minlength=len(embeddings))
    return shown


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """One query's candidates [k] with what the search's score is made of."""

    tracks: NDArray[np.int64]
    adjusted: NDArray[np.float32]
    votes: NDArray[np.float32]

    def ranked(self, segment_weight: float) -> NDArray[np.int64]:
        """Return the candidates, best first, for a weight of the segments' vote."""
        return self.tracks[np.argsort(-self.scores(segment_weight), kind="stable")]

    def scores(self, segment_weight: float) -> NDArray[np.float32]:
        """Return the candidates' scores."""
        return self.adjusted + np.float32(segment_weight) * self.votes


def tune(
    index: Index, truth: GroundTruth, queries: NDArray[np.int64]
) -> tuple[SearchSettings, list[Mapping[str, float]]]:
    """Try weights of the tracks' genres and of the segments' vote; return the best settings and all that was tried.

    Best is the sum of hit@10 and genre precision@10 on ``queries`` (positions). A query's own genre counts nowhere.
    """
    tried: list[Mapping[str, float]] = []
    found: dict[float, list[_Found]] = {}
    for genre_weight in GENRE_WEIGHTS if index.axes else (0.0,):
        weighted = replace(index, settings=replace(UNTUNED, genre_weight=genre_weight))
        candidates = found[genre_weight] = [_found(weighted, query) for query in queries.tolist()]
        for weight in SEGMENT_WEIGHTS:
            measured = measure_lists(lists_of((one.ranked(weight) for one in candidates), truth, queries), truth)
            tried.append({"genre_weight": genre_weight, "segment_weight": weight, **measured.as_json()})
    best = max(tried, key=lambda row: row["hit_at_10"] + row["genre_precision_at_10"])
    settings = replace(UNTUNED, segment_weight=best["segment_weight"], genre_weight=best["genre_weight"])
    return _with_curve(found[best["genre_weight"]], settings, truth, queries), tried


def _found(index: Index, query: int) -> _Found:
    ranking = ranked(index, query)
    return _Found(ranking.tracks, ranking.scores, segment_votes(index.segments[query], ranking.segments))


def _with_curve(
    found: Sequence[_Found], settings: SearchSettings, truth: GroundTruth, queries: NDArray[np.int64]
) -> SearchSettings:
    """Return ``settings`` with the measured curve from score to the chance of a shared genre.

    Isotonic regression over the queries and their candidates by other artists, the genres' sizes being what they are
    in the catalogue.
    """
    from sklearn.isotonic import IsotonicRegression

    others = [truth.artists[one.tracks] != truth.artists[query] for one, query in zip(found, queries, strict=True)]
    weight = settings.segment_weight
    scores = np.concatenate([one.scores(weight)[kept] for one, kept in zip(found, others, strict=True)])
    shared = np.concatenate(
        [
            truth.genres[one.tracks[kept]] == truth.genres[query]
            for one, kept, query in zip(found, others, queries, strict=True)
        ]
    )
    if not len(scores):
        return settings
    fitted = IsotonicRegression(out_of_bounds="clip").fit(scores, shared.astype(float))
    points = np.unique(np.quantile(scores, np.linspace(0, 1, _CURVE_POINTS)))
    # The regression's steps would show many songs as equally similar; a tiny slope keeps their order.
    chances = np.minimum(fitted.predict(points) + np.arange(len(points)) * 1e-4, 1)
    ends = (float(points[0]) - 1.0, *map(float, points), float(points[-1]) + 0.5)
    return replace(
        settings,
        chance_scores=tuple(round(point, 5) for point in ends),
        chances=tuple(round(float(chance), 5) for chance in (0.0, *chances, min(1.0, chances[-1] + 0.05))),
    )
