"""Choosing how the catalogue is searched."""

import numpy as np
import pytest

pytest.importorskip("sklearn", reason="training needs the [training] extra")

from models.catalog.genre_axes import GenreAxes
from models.catalog.search import Index
from models.catalog.space import unit
from training.evaluate.recommendations import GroundTruth
from training.fit.search import GENRE_WEIGHTS, SEGMENT_WEIGHTS, UNTUNED, tune

TRACKS, DIMENSIONS, GENRES = 240, 16, ("Drone", "Ticking", "Whistle")


@pytest.fixture(scope="module")
def truth() -> GroundTruth:
    """Every track by an artist of its own, the genres in turn."""
    return GroundTruth(np.arange(TRACKS), np.arange(TRACKS) % len(GENRES))


@pytest.fixture(scope="module")
def index(truth: GroundTruth) -> Index:
    """Songs that lie a little towards their genre's axis, with segments that tell nothing."""
    generator = np.random.default_rng(8)
    rows = generator.normal(size=(TRACKS, DIMENSIONS))
    rows[np.arange(TRACKS), truth.genres] += 1.5
    segments = generator.normal(size=(TRACKS, 10, 20)).astype(np.float16)
    return Index(unit(rows.astype(np.float32)).astype(np.float16), segments, np.zeros(TRACKS, np.float32), UNTUNED)


def test_genres_count_where_that_brings_more_of_the_same(index: Index, truth: GroundTruth) -> None:
    axes = GenreAxes(GENRES, np.eye(len(GENRES), DIMENSIONS, dtype=np.float32))
    with_genres = index.with_genres(axes, (GENRES[genre] for genre in truth.genres))
    settings, tried = tune(with_genres, truth, np.arange(60))
    assert settings.genre_weight > 0
    assert len(tried) == len(GENRE_WEIGHTS) * len(SEGMENT_WEIGHTS)
    assert list(settings.chances) == sorted(settings.chances)


def test_without_axes_genres_count_nothing(index: Index, truth: GroundTruth) -> None:
    settings, tried = tune(index, truth, np.arange(60))
    assert settings.genre_weight == 0
    assert {row["genre_weight"] for row in tried} == {0.0}
