"""Headline genres of tracks that only have images, in miniature."""

import numpy as np

from tests.training.fit.test_headline import ARCHIVE, made_examples
from training.fit.headline import calibrate, cross_fit, without_tagger
from training.fit.headline_genres import measure_agreement


def test_counting_genres_finds_more_songs_of_a_songs_genre_and_costs_closeness() -> None:
    examples = made_examples()
    fit = cross_fit(examples, ARCHIVE)
    model = calibrate(fit.model, fit.fused(examples), examples)
    found = measure_agreement(model, fit, cross_fit(without_tagger(examples), ARCHIVE), examples)
    assert list(found) == ["0", "0.1", "0.2", "0.4"]
    shares = [row["first"] for row in found.values()]
    # Places were drawn at random: without genres a third of the nearest is of the clip's own.
    assert abs(shares[0] - 1 / 3) < 0.05
    assert shares == sorted(shares)
    assert shares[-1] > 0.45
    cosines = [row["cosine"] for row in found.values()]
    assert cosines == sorted(cosines, reverse=True)
    assert np.isfinite(cosines).all()
