"""Late fusion: what a song's tags add to the genre models, since the taggers know far more music than those do.

``python -m training cross-dataset`` measures what it brings to music of another archive; the model card has the
results. Images alone, as training has them, are classified without it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import TagScore
from models.genres.probabilities import LogProbabilities
from models.taggers.tagger_set import TaggerSet
from models.text import comparable

# Deviations beyond this add nothing.
_FARTHEST = 2.5
# The genres that the taggers have a name for. Others (classical, disco, reggae, world) they know by their embeddings
# alone; "instrumental" and "experimental" are left out, for they fit much classical and electronic music too.
TAG_GENRES = ("Blues", "Country", "Electronic", "Folk", "Hip-Hop", "Jazz", "Metal", "Pop", "Rock")


def tag_log_ratios(tags: Sequence[TagScore], taggers: TaggerSet, labels: Sequence[str]) -> LogProbabilities:
    """Return what a song's tags add to the log-probabilities of ``labels``, float64 [labels].

    The log-likelihood ratio of two normal distributions of one deviation, ``TaggerSpec.weight`` deviations apart: the
    tag's log-odds over the reference music and over the genre that bears its name, whatever the case and punctuation.
    A genre that no tag is named like gets 0. Over the reference music the mean of the others' ratios is 1, so that in
    the long run no genre is favoured; a song with average tags is more often one of a genre without a name among them.
    """
    named = {comparable(tag.tag): tag for tag in tags}
    return np.array([_ratio(named.get(comparable(label)), taggers) for label in labels])


def tag_deviations(tags: Sequence[TagScore], taggers: TaggerSet) -> NDArray[np.float64]:
    """Return how many deviations above its mean over the reference music the tag of each of TAG_GENRES is, [genres].

    From -2.5 to 2.5; 0 for a tag that no tagger has.
    """
    named = {comparable(tag.tag): tag for tag in tags}
    return np.array([_deviation(named.get(comparable(genre)), taggers) for genre in TAG_GENRES])


def _deviation(tag: TagScore | None, taggers: TaggerSet) -> float:
    owner = taggers.owner(tag.tag) if tag else None
    if tag is None or owner is None:
        return 0.0
    return min(max(owner[1].metadata.deviation(tag), -_FARTHEST), _FARTHEST)


def _ratio(tag: TagScore | None, taggers: TaggerSet) -> float:
    owner = taggers.owner(tag.tag) if tag else None
    if owner is None:
        return 0.0
    weight = owner[0].weight
    return weight * _deviation(tag, taggers) - weight**2 / 2
