"""The similarity of songs whose audio was analysed: the cosine in the catalogue's space fused with the tagger's.

``python -m training tagger-similarity`` measures what the fusion brings; the model card has the result.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import Vectors
from models.catalog.space import unit

Rows = NDArray[np.float32]

# The tagger's share of the similarity. Between 0.6 and 0.95 the measure hardly moves; the rest is left to the
# catalogue's space, which keeps the sound itself in it.
TAGGER_SHARE = 0.7
# The factor by which the tagger's cosine distances are widened. Analysed songs compete with tracks that have no tagger
# embedding, of which the sound alone is known; at 1 a library of 60 songs filled 5.7 of ten places, a third of them by
# other genres.
TAGGER_SPREAD = 2.0


def fused_similarities(
    embedding: Rows, tagger: Rows | None, embeddings: Rows, taggers: Sequence[Rows | None]
) -> NDArray[np.float32]:
    """Return the similarity, at most 1, of an analysed song to n others, float32 [n].

    ``embedding`` [d] and ``embeddings`` [n, d]: of length 1, the catalogue's space (``Vectors.embedding``). ``tagger``
    [200] and ``taggers``, n of them: the tagger's embeddings at any length (``Vectors.tagger``), None for a song that
    was not tagged. Where either song was not, the cosine in the catalogue's space is the similarity.
    """
    cosines = (embeddings @ embedding).astype(np.float32)
    rows = [row for row in taggers if row is not None]
    if tagger is None or not rows:
        return cosines
    is_tagged = np.array([row is not None for row in taggers])
    tagger_cosines = np.zeros(len(taggers), np.float32)
    tagger_cosines[is_tagged] = unit(np.array(rows, dtype=np.float32)) @ unit(tagger.astype(np.float32))
    return fused(cosines, tagger_cosines, is_tagged)


def fused(cosines: Rows, tagger_cosines: Rows, is_tagged: NDArray[np.bool_]) -> Rows:
    """Return the similarities [n] of a song to n others from their ``cosines`` [n] in the catalogue's space.

    ``tagger_cosines`` [n]: the cosines of the tagger's embeddings, which count for the songs that were tagged,
    ``is_tagged`` [n]. A song's similarity to itself is 1; songs whose tags differ most may be below -1.
    """
    spread = 1 - TAGGER_SPREAD * (1 - tagger_cosines)
    return np.where(is_tagged, (1 - TAGGER_SHARE) * cosines + TAGGER_SHARE * spread, cosines).astype(np.float32)


def fused_similarity(one: Vectors, other: Vectors) -> float:
    """Return the similarity, at most 1, of two analysed songs (``fused_similarities``)."""
    return float(fused_similarities(one.embedding, one.tagger, other.embedding[None], [other.tagger])[0])
