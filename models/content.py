"""Whether a file holds music, or speech, or noise: by the statistics of its images and the tagger's scores.

Two linear classifiers on a summary of the song statistics, each with a threshold chosen so that practically no music is
taken for anything else. Where the tagger is sure of a tag it is not speech: it never is sure in any recording of speech
that was measured, but in every fifth song. ``content.json`` holds weights,
thresholds and what was measured with them; ``python -m training content`` measures and writes it again.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import TagScore

_SHORT_S = 10.0
_MARGIN_OF_SHORT = 2.0
"""What is shorter must be this far over a threshold: of 499 songs' clips of two to three seconds none is over 1.3."""
MUSIC, SPEECH, NOISE = "music", "speech", "noise"
CONTENT_FILE = Path(__file__).with_name("content.json")
_OCTAVES = 8
_BAND_ROWS, _BAND_END = 9, 1152
_CEPSTRUM_END, _MODULATION_END = 1224, 1472
_MODULATIONS_START = 1344

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class ContentClassifier:
    """A song is of this class where ``weights`` [148] times its summary plus ``bias`` is over ``threshold``."""

    weights: NDArray[np.float64]
    bias: float
    threshold: float

    def margin(self, summary: NDArray[np.floating]) -> float:
        """Return how far over the threshold a summary [148] is; negative where it is under it."""
        return float(self.weights @ summary) + self.bias - self.threshold


@dataclass(frozen=True, slots=True, eq=False)
class ContentClassifiers:
    """The classifiers by class, and the tag score from which on nothing is taken for speech."""

    classifiers: Mapping[str, ContentClassifier]
    sure_tag: float

    @classmethod
    @cache
    def shipped(cls) -> "ContentClassifiers":
        """Return the classifiers that ``content.json`` describes."""
        return cls.load(CONTENT_FILE)

    @classmethod
    def load(cls, path: Path) -> "ContentClassifiers":
        """Read a file like ``content.json``."""
        values = json.loads(path.read_text(encoding="utf-8"))
        classifiers = {
            kind: ContentClassifier(
                np.array(classifier["weights"]), float(classifier["bias"]), float(classifier["threshold"])
            )
            for kind, classifier in values["classifiers"].items()
        }
        return cls(classifiers, float(values["sure_tag"]))

    def content(self, statistics: Rows, tags: Sequence[TagScore], analysed_s: float) -> str:
        """Return ``music``, ``speech`` or ``noise`` for song statistics [1496] (the mean over a song's images).

        ``analysed_s``: how many seconds the statistics rest on.
        """
        summary = summarised(statistics[None])[0]
        margins = {kind: classifier.margin(summary) for kind, classifier in self.classifiers.items()}
        best = max(margins, key=lambda kind: margins[kind])
        if best == SPEECH and any(tag.score >= self.sure_tag for tag in tags):
            return MUSIC
        return best if margins[best] > (_MARGIN_OF_SHORT if analysed_s < _SHORT_S else 0) else MUSIC


def summarised(statistics: Rows) -> Rows:
    """Return float32 [n, 148]: song statistics [n, 1496] with the bands averaged by octaves, and so on."""
    count = len(statistics)
    bands = statistics[:, :_BAND_END].reshape(count, _BAND_ROWS, _OCTAVES, -1).mean(axis=3)
    cepstrum = statistics[:, _BAND_END:_CEPSTRUM_END].reshape(count, 3, 6, 4).mean(axis=3)[:, 1:]
    modulations = statistics[:, _MODULATIONS_START:_MODULATION_END].reshape(count, 4, 4, 8)
    parts = (
        bands.reshape(count, -1),
        cepstrum.reshape(count, -1),
        modulations.mean(axis=(1, 2)),
        modulations.mean(axis=2).reshape(count, -1),
        statistics[:, _MODULATION_END:],
    )
    return np.concatenate(parts, axis=1).astype(np.float32)
