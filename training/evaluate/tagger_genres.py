"""How well the tagger's own tags, with no training, separate the clips of a genre from all others."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

# Of each genre's folder the tags that speak for it; where there are several, their probabilities are added up.
SPEAKING: Mapping[str, tuple[str, ...]] = {
    "jazz": ("jazz",),
    "metal": ("metal",),
    "blues": ("blues",),
    "country": ("country",),
    "hiphop": ("Hip-Hop",),
    "pop": ("pop",),
    "rock": ("rock",),
    "classical": ("instrumental",),
    "disco": ("dance", "funk", "70s"),
}


def areas(values: NDArray[np.floating], tags: Sequence[str], genres: Sequence[str]) -> dict[str, float]:
    """Return the area under the ROC curve of each genre that is among ``genres``, one a clip.

    ``values``: [clips, tags], any measure that grows with the tag's probability.
    """
    known = np.array(genres)
    places = {tag: place for place, tag in enumerate(tags)}
    return {
        genre: float(roc_auc_score(known == genre, values[:, [places[tag] for tag in speaking]].sum(axis=1)))
        for genre, speaking in SPEAKING.items()
        if 0 < (known == genre).sum() < len(known)
    }
