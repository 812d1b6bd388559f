"""How good and how different recommendations are."""

import numpy as np
import pytest

from models.catalog.catalog import Catalog
from models.catalog.search import Index, SearchSettings
from models.manifest import open_artifacts
from training.evaluate.recommendations import GroundTruth, lists_of, measure_lists, measure_replies, measure_variety

SETTINGS = SearchSettings(10, 0.0, (-1.0, 1.0), (0.0, 1.0))
TRUTH = GroundTruth.numbered(["A", "A", "B", "C"], ["Rock", "Rock", "Rock", "Folk"])


def test_a_list_is_measured_by_its_artist_and_by_the_genre_of_the_others() -> None:
    queries = np.array([0, 2])
    lists = lists_of([np.array([0, 1, 2, 3]), np.array([3, 2, 0])], TRUTH, queries)
    measured = measure_lists(lists, TRUTH)
    assert (measured.hit_at_10, measured.hit_queries) == (1.0, 1)
    assert measured.genre_precision_at_10 == pytest.approx((1 + 1) / 20)


def test_variety_counts_distances_within_lists_and_the_songs_that_any_shows() -> None:
    index = Index(np.eye(4, dtype=np.float16), np.zeros((4, 10, 2), np.float16), np.zeros(4, np.float32), SETTINGS)
    variety = measure_variety(lists_of([np.array([1, 2]), np.array([1])], TRUTH, np.array([0, 3])), index)
    assert variety.intra_list_distance == pytest.approx((1 + 0) / 2)
    assert variety.coverage == pytest.approx(2 / 4)
    assert variety.most_frequent == 1.0


def test_replies_count_the_songs_that_people_see() -> None:
    catalog = Catalog.load(open_artifacts())
    truth = GroundTruth.of(catalog)
    measured = measure_replies(catalog, truth, np.array([40]))
    track = catalog.tracks[40]
    others = [song for song in catalog.like(track.track_id, 10) if song.artist != track.artist]
    assert measured.precision_queries == 1
    assert measured.genre_precision_at_10 == pytest.approx(np.mean([song.genre == track.genre for song in others]))
