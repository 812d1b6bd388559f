import numpy as np
import pytest

from models.analysis import Vectors
from models.catalog.similarity_fusion import TAGGER_SHARE, TAGGER_SPREAD, fused_similarities, fused_similarity
from models.catalog.space import unit

DIMENSIONS = 128
RANDOM = np.random.default_rng(11)


def vectors(*, tagged: bool = True) -> Vectors:
    embedding = unit(RANDOM.normal(size=DIMENSIONS).astype(np.float32))
    tagger = RANDOM.random(200, np.float32) * 7 if tagged else None
    return Vectors(embedding, np.zeros((10, 100), np.float16), np.zeros((1, 128, 128), np.uint8), tagger)


def test_a_songs_similarity_to_itself_is_1() -> None:
    song = vectors()
    assert fused_similarity(song, song) == pytest.approx(1.0, abs=1e-5)


def test_both_spaces_have_their_share() -> None:
    one, other = vectors(), vectors()
    assert one.tagger is not None
    assert other.tagger is not None
    cosine = float(one.embedding @ other.embedding)
    tagger_cosine = float(unit(one.tagger) @ unit(other.tagger))
    spread = 1 - TAGGER_SPREAD * (1 - tagger_cosine)
    assert fused_similarity(one, other) == pytest.approx((1 - TAGGER_SHARE) * cosine + TAGGER_SHARE * spread, abs=1e-5)
    assert fused_similarity(one, other) == pytest.approx(fused_similarity(other, one), abs=1e-6)


@pytest.mark.parametrize("tagged", [(True, False), (False, True), (False, False)])
def test_where_a_song_was_not_tagged_the_cosine_is_the_similarity(tagged: tuple[bool, bool]) -> None:
    one, other = vectors(tagged=tagged[0]), vectors(tagged=tagged[1])
    assert fused_similarity(one, other) == pytest.approx(float(one.embedding @ other.embedding), abs=1e-6)


def test_many_songs_at_a_time_have_the_same_similarities_as_one_by_one() -> None:
    song, others = vectors(), [vectors(tagged=n % 3 > 0) for n in range(9)]
    together = fused_similarities(
        song.embedding, song.tagger, np.stack([each.embedding for each in others]), [each.tagger for each in others]
    )
    assert together.dtype == np.float32
    np.testing.assert_allclose(together, [fused_similarity(song, each) for each in others], rtol=1e-5)


def test_a_song_that_shares_the_tags_comes_before_one_that_shares_only_the_sound() -> None:
    song, alike_in_tags = vectors(), vectors()
    assert song.tagger is not None
    found = fused_similarities(
        song.embedding,
        song.tagger,
        np.stack([alike_in_tags.embedding, song.embedding]),
        [song.tagger, -song.tagger],
    )
    assert found[0] > found[1]
