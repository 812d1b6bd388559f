"""More songs like one that was heard before, from what the store remembers of it."""

import asyncio

from bot.errors import ForgottenSongError
from bot.services import Services
from models.analysis import Analysis, Recommendation


async def remembered(services: Services, sha256: str) -> Analysis:
    """Return what the present models said about a song; raise ForgottenSongError where they never heard it."""
    analysis = await services.store.songs.recall(sha256, services.model_version)
    if analysis is None:
        raise ForgottenSongError(f"{sha256[:12]} under {services.model_version}")
    return analysis


async def similar_to(services: Services, analysis: Analysis, count: int) -> tuple[Recommendation, ...]:
    """Return ``count`` songs like one that was heard."""
    vectors = analysis.vectors
    if vectors is None:
        return analysis.recommendations[:count]
    return await asyncio.to_thread(
        services.catalog.recommend,
        vectors.embedding,
        vectors.segments,
        count,
        artist=analysis.artist,
        title=analysis.title,
    )
