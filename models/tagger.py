"""A second listener: a pre-trained network that names the words people use for music (jazz, metal, sad, 80s)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.analysis import TagScore
from models.manifest import Artifacts
from models.tagger_frontend import NO_PATCHES, TaggerFrontEnd, spread
from models.tagger_metadata import TaggerMetadata, read_metadata

Floats = NDArray[np.float32]

TAGGER = "tagger.onnx"
EXCERPTS = 2
# Of two excerpts of thirty seconds five patches each: their mean embedding is within 0.01 (cosine) of all twenty's.
_PATCHES = 10
# What a worker holds at once: fewer patches at a time use the caches better and cost no speed.
_BATCH = 5
# One patch alone is a noisy witness: it is heard a little slower and faster too.
_SPEEDS = (1.0, 1 / 1.06, 1.06)
# The normal distribution's value at NAMED.
_NAMED_DEVIATION = 1.2815515655446004
_CLOSEST = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """``tags``: all of them, best first, or none for silence. ``embedding``: float32 [200], None for silence."""

    tags: tuple[TagScore, ...]
    embedding: Floats | None


@dataclass(frozen=True, slots=True, eq=False)
class Impression:
    """What the network itself answers to n patches: tag probabilities [n, 50] and embeddings [n, 200], float32."""

    probabilities: Floats
    embeddings: Floats


class Tagger:
    """The network with its front end; safe to share between threads."""

    def __init__(self, session: onnxruntime.InferenceSession, metadata: TaggerMetadata) -> None:
        """Take a loaded network and what it says about itself."""
        self.metadata = metadata
        self._session = session
        self._frontend = TaggerFrontEnd(metadata.filterbank)

    @classmethod
    def load(cls, artifacts: Artifacts, threads: int = 1) -> "Tagger":
        """Load the optional artifact; raise ArtifactError if it is absent or not a tagger."""
        return cls.open(artifacts.path(TAGGER), threads)

    @classmethod
    def open(cls, path: Path, threads: int = 1) -> "Tagger":
        """Load a tagger from a file of its own, unverified."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return cls(session, read_metadata(path.name, session.get_modelmeta().custom_metadata_map))

    def tag(self, excerpts: Sequence[Floats], sample_rate: int = 44_100) -> Tagged:
        """Tag a song by at most two of its ``excerpts`` (mono), by patches of three seconds, averaged.

        Less than three seconds is repeated to length; where all is silence, there are no tags and no embedding.
        """
        heard = self.hear(excerpts, sample_rate)
        if not len(heard.probabilities):
            return Tagged((), None)
        embedding = heard.embeddings.mean(axis=0)
        return Tagged(self.scores(heard.probabilities.mean(axis=0)), embedding.astype(np.float32))

    def hear(self, excerpts: Sequence[Floats], sample_rate: int = 44_100) -> Impression:
        """Return the network's answers to at most ten patches of at most two ``excerpts``, evenly spread.

        A song of a single patch is heard at three speeds: 1, 0.94 and 1.06.
        """
        chosen = [excerpts[index] for index in spread(len(excerpts), EXCERPTS)]
        patches = self._patches(chosen, sample_rate)
        if len(patches) == 1:
            patches = np.concatenate([self._patches(chosen, sample_rate * speed) for speed in _SPEEDS])
        return self.judge(patches)

    def _patches(self, excerpts: Sequence[Floats], sample_rate: float) -> Floats:
        most = _PATCHES // max(1, len(excerpts))
        heard = [self._frontend.patches(samples, sample_rate, most) for samples in excerpts]
        return np.concatenate([NO_PATCHES, *heard])

    def judge(self, patches: Floats) -> Impression:
        """Return the network's answers to log-mel ``patches`` float32 [n, 187, 96]."""
        # At least one run, be it of nothing: its answers have the right shapes.
        answers = [
            self._session.run(["tags", "embedding"], {"patches": patches[start : start + _BATCH]})
            for start in range(0, max(1, len(patches)), _BATCH)
        ]
        logits, embeddings = (np.concatenate(parts) for parts in zip(*answers, strict=True))
        return Impression(1 / (1 + np.exp(-logits)), embeddings)

    def scores(self, probabilities: Floats) -> tuple[TagScore, ...]:
        """Turn mean probabilities [50] into scores from 0 to 1 that mean the same for every tag, best first.

        A score is the normal distribution's share below a song's log-odds, given the tag's mean and deviation over
        the reference music and shifted so that 0.9 is the tag's own level for being named; without the shift, 0.9 is
        the loudest tenth.
        """
        bounded = np.clip(probabilities.astype(np.float64), _CLOSEST, 1 - _CLOSEST)
        odds = np.log(bounded / (1 - bounded))
        meta = self.metadata
        deviations = (odds - meta.means) / meta.deviations - meta.levels + _NAMED_DEVIATION
        scored = [
            TagScore(tag, group, round(0.5 * (1 + math.erf(value / math.sqrt(2))), 4))
            for tag, group, value in zip(meta.labels, meta.groups, deviations.tolist(), strict=True)
        ]
        return tuple(sorted(scored, key=lambda tag: -tag.score))
