import numpy as np
import pytest

from models.catalog.catalog import Catalog
from models.catalog.search import Index
from models.catalog.space import unit
from models.manifest import open_artifacts


def test_the_shipped_catalogue_is_searched_exactly() -> None:
    index = Catalog.load(open_artifacts()).index
    exact = index.embeddings.astype(np.float32)
    assert index.axes is not None
    assert index.genres is not None
    for position in range(0, len(exact), 400):
        query = unit(exact[position])
        genres = np.float32(index.settings.genre_weight) * index.axes.projections(query)[index.genres]
        wanted = np.sort(exact @ query - index.penalty + genres)[-index.settings.candidates :]
        np.testing.assert_allclose(index.rank(query, None).scores, wanted[::-1], atol=1e-6)


def test_tagger_embeddings_of_any_length_count_and_tracks_without_one_are_ranked_by_sound_alone() -> None:
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
