"""Late fusion: what a song's tags add to the genre models, since the taggers know far more music than those do.

``python -m training cross-dataset`` measures what it brings to music of another archive; the model card has the
results. Images alone, as training has them, are classified without it.
"""

from collections.abc import Sequence

import numpy as np

from models.analysis import TagScore
from models.genres.probabilities import LogProbabilities
from models.taggers.tagger_set import TaggerSet
from models.text import comparable

# Deviations beyond this add nothing.
_FARTHEST = 2.5


def tag_log_ratios(tags: Sequence[TagScore], taggers: TaggerSet, labels: Sequence[str]) -> LogProbabilities:
    """Return what a song's tags add to the log-probabilities of ``labels``, float64 [labels].

    The log-likelihood ratio of two normal distributions of one deviation, ``TaggerSpec.weight`` deviations apart: the
    tag's log-odds over the reference music and over the genre that bears its name, whatever the case and punctuation.
    A genre that no tag is named like gets 0. Over the reference music the mean of the others' ratios is 1, so that in
    the long run no genre is favoured; a song with average tags is more often one of a genre without a name among them.
    """
    named = {comparable(tag.tag): tag for tag in tags}
    return np.array([_ratio(named.get(comparable(label)), taggers) for label in labels])


def _ratio(tag: TagScore | None, taggers: TaggerSet) -> float:
    owner = taggers.owner(tag.tag) if tag else None
    if tag is None or owner is None:
        return 0.0
    spec, tagger = owner
    deviation = min(max(tagger.metadata.deviation(tag), -_FARTHEST), _FARTHEST)
    return spec.weight * deviation - spec.weight**2 / 2
