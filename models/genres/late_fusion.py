"""What the tagger's words say of the genres: a second witness, which knows far more music than the genre models do.

``python -m training elsewhere`` measures what it brings to music of another archive; the model card says what came of
it. Images alone, as training has them, are judged without it.
"""

from collections.abc import Sequence

import numpy as np

from models.analysis import TagScore
from models.genres.probabilities import LogProbabilities
from models.taggers.metadata import TaggerMetadata

# How much a deviation of a tag counts, in nats. The clips that it was looked at on would bear more; the models have
# heard part of the same, tags are not independent of each other, and the archive's own songs cannot be asked.
WEIGHT = 0.7
# What is further out than this is no surer.
_FARTHEST = 2.5


def evidence(tags: Sequence[TagScore], metadata: TaggerMetadata, labels: Sequence[str]) -> LogProbabilities:
    """Return what a song's tags add to the log-probabilities of ``labels``, float64 [labels].

    The log-likelihood ratio of two normal distributions of one deviation, ``WEIGHT`` deviations apart: the tag's
    log-odds over the reference music and over the genre that bears its name, whatever the case and punctuation. A genre
    that no tag is named like gets 0. Over the reference music the mean of the others' ratios is 1, so that in the long
    run no genre is favoured; a song with average tags is more often one of a genre without a name among them.
    """
    told = {spelt(tag.tag): tag for tag in tags if tag.tag in metadata.labels}
    named = [told.get(spelt(label)) for label in labels]
    return np.array([_ratio(metadata.deviation(tag)) if tag else 0.0 for tag in named])


def spelt(name: str) -> str:
    """Return a genre's or tag's name without case and punctuation, by which hiphop is Hip-Hop."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _ratio(deviation: float) -> float:
    return WEIGHT * min(max(deviation, -_FARTHEST), _FARTHEST) - WEIGHT**2 / 2
