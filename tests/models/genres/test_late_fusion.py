from collections.abc import Sequence

import numpy as np
import pytest

from models.analysis import TagScore
from models.genres.late_fusion import evidence, spelt
from models.taggers.tagger import Tagger

LABELS = ("Folk", "hip hop", "International")


def at(tagger: Tagger, **deviations: float) -> Sequence[TagScore]:
    """Return the scores of a song whose tags are so many deviations above their means, 0 for what is not named."""
    meta = tagger.metadata
    wanted = np.array([deviations.get(spelt(label), 0.0) for label in meta.labels])
    odds = meta.means + wanted * meta.deviations
    return tagger.scores((1 / (1 + np.exp(-odds))).astype(np.float32))


def test_a_genre_gains_with_the_tag_that_bears_its_name(tagger: Tagger) -> None:
    usual, strong = (
        evidence(at(tagger), tagger.metadata, LABELS),
        evidence(at(tagger, hiphop=2.0), tagger.metadata, LABELS),
    )
    assert strong[1] > usual[1] + 1
    assert strong[0] == pytest.approx(usual[0])


def test_a_genre_without_a_tag_is_left_as_it_is(tagger: Tagger) -> None:
    assert evidence(at(tagger, folk=1.0), tagger.metadata, LABELS)[2] == 0


def test_over_the_reference_music_no_genre_is_favoured(tagger: Tagger) -> None:
    drawn = np.random.default_rng(5).normal(size=400)
    told = [evidence(at(tagger, folk=deviation), tagger.metadata, LABELS)[0] for deviation in drawn]
    assert np.exp(told).mean() == pytest.approx(1, abs=0.12)


def test_no_tag_speaks_louder_than_two_and_a_half_deviations(tagger: Tagger) -> None:
    far, farther = (evidence(at(tagger, folk=value), tagger.metadata, LABELS)[0] for value in (2.6, 9.0))
    assert far == farther
    lowest = evidence(at(tagger, folk=-9.0), tagger.metadata, LABELS)[0]
    assert -3 < lowest < far < 3


def test_tags_of_another_tagger_say_nothing(tagger: Tagger) -> None:
    assert not evidence([TagScore("polka", "genre", 0.99)], tagger.metadata, ("Polka", "Folk")).any()
