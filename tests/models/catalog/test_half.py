import numpy as np
import pytest

from models.catalog.catalog import Catalog
from models.catalog.half import lengths, products, single
from models.catalog.search import Index
from models.catalog.space import unit
from models.manifest import open_artifacts


def test_every_finite_half_is_read_as_the_number_that_it_is() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    halves = halves[np.isfinite(halves)]
    np.testing.assert_array_equal(single(halves), halves.astype(np.float32))


def test_products_and_lengths_are_those_of_the_rows_in_single_precision_over_several_blocks_too() -> None:
    numbers = np.random.default_rng(5)
    rows = numbers.normal(size=(9000, 24)).astype(np.float16)
    vector = numbers.normal(size=24).astype(np.float32)
    np.testing.assert_allclose(products(rows, vector), rows.astype(np.float32) @ vector, atol=1e-5)
    np.testing.assert_allclose(lengths(rows), np.linalg.norm(rows.astype(np.float32), axis=1), rtol=1e-6)
    assert products(rows[:0], vector).shape == lengths(rows[:0]).shape == (0,)


def test_the_shipped_catalogue_is_searched_exactly() -> None:
    index = Catalog.load(open_artifacts()).index
    exact = index.embeddings.astype(np.float32)
    assert index.axes is not None
    assert index.shelves is not None
    for place in range(0, len(exact), 400):
        query = unit(exact[place])
        genres = np.float32(index.settings.genre_weight) * index.axes.leanings(query)[index.shelves]
        wanted = np.sort(exact @ query - index.penalty + genres)[-index.settings.candidates :]
        np.testing.assert_allclose(index.rank(query, None).scores, wanted[::-1], atol=1e-6)


def test_what_the_tagger_heard_counts_whatever_its_length_and_what_it_never_heard_is_left_to_the_sound() -> None:
    shipped = Catalog.load(open_artifacts()).index
    tagger = np.random.default_rng(6).normal(size=200).astype(np.float32)
    taggers = np.zeros((len(shipped.embeddings), 200), np.float16)
    taggers[1], taggers[2] = 9 * tagger, -tagger
    index = Index(shipped.embeddings, shipped.segments, 0 * shipped.penalty, shipped.settings, taggers)
    ranking = index.rank(unit(shipped.embeddings[0].astype(np.float32)), None, tagger=tagger)
    scores = dict(zip(ranking.tracks.tolist(), ranking.scores.tolist(), strict=True))
    cosines = dict(zip(ranking.tracks.tolist(), ranking.cosines.tolist(), strict=True))
    assert scores[1] == pytest.approx(0.3 * cosines[1] + 0.7, abs=1e-3)
    assert 2 not in scores
    assert scores[0] == pytest.approx(cosines[0], abs=1e-6)
