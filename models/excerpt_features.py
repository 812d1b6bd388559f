"""What is computed of each excerpt by itself: its image with the genre models' scores, and its rhythm."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from models.audio import Excerpt
from models.audio.logmel import MIDDLE, SAMPLE_RATE, LogMel, looped
from models.genres.ensemble import GenreModels, GenreScores
from models.rhythm import Rhythm, rhythm_of
from models.stopwatch import Stopwatch

T = TypeVar("T")

# A song of a single excerpt gets three images, a third of a column apart: as many as a long song has.
_OFFSETS_OF_ONE = (1 / 6, MIDDLE, 5 / 6)


@dataclass(frozen=True, slots=True, eq=False)
class ScoredImage:
    """``image``: float32 [128, 128], in time order; ``scores``: its own, or of three images of an only excerpt."""

    image: NDArray[np.float32]
    scores: GenreScores


@dataclass(frozen=True, slots=True, eq=False)
class ExcerptFeatures:
    """The features of a song's excerpts, one each, which threads may still be computing."""

    scored: Sequence["Future[ScoredImage]"]
    rhythms: Sequence["Future[Rhythm | None]"]


@dataclass(frozen=True, slots=True, eq=False)
class FeatureExtractor:
    """Computes the features of one song's excerpts, in ``threads`` beside everything else, or else at once."""

    front_end: LogMel
    genres: GenreModels
    watch: Stopwatch
    threads: ThreadPoolExecutor | None
    _started: list[tuple[Excerpt, int, "Future[ScoredImage]"]] = field(default_factory=list)

    def start(self, excerpt: Excerpt, of: int) -> None:
        """Begin to score one of ``of`` excerpts while the next is decoded, if there are threads for it.

        Scoring is mostly one run of a network, which leaves the interpreter's lock to the decoder; rhythm would not.
        """
        if self.threads is not None:
            self._started.append((excerpt, of, self.threads.submit(self.score, excerpt, of)))

    def extract(self, excerpts: Sequence[Excerpt]) -> ExcerptFeatures:
        """Begin with all features of a song's excerpts; what was started for another number of them is left."""
        count = len(excerpts)
        started = {id(excerpt): scored for excerpt, of, scored in self._started if of == count}
        return ExcerptFeatures(
            [started.get(id(each)) or self._submit(self.score, each, count) for each in excerpts],
            [self._submit(self._rhythm, each, count) for each in excerpts],
        )

    def _submit(self, compute: Callable[[Excerpt, int], T], excerpt: Excerpt, of: int) -> "Future[T]":
        if self.threads is not None:
            return self.threads.submit(compute, excerpt, of)
        done: Future[T] = Future()
        done.set_result(compute(excerpt, of))
        return done

    def score(self, excerpt: Excerpt, of: int) -> ScoredImage:
        """Return the image of one of ``of`` excerpts, and what the genre models find in it."""
        with self.watch.stage("frontend"):
            offsets = (MIDDLE,) if of > 1 else _OFFSETS_OF_ONE
            images = np.array([self.front_end.image(excerpt.samples, at) for at in offsets])
        scores = self.genres.score(looped(images, excerpt.samples.size / SAMPLE_RATE))
        return ScoredImage(images[len(images) // 2], scores)

    def _rhythm(self, excerpt: Excerpt, of: int) -> Rhythm | None:
        with self.watch.stage("rhythm"):
            return rhythm_of(excerpt.unrepeated, SAMPLE_RATE, of)
