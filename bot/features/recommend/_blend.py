"""Songs between songs: blends, paths from one to another, surprises, and what fits somebody's taste.

All of it happens in the catalogue's space, where songs are vectors of length 1 and near means alike.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bot.core.services import Services
from bot.features.recommend._seeds import Seed
from bot.interactions.recommender import Query, SearchScope, recommend_near
from models.analysis import Recommendation

_WIDE = 200


def between(places: Sequence[Query]) -> Query:
    """Return the middle of several places; their segments vote together."""
    taggers = [place.tagger for place in places if place.tagger is not None]
    segments = [place.segments for place in places if place.segments is not None]
    return Query(
        np.mean([place.embedding for place in places], axis=0),
        np.concatenate(segments) if segments else None,
        np.mean(taggers, axis=0) if len(taggers) == len(places) else None,
        exclude=frozenset().union(*(place.exclude for place in places)),
    )


async def path(
    services: Services, search_scope: SearchScope, start: Query, end: Query, count: int
) -> tuple[Recommendation, ...]:
    """Return ``count`` songs in an order that walks from one place to another, none twice."""
    steps: list[Recommendation] = []
    for share in np.linspace(0.0, 1.0, count).tolist():
        taken = {song.track_id for song in steps}
        steps.extend(await recommend_near(services, search_scope, _on_the_way(start, end, share, taken), 1))
    return tuple(steps)


async def surprise(services: Services, search_scope: SearchScope, seed: Seed, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs that are near in sound and not of the song's likeliest genres."""
    found = await recommend_near(services, search_scope, replace(seed.place, genre=None), _WIDE)
    return tuple(song for song in found if song.genre not in seed.genres)[:count]


def _on_the_way(start: Query, end: Query, share: float, taken: set[int]) -> Query:
    return Query(
        (1 - share) * start.embedding + share * end.embedding,
        _segments_on_the_way(start.segments, end.segments, share),
        exclude=start.exclude | end.exclude | taken,
    )


def _segments_on_the_way(
    start: NDArray[np.floating] | None, end: NDArray[np.floating] | None, share: float
) -> NDArray[np.floating] | None:
    """Return as many of the one song's segments and of the other's as the way is done."""
    if start is None or end is None:
        return None
    turn = round(share * len(end))
    return np.concatenate((start[: len(start) - turn], end[len(end) - turn :]))
