"""The ladder's last step: a file -> excerpts -> images -> genres, tags and songs that sound alike -> an Analysis."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import CUSTOM_MODEL, Analysis, Passage, Recommendation, TagScore, Vectors
from models.audio import DecodedSong, Excerpt, Limits, listen
from models.audio.logmel import EXCERPT_S, MIDDLE, SAMPLE_RATE, LogMel, dequantise, looped, quantise
from models.catalog.catalog import Catalog
from models.catalog.query import Query
from models.content import ContentJudges
from models.genres.ensemble import GenreModels, GenrePrediction
from models.genres.probabilities import LogProbabilities
from models.genres.segments import own_maximum
from models.genres.statistics import song_statistics
from models.listeners import TaggerOutput, Tagging, load_tagging
from models.manifest import Artifacts, open_artifacts, sha256_of
from models.threads import usable_cpus

FILTERBANK_FILE = "mel_filterbank.npz"
TOP = 10

# A song heard by one excerpt alone is looked at three times, a third of a column apart: a long song has as many images.
_OFFSETS_OF_ONE = (1 / 6, MIDDLE, 5 / 6)

Images = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Seconds by stage, adding up where a stage runs more than once."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens within to the stage ``name``."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


@dataclass(frozen=True, slots=True, eq=False)
class Analyzer:
    """Everything loaded that a song needs; several processes may load their own, none may be handed through a fork."""

    artifacts: Artifacts
    front_end: LogMel
    genres: GenreModels
    catalog: Catalog
    tagger: Tagging | None = None
    limits: Limits = field(default_factory=Limits)

    @classmethod
    def load(
        cls,
        artifacts_folder: Path | None = None,
        *,
        threads: int | None = None,
        tagger: bool = True,
        limits: Limits | None = None,
    ) -> "Analyzer":
        """Verify and load the trained files of a folder (default: those beside the code).

        ``threads``: CPU threads to use, by default all that this process may. ``tagger``: whether to use it, and the
        genres adapted from it, where their artifacts are present. Raises ArtifactError naming the file that is missing,
        altered or does not fit.
        """
        threads = threads or usable_cpus()
        artifacts = open_artifacts(artifacts_folder, tagger=tagger)
        return cls(
            artifacts,
            LogMel.load(artifacts.path(FILTERBANK_FILE)),
            GenreModels.load(artifacts, threads),
            Catalog.load(artifacts),
            load_tagging(artifacts, threads),
            limits or Limits(),
        )

    def analyze(self, path: Path | str, *, top: int = TOP) -> Analysis:
        """Hear the file afresh and return what was found, with at most ``top`` recommendations.

        Raises an AnalysisError that says what is wrong with the file, or OSError where it cannot be read.
        """
        path, watch = Path(path), Stopwatch()
        with watch.stage("total"):
            digest = sha256_of(path)
            with watch.stage("decode"):
                heard = listen(path, limits=self.limits)
            with watch.stage("frontend"):
                images = self._images(heard.excerpts)
            judged = _looped(images, [excerpt.samples.size / SAMPLE_RATE for excerpt in heard.excerpts])
            words = self._words(heard, watch)
            verdict = self.genres.classify(judged, self._evidence(words.tags if words else ()))
            with watch.stage("search"):
                statistics = song_statistics(own_maximum(judged)).mean(axis=0)
                tagged = words.embedding if words else None
                named = heard.artist, heard.title
                embedding, recommendations = self._alike(named, statistics, verdict, tagged, top)
        return Analysis(
            sha256=digest,
            title=heard.title,
            artist=heard.artist,
            duration_s=heard.duration_s,
            genres=verdict.genres,
            confident=verdict.confident and not heard.uncertain,
            models={**verdict.models, **(words.models if words else {})},
            timeline=_timeline(heard.excerpts, verdict.probabilities, self.genres.labels),
            recommendations=recommendations,
            timings_s={**watch.seconds, **verdict.timings_s},
            model_version=self.artifacts.version,
            tags=words.tags if words else (),
            taggram=words.taggram if words else None,
            uncertain=heard.uncertain,
            content=ContentJudges.shipped().content(statistics, words.tags if words else (), _seconds(heard.excerpts)),
            vectors=Vectors(
                embedding=embedding,
                segments=verdict.segments,
                images=quantise(images[:, images.shape[1] // 2]),
                tagger=tagged,
            ),
        )

    def reanalyse(self, known: Analysis, *, top: int = TOP) -> Analysis:
        """Judge a song by the images that were kept of it, as if these models had heard it.

        What only its sound can tell stays as ``known`` has it: the tags, and what was learnt from them. Raises
        ValueError where no images were kept.
        """
        if known.vectors is None:
            raise ValueError("a song without its images cannot be heard again")
        watch = Stopwatch()
        # What is shorter than the models can be sure of was repeated before its image was made.
        seconds = [EXCERPT_S if known.uncertain else part.end_s - part.start_s for part in known.timeline]
        images = _looped(dequantise(known.vectors.images), seconds)
        with watch.stage("total"):
            verdict = self.genres.classify(images, self._evidence(known.tags))
            with watch.stage("search"):
                statistics = song_statistics(own_maximum(images)).mean(axis=0)
                named = known.artist, known.title
                embedding, recommendations = self._alike(named, statistics, verdict, known.vectors.tagger, top)
        adapted = {name: genres for name, genres in known.models.items() if name == CUSTOM_MODEL}
        return replace(
            known,
            genres=verdict.genres,
            confident=verdict.confident and not known.uncertain,
            models={**verdict.models, **adapted},
            timeline=_timeline(known.timeline, verdict.probabilities, self.genres.labels),
            recommendations=recommendations,
            timings_s={**watch.seconds, **verdict.timings_s},
            model_version=self.artifacts.version,
            content=ContentJudges.shipped().content(statistics, known.tags, _seconds(known.timeline)),
            vectors=replace(known.vectors, embedding=embedding, segments=verdict.segments),
        )

    def _images(self, excerpts: Sequence[Excerpt]) -> Images:
        """Return float32 [excerpts, offsets, 128, 128]; the middle offset is the one that training used."""
        offsets = _OFFSETS_OF_ONE if len(excerpts) == 1 else (MIDDLE,)
        return np.array([[self.front_end.image(excerpt.samples, at) for at in offsets] for excerpt in excerpts])

    def _alike(
        self,
        named: tuple[str | None, str | None],
        statistics: NDArray[np.float32],
        verdict: GenrePrediction,
        tagged: NDArray[np.float32] | None,
        top: int,
    ) -> tuple[NDArray[np.float32], tuple[Recommendation, ...]]:
        artist, title = named
        embedding = self.catalog.embed_statistics(verdict.embedding, statistics)
        genre = verdict.genres[0].genre if verdict.confident else None
        query = Query(embedding, verdict.segments, tagged, artist, title, genre)
        return embedding, self.catalog.recommend(query, top)

    def _words(self, heard: DecodedSong, watch: Stopwatch) -> TaggerOutput | None:
        if self.tagger is None:
            return None
        with watch.stage("tagger"):
            return self.tagger.listen(heard.excerpts)

    def _evidence(self, tags: Sequence[TagScore]) -> LogProbabilities | None:
        return self.tagger.evidence(tags, self.genres.labels) if self.tagger else None


def _seconds(parts: Sequence[Excerpt | Passage]) -> float:
    return sum(part.end_s - part.start_s for part in parts)


def _looped(images: Images, seconds: Sequence[float]) -> Images:
    """Return images [parts, ..., 128, 128] of so many seconds each as [n, 128, 128] that the models know."""
    parts = [looped(image, length) for image, length in zip(images, seconds, strict=True)]
    return np.stack(parts).reshape(-1, *images.shape[-2:])


def _timeline(
    parts: Sequence[Excerpt | Passage], probabilities: NDArray[np.float32], labels: Sequence[str]
) -> tuple[Passage, ...]:
    """Return a passage a heard part, from probabilities [images, labels], the images of a part averaged."""
    by_part = probabilities.reshape(len(parts), -1, len(labels)).mean(axis=1)
    return tuple(
        Passage(part.start_s, part.end_s, labels[int(row.argmax())], float(row.max()))
        for part, row in zip(parts, by_part, strict=True)
    )
