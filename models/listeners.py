"""What the second listener makes of a song: tags, their course, and one's own genres where somebody trained them."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.analysis import CUSTOM_MODEL, Taggram, TagScore
from models.audio import Excerpt
from models.genres.custom_head import CUSTOM_HEAD, CustomGenreHead
from models.genres.late_fusion import evidence
from models.genres.probabilities import LogProbabilities
from models.manifest import Artifacts
from models.taggers.tagger import TAGGER, Tagger, played
from models.taggers.taggram import taggram

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class TaggerOutput:
    """``tags``: all of them, best first, none for silence. ``embedding``: float32 [200]. ``models``: further labels."""

    tags: tuple[TagScore, ...]
    taggram: Taggram | None
    embedding: NDArray[np.float32] | None
    models: Mapping[str, dict[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Tagging:
    """The tagger, and the classifier on its embedding where there is one."""

    tagger: Tagger
    adapted: CustomGenreHead | None = None

    def listen(self, excerpts: Sequence[Excerpt]) -> TaggerOutput:
        """Return what a song's excerpts sound like in words."""
        tagged = self.tagger.tag(played(excerpts))
        course = taggram(tagged, self.tagger.metadata.labels, excerpts)
        if self.adapted is None or tagged.embedding is None:
            return TaggerOutput(tagged.tags, course, tagged.embedding)
        own = {CUSTOM_MODEL: self.adapted.classify(tagged.embedding)}
        return TaggerOutput(tagged.tags, course, tagged.embedding, own)

    def evidence(self, tags: Sequence[TagScore], labels: Sequence[str]) -> LogProbabilities | None:
        """Return what a song's tags add to the log-probabilities of genres [labels], None for a song without tags."""
        return evidence(tags, self.tagger.metadata, labels) if tags else None


def load_tagging(artifacts: Artifacts, threads: int) -> Tagging | None:
    """Load the optional artifacts, None where there is no tagger.

    Raises ArtifactError where one is broken, or where the classifier was made for another tagger.
    """
    if not artifacts.has(TAGGER):
        if artifacts.has(CUSTOM_HEAD):
            log.warning("%s needs %s, which is absent; one's own genres are off.", CUSTOM_HEAD, TAGGER)
        return None
    tagger = Tagger.load(artifacts, threads)
    return Tagging(tagger, CustomGenreHead.load(artifacts) if artifacts.has(CUSTOM_HEAD) else None)
