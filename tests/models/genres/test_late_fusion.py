from collections.abc import Sequence

import numpy as np
import pytest

from models.analysis import TagScore
from models.genres.late_fusion import tag_log_ratios
from models.tagger_table import PRIMARY
from models.taggers.tagger import Tagger
from models.taggers.tagger_set import TaggerSet
from models.text import comparable

LABELS = ("Folk", "hip hop", "International")


def set_of(tagger: Tagger) -> TaggerSet:
    return TaggerSet(((PRIMARY, tagger),))


def at(tagger: Tagger, **deviations: float) -> Sequence[TagScore]:
    """Return the scores of a song whose tags are so many deviations above their means, 0 for what is not named."""
    meta = tagger.metadata
    wanted = np.array([deviations.get(comparable(label), 0.0) for label in meta.labels])
    odds = meta.means + wanted * meta.deviations
    return tagger.scores((1 / (1 + np.exp(-odds))).astype(np.float32))


def test_a_genre_gains_with_the_tag_that_bears_its_name(tagger: Tagger) -> None:
    usual, strong = (
        tag_log_ratios(at(tagger), set_of(tagger), LABELS),
        tag_log_ratios(at(tagger, hiphop=2.0), set_of(tagger), LABELS),
    )
    assert strong[1] > usual[1] + 1
    assert strong[0] == pytest.approx(usual[0])


def test_a_genre_without_a_tag_is_left_as_it_is(tagger: Tagger) -> None:
    assert tag_log_ratios(at(tagger, folk=1.0), set_of(tagger), LABELS)[2] == 0


def test_over_the_reference_music_no_genre_is_favoured(tagger: Tagger) -> None:
    drawn = np.random.default_rng(5).normal(size=400)
    ratios = [tag_log_ratios(at(tagger, folk=deviation), set_of(tagger), LABELS)[0] for deviation in drawn]
    assert np.exp(ratios).mean() == pytest.approx(1, abs=0.12)


def test_no_tag_counts_more_than_two_and_a_half_deviations(tagger: Tagger) -> None:
    far, farther = (tag_log_ratios(at(tagger, folk=value), set_of(tagger), LABELS)[0] for value in (2.6, 9.0))
    assert far == farther
    lowest = tag_log_ratios(at(tagger, folk=-9.0), set_of(tagger), LABELS)[0]
    assert -3 < lowest < far < 3


def test_unknown_tags_add_nothing(tagger: Tagger) -> None:
    assert not tag_log_ratios([TagScore("polka", "genre", 0.99)], set_of(tagger), ("Polka", "Folk")).any()
