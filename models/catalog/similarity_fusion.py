"""How alike songs are that were heard, and not only seen as images: the catalogue's space joined with the tagger's.

``python -m training alike`` measures what the joining brings; the model card says what came of it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import Vectors
from models.catalog.space import unit

Rows = NDArray[np.float32]

# The tagger's share of the similarity. Between 0.6 and 0.95 the measure hardly moves; what is left to the catalogue's
# space keeps the sound itself in it, which no tag names.
TAGGER_SHARE = 0.7
# How much wider the words' distances are taken than they are. Songs stand beside tracks that were never heard, of
# which the sound alone is known; at 1 a library of 60 songs filled 5.7 of ten places, a third of them by other genres.
WORDS_SPREAD = 2.0


def fused_similarities(
    embedding: Rows, tagger: Rows | None, embeddings: Rows, taggers: Sequence[Rows | None]
) -> NDArray[np.float32]:
    """Return the similarity, at most 1, of a heard song to n others, float32 [n].

    ``embedding`` [d] and ``embeddings`` [n, d]: of length 1, the catalogue's space (``Vectors.embedding``). ``tagger``
    [200] and ``taggers``, n of them: the tagger's embeddings at any length (``Vectors.tagger``), None for a song that
    was not tagged. Where either song was not, the cosine in the catalogue's space stands alone.
    """
    sound = (embeddings @ embedding).astype(np.float32)
    tagged = [row for row in taggers if row is not None]
    if tagger is None or not tagged:
        return sound
    heard = np.array([row is not None for row in taggers])
    words = np.zeros(len(taggers), np.float32)
    words[heard] = unit(np.array(tagged, dtype=np.float32)) @ unit(tagger.astype(np.float32))
    return joined(sound, words, heard)


def joined(sound: Rows, words: Rows, heard: NDArray[np.bool_]) -> Rows:
    """Return the similarities [n] of a song to n others from their cosines ``sound`` [n] in the catalogue's space.

    ``words`` [n]: the cosines of the tagger's embeddings, which count for those songs that it ``heard`` [n]. A song is
    as near to itself as 1; songs that share no words may be below -1.
    """
    spread = 1 - WORDS_SPREAD * (1 - words)
    return np.where(heard, (1 - TAGGER_SHARE) * sound + TAGGER_SHARE * spread, sound).astype(np.float32)


def nearness(one: Vectors, other: Vectors) -> float:
    """Return the similarity, at most 1, of two heard songs (``fused_similarities``)."""
    return float(fused_similarities(one.embedding, one.tagger, other.embedding[None], [other.tagger])[0])
