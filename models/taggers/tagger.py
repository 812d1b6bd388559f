"""A tagger: a pre-trained network that names the words people use for music (jazz, metal, sad, 80s)."""

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.analysis import TagScore
from models.manifest import Artifacts
from models.sessions import open_session
from models.tagger_table import PRIMARY, TaggerSpec
from models.taggers.frontend import Floats, TaggerFrontEnd
from models.taggers.metadata import NAMED_DEVIATION, TaggerMetadata, read_metadata
from models.taggers.patches import SongPatches

# A worker holds that many patches at once: fewer at a time use the caches better and cost no speed.
_BATCH = 5
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class TagPredictions:
    """The network's output for n patches: tag probabilities [n, tags] and embeddings [n, d], float32."""

    probabilities: Floats
    embeddings: Floats


@dataclass(frozen=True, slots=True, eq=False)
class TaggerResult:
    """One tagger's result for a song: the mean over its patches.

    ``tags``: all of them, best first. ``embedding``: float32 [d]. ``log_odds``: float64 [tags], and ``part_scores``:
    float64 [patches, tags], the scores of each patch, both in the order of the tagger's labels.
    """

    tags: tuple[TagScore, ...]
    embedding: Floats
    log_odds: NDArray[np.float64]
    part_scores: NDArray[np.float64]


class Tagger:
    """A loaded network; safe to share between threads."""

    def __init__(self, session: onnxruntime.InferenceSession, metadata: TaggerMetadata) -> None:
        """Take a loaded network and its file's metadata."""
        self.metadata = metadata
        self.front_end = TaggerFrontEnd(metadata.filterbank)
        self._session = session

    @classmethod
    def load(cls, artifacts: Artifacts, threads: int = 1, spec: TaggerSpec = PRIMARY) -> "Tagger":
        """Load the optional artifact; raise ArtifactError if it is absent or not a tagger."""
        return cls.open(artifacts.path(spec.file), threads)

    @classmethod
    def open(cls, path: Path, threads: int = 1) -> "Tagger":
        """Load a tagger from a file of its own, unverified."""
        session = open_session(path, threads)
        return cls(session, read_metadata(path.name, session.get_modelmeta().custom_metadata_map))

    def predict(self, patches: Floats) -> TagPredictions:
        """Return the network's output for log-mel ``patches`` float32 [n, 187, 96]."""
        # At least one run, even of no patch: its outputs have the right shapes.
        outputs = [
            self._session.run(["tags", "embedding"], {"patches": patches[start : start + _BATCH]})
            for start in range(0, max(1, len(patches)), _BATCH)
        ]
        logits, embeddings = (np.concatenate(parts) for parts in zip(*outputs, strict=True))
        return TagPredictions(1 / (1 + np.exp(-logits)), embeddings)

    def tag(self, patches: SongPatches) -> TaggerResult | None:
        """Tag a song by its patches; None where there are none, that is for silence."""
        predicted = self.predict(patches.log_mel)
        if not len(predicted.probabilities):
            return None
        mean = predicted.probabilities.mean(axis=0)
        embedding = predicted.embeddings.mean(axis=0).astype(np.float32)
        return TaggerResult(self.scores(mean), embedding, _log_odds(mean), self._shares(predicted.probabilities))

    def scores(self, probabilities: Floats) -> tuple[TagScore, ...]:
        """Turn mean probabilities [tags] into scores from 0 to 1 that mean the same for every tag, best first.

        A score is the normal distribution's share below a song's log-odds, given the tag's mean and deviation over
        the reference music and shifted so that 0.9 is the tag's own level for being named; without the shift, 0.9 is
        the loudest tenth.
        """
        meta = self.metadata
        scored = [
            TagScore(tag, group, round(share, 4))
            for tag, group, share in zip(meta.labels, meta.groups, self._shares(probabilities).tolist(), strict=True)
        ]
        return tuple(sorted(scored, key=lambda tag: -tag.score))

    def _shares(self, probabilities: Floats) -> NDArray[np.float64]:
        """Return the scores, float64 [..., tags], of probabilities [..., tags]."""
        meta = self.metadata
        deviations = (_log_odds(probabilities) - meta.means) / meta.deviations - meta.levels + NAMED_DEVIATION
        shares: NDArray[np.float64] = 0.5 * (1 + _error_function(deviations / math.sqrt(2)))
        return shares


def _log_odds(probabilities: Floats) -> NDArray[np.float64]:
    bounded = np.clip(probabilities.astype(np.float64), _EPSILON, 1 - _EPSILON)
    odds: NDArray[np.float64] = np.log(bounded / (1 - bounded))
    return odds


_error_function = np.vectorize(math.erf, otypes=[np.float64])
