"""Remembering analysed songs."""

import asyncio
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import text

from bot.store import Store
from models.analysis import Analysis, GenreProbability, Passage, Recommendation, TagCourse, Taggram, TagScore, Vectors

SHA256 = "ab" * 32


@pytest.fixture
def analysis() -> Analysis:
    numbers = np.random.default_rng(7)
    return Analysis(
        sha256=SHA256,
        title="Title",
        artist=None,
        duration_s=61.5,
        genres=(GenreProbability("Rock", 0.75), GenreProbability("Folk", 0.25)),
        confident=True,
        models={"cnn": {"Rock": 0.75, "Folk": 0.25}},
        timeline=(Passage(0.0, 30.0, "Rock", 0.75),),
        recommendations=(
            Recommendation(7, "Other", "Somebody", "Rock", 0.9, "https://example.org/7", "CC BY", ("rhythm",), "Rock"),
        ),
        timings_s={"total": 0.5},
        model_version="0123456789ab",
        tags=(TagScore("guitar", "instrument", 0.95),),
        taggram=Taggram((0.0, 2.99), (2.99, 5.98), (TagCourse("guitar", "instrument", (0.9, 0.97)),)),
        vectors=Vectors(
            embedding=numbers.random(64, np.float32),
            segments=numbers.random((10, 100)).astype(np.float16),
            images=numbers.integers(0, 256, (2, 128, 128), np.uint8),
            tagger=numbers.random(200, np.float32),
        ),
    )


async def test_a_remembered_song_comes_back_whole(store: Store, analysis: Analysis) -> None:
    await store.songs.remember(analysis)
    recalled = await store.songs.recall(SHA256, "0123456789ab")
    assert recalled == analysis
    assert recalled is not None
    assert recalled.vectors is not None
    assert analysis.vectors is not None
    for name in ("embedding", "segments", "images", "tagger"):
        np.testing.assert_array_equal(getattr(recalled.vectors, name), getattr(analysis.vectors, name))


async def test_a_song_without_a_tagger_comes_back_without_one(store: Store, analysis: Analysis) -> None:
    assert analysis.vectors is not None
    await store.songs.remember(replace(analysis, vectors=replace(analysis.vectors, tagger=None)))
    recalled = await store.songs.recall(SHA256, "0123456789ab")
    assert recalled is not None
    assert recalled.vectors is not None
    assert recalled.vectors.tagger is None


async def test_new_models_do_not_serve_old_answers(store: Store, analysis: Analysis) -> None:
    await store.songs.remember(analysis)
    assert await store.songs.recall(SHA256, "ba9876543210") is None
    await store.songs.remember(replace(analysis, model_version="ba9876543210", confident=False))
    old = await store.songs.recall(SHA256, "0123456789ab")
    new = await store.songs.recall(SHA256, "ba9876543210")
    assert old is not None
    assert new is not None
    assert (old.confident, new.confident) == (True, False)


async def test_the_same_song_remembered_many_times_at_once_is_kept_once(store: Store, analysis: Analysis) -> None:
    await asyncio.gather(*(store.songs.remember(analysis) for _ in range(8)))
    async with store.connection() as connection:
        counts = await connection.execute(text("select (select count(*) from songs), (select count(*) from analyses)"))
        assert counts.one() == (1, 1)


async def test_an_analysis_of_more_than_a_mebibyte_is_refused(store: Store, analysis: Analysis) -> None:
    big = tuple(Recommendation(n, "x" * 1000, "y", "Rock", 0.5, "https://example.org") for n in range(1000))
    with pytest.raises(ValueError, match="1 MiB"):
        await store.songs.remember(replace(analysis, recommendations=big))
    assert await store.songs.recall(SHA256, analysis.model_version) is None


async def test_an_analysis_without_vectors_is_refused(store: Store, analysis: Analysis) -> None:
    with pytest.raises(ValueError, match="without vectors"):
        await store.songs.remember(replace(analysis, vectors=None))
