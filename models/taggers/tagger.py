"""A second listener: a pre-trained network that names the words people use for music (jazz, metal, sad, 80s)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.analysis import TagScore
from models.audio import Excerpt
from models.audio.logmel import SAMPLE_RATE
from models.manifest import TAGGER_FILE, Artifacts
from models.sessions import open_session
from models.taggers.frontend import NO_PATCHES, Patches, TaggerFrontEnd, spread
from models.taggers.metadata import NAMED_DEVIATION, TaggerMetadata, read_metadata

Floats = NDArray[np.float32]

TAGGER = TAGGER_FILE
EXCERPTS = 2
# Of two excerpts of thirty seconds five patches each: their mean embedding is within 0.01 (cosine) of all twenty's.
_PATCHES = 10
# What a worker holds at once: fewer patches at a time use the caches better and cost no speed.
_BATCH = 5
# One patch alone is a noisy witness: it is heard a little slower and faster too.
_SPEEDS = (1.0, 1 / 1.06, 1.06)
_CLOSEST = 1e-6
# Root mean square of full scale, -14 dB: the median of 499 clips of published records.
_LEVEL = 10 ** (-14 / 20)
_MOST_GAIN = 10.0
# What is fainter than -60 dB is left as it is, for a hum is no music.
_FAINTEST = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """``tags``: all of them, best first, or none for silence. ``embedding``: float32 [200], None for silence.

    ``parts``: where each patch begins, as (excerpt, seconds from its first sample), none for a song of a single patch;
    ``part_scores``: float64 [patches, tags], the scores of each, tags in the order of the metadata's labels.
    """

    tags: tuple[TagScore, ...]
    embedding: Floats | None
    parts: tuple[tuple[int, float], ...] = ()
    part_scores: NDArray[np.float64] = field(default_factory=lambda: np.zeros((0, 0)))


@dataclass(frozen=True, slots=True, eq=False)
class Impression:
    """What the network itself answers to n patches: tag probabilities [n, 50] and embeddings [n, 200], float32.

    ``parts``: where the patches begin, as (excerpt, seconds from its first sample); none for a song of a single patch.
    """

    probabilities: Floats
    embeddings: Floats
    parts: tuple[tuple[int, float], ...] = ()


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
        session = open_session(path, threads)
        return cls(session, read_metadata(path.name, session.get_modelmeta().custom_metadata_map))

    def tag(self, excerpts: Sequence[Floats], sample_rate: int = 44_100) -> Tagged:
        """Tag a song by at most two of its ``excerpts`` (mono), by patches of three seconds, averaged.

        Less than three seconds is repeated to length; where all is silence, there are no tags and no embedding.
        """
        heard = self.hear(excerpts, sample_rate)
        if not len(heard.probabilities):
            return Tagged((), None)
        return Tagged(
            self.scores(heard.probabilities.mean(axis=0)),
            heard.embeddings.mean(axis=0).astype(np.float32),
            heard.parts,
            self._shares(heard.probabilities),
        )

    def hear(self, excerpts: Sequence[Floats], sample_rate: int = 44_100) -> Impression:
        """Return the network's answers to at most ten patches of at most two ``excerpts``, evenly spread.

        A song of a single patch is heard at three speeds: 1, 0.94 and 1.06.
        """
        chosen = spread(len(excerpts), EXCERPTS)
        sounds = [excerpts[index] for index in chosen]
        heard = self._patches(sounds, sample_rate)
        parts = tuple(
            (index, start) for index, patches in zip(chosen, heard, strict=True) for start in patches.starts_s
        )
        if len(parts) == 1:
            parts, heard = (), [patches for speed in _SPEEDS for patches in self._patches(sounds, sample_rate * speed)]
        answer = self.judge(np.concatenate([NO_PATCHES, *(patches.log_mel for patches in heard)]))
        return Impression(answer.probabilities, answer.embeddings, parts)

    def _patches(self, excerpts: Sequence[Floats], sample_rate: float) -> list[Patches]:
        most = _PATCHES // max(1, len(excerpts))
        return [self._frontend.patches(samples, sample_rate, most) for samples in excerpts]

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
        meta = self.metadata
        scored = [
            TagScore(tag, group, round(share, 4))
            for tag, group, share in zip(meta.labels, meta.groups, self._shares(probabilities).tolist(), strict=True)
        ]
        return tuple(sorted(scored, key=lambda tag: -tag.score))

    def _shares(self, probabilities: Floats) -> NDArray[np.float64]:
        """Return the scores, float64 [..., 50], of probabilities [..., 50]."""
        bounded = np.clip(probabilities.astype(np.float64), _CLOSEST, 1 - _CLOSEST)
        odds = np.log(bounded / (1 - bounded))
        meta = self.metadata
        deviations = (odds - meta.means) / meta.deviations - meta.levels + NAMED_DEVIATION
        shares: NDArray[np.float64] = 0.5 * (1 + _error_function(deviations / math.sqrt(2)))
        return shares


def played(excerpts: Sequence[Excerpt]) -> list[Floats]:
    """Return a song's excerpts as the tagger is to hear them: all at one level, and nothing repeated.

    A clip of less than three seconds is repeated by the tagger itself. The network was trained on published records and
    takes a quiet one for another kind of music, so every song is played at the same root mean square.
    """
    sounds = [excerpt.samples[: round((excerpt.end_s - excerpt.start_s) * SAMPLE_RATE)] for excerpt in excerpts]
    heard = [sounds[index] for index in spread(len(sounds), EXCERPTS)]
    level = math.sqrt(sum(float(np.square(sound).sum()) for sound in heard) / max(1, sum(map(len, heard))))
    gain = np.float32(min(_LEVEL / level, _MOST_GAIN) if level > _FAINTEST else 1)
    return [sound * gain for sound in sounds]


_error_function = np.vectorize(math.erf, otypes=[np.float64])
