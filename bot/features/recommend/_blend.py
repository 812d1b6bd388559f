"""Songs between songs: blends, paths from one to another, surprises, and what fits somebody's taste.

All of it is computed in the catalogue's space, where songs are vectors of length 1 and close means similar.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.core.services import Services
from bot.features.recommend._seeds import Seed
from bot.interactions.recommender import recommend_near
from bot.interactions.search_scope import SearchScope
from models.analysis import Recommendation
from models.catalog.query import Query

_WIDE = 200


def between(queries: Sequence[Query]) -> Query:
    """Return the mean of several queries; their segments vote together."""
    taggers = [query.tagger for query in queries if query.tagger is not None]
    segments = [query.segments for query in queries if query.segments is not None]
    return Query(
        np.mean([query.embedding for query in queries], axis=0),
        np.concatenate(segments) if segments else None,
        np.mean(taggers, axis=0) if len(taggers) == len(queries) else None,
        exclude=frozenset().union(*(query.exclude for query in queries)),
    )


async def path(
    services: Services, search_scope: SearchScope, start: Query, end: Query, count: int
) -> tuple[Recommendation, ...]:
    """Return ``count`` songs in an order that leads from one song to another, none twice."""
    steps: list[Recommendation] = []
    for share in np.linspace(0.0, 1.0, count).tolist():
        taken = {(song.origin, song.track_id) for song in steps}
        embedding = (1 - share) * start.embedding + share * end.embedding
        segments = None
        if start.segments is not None and end.segments is not None:
            # The first song's segments, of which a share from the end is replaced by the other song's.
            turn = round(share * len(end.segments))
            segments = np.concatenate(
                (start.segments[: len(start.segments) - turn], end.segments[len(end.segments) - turn :])
            )
        near = Query(embedding, segments, exclude=start.exclude | end.exclude | taken)
        steps.extend(await recommend_near(services, search_scope, near, 1))
    return tuple(steps)


async def surprise(services: Services, search_scope: SearchScope, seed: Seed, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs that are near in sound and not of the song's likeliest genres."""
    found = await recommend_near(services, search_scope, replace(seed.query, genre=None, genres=None), _WIDE)
    return tuple(song for song in found if song.genre not in seed.genres)[:count]
