"""The whole analysis: a file -> excerpts -> images -> genres, tags and similar songs -> an Analysis."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import (
    CUSTOM_MODEL,
    HEADLINE_MODEL,
    Analysis,
    GenreProbability,
    Passage,
    Recommendation,
    TagScore,
    Vectors,
)
from models.audio import Excerpt, Limits, decode_song
from models.audio.logmel import EXCERPT_S, LogMel, dequantise, looped, quantise
from models.catalog.catalog import Catalog
from models.catalog.query import Query
from models.content import MUSIC, ContentClassifiers
from models.excerpt_features import FeatureExtractor
from models.genres.custom_head import CustomGenreHead
from models.genres.ensemble import GenreModels, GenrePrediction
from models.genres.headline import Headline
from models.genres.late_fusion import tag_deviations, tag_log_ratios
from models.genres.probabilities import LogProbabilities
from models.manifest import Artifacts, open_artifacts, sha256_of
from models.rhythm import tempo_and_key_of
from models.stopwatch import Stopwatch
from models.taggers.tagger_set import SongTags, TaggerSet
from models.threads import usable_cpus

FILTERBANK_FILE = "mel_filterbank.npz"
_TOP = 10

_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class _Answer:
    """The headline: genres best first, whether they are sure, the models behind it, and the genre of each part."""

    genres: tuple[GenreProbability, ...]
    confident: bool
    models: dict[str, dict[str, float]]
    timeline: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Findings:
    """What follows from a song's genre models and tags, whether its file or its stored images were analysed."""

    answer: _Answer
    query: Query
    recommendations: tuple[Recommendation, ...]
    content: str


@dataclass(frozen=True, slots=True, eq=False)
class Analyzer:
    """All models that an analysis needs, loaded; each process loads its own, none may be handed through a fork."""

    artifacts: Artifacts
    front_end: LogMel
    genres: GenreModels
    catalog: Catalog
    taggers: TaggerSet = field(default_factory=TaggerSet)
    custom_head: CustomGenreHead | None = None
    headline: Headline | None = None
    limits: Limits = field(default_factory=Limits)
    # Where an analysis may use several threads, an excerpt's features are computed while the next one is decoded.
    beside: ThreadPoolExecutor | None = None

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

        ``threads``: CPU threads to use, by default all that this process may. ``tagger``: whether to use the taggers,
        and custom genres, where their artifacts are present. Raises ArtifactError naming the file that is missing,
        altered or does not fit.
        """
        threads = threads or usable_cpus()
        # Networks run side by side, so each has half of the threads; with all of them they would wait for each other.
        shared = max(1, threads // 2)
        artifacts = open_artifacts(artifacts_folder, tagger=tagger)
        return cls(
            artifacts,
            LogMel.load(artifacts.path(FILTERBANK_FILE)),
            GenreModels.load(artifacts, shared),
            Catalog.load(artifacts),
            TaggerSet.load(artifacts, shared),
            CustomGenreHead.load(artifacts),
            Headline.load(artifacts),
            limits or Limits(),
            ThreadPoolExecutor(threads, "analysis") if threads > 1 else None,
        )

    def analyze(self, path: Path | str, *, top: int = _TOP) -> Analysis:
        """Analyse the file afresh, with at most ``top`` recommendations.

        Raises an AnalysisError that says what is wrong with the file, or OSError where it cannot be read.
        """
        watch = Stopwatch()
        with watch.stage("total"):
            extractor = self._extractor(watch)
            with watch.stage("decode"):
                song = decode_song(path, limits=self.limits, on_excerpt=extractor.start)
                digest = sha256_of(Path(path))
            pending = extractor.extract(song.excerpts)
            with watch.stage("tagger") if self.taggers else nullcontext():
                tags = self.taggers.tag(song.excerpts)
            scored = [each.result() for each in pending.scored]
            tempo, key = tempo_and_key_of([each.result() for each in pending.rhythms])
            prediction = self.genres.join([each.scores for each in scored], self._tag_ratios(tags.tags))
            images = quantise(np.stack([each.image for each in scored]))
            named = (song.artist, song.title)
            found = self._findings(prediction, tags.embedding, tags.tags, song.excerpts, named, top, watch)
        return Analysis(
            sha256=digest,
            title=song.title,
            artist=song.artist,
            duration_s=song.duration_s,
            genres=found.answer.genres,
            confident=found.answer.confident and not song.uncertain,
            archive=prediction.genres,
            models={**prediction.models, **found.answer.models, **self._custom_genres(tags.embedding)},
            timeline=found.answer.timeline,
            recommendations=found.recommendations,
            timings_s={**watch.seconds, **prediction.timings_s},
            model_version=self.artifacts.version,
            tags=tags.tags,
            taggram=tags.taggram,
            uncertain=song.uncertain,
            content=found.content,
            tempo=tempo if found.content == MUSIC else None,
            key=key if found.content == MUSIC else None,
            mbid=song.mbid,
            vectors=Vectors(found.query.embedding, prediction.segments, images, tags.embedding),
        )

    def reanalyse(self, known: Analysis, *, top: int = _TOP) -> Analysis:
        """Analyse a song again by the images that were kept of it, as these models would have analysed its file.

        What needs the sound itself stays as ``known`` has it: the tags, and the custom genres learnt from them. Raises
        ValueError where no images were kept.
        """
        if known.vectors is None:
            raise ValueError("a song without its images cannot be analysed again")
        watch = Stopwatch()
        # What is shorter than the models can be sure of was repeated before its image was made.
        seconds = [EXCERPT_S if known.uncertain else part.end_s - part.start_s for part in known.timeline]
        kept = zip(dequantise(known.vectors.images), seconds, strict=True)
        images = np.stack([looped(image, length) for image, length in kept])
        with watch.stage("total"):
            prediction = self.genres.classify(images, self._tag_ratios(known.tags))
            named = (known.artist, known.title)
            found = self._findings(prediction, known.vectors.tagger, known.tags, known.timeline, named, top, watch)
        custom = {name: genres for name, genres in known.models.items() if name == CUSTOM_MODEL}
        return replace(
            known,
            genres=found.answer.genres,
            confident=found.answer.confident and not known.uncertain,
            archive=prediction.genres,
            models={**prediction.models, **found.answer.models, **custom},
            timeline=found.answer.timeline,
            recommendations=found.recommendations,
            timings_s={**watch.seconds, **prediction.timings_s},
            model_version=self.artifacts.version,
            content=found.content,
            vectors=replace(known.vectors, embedding=found.query.embedding, segments=prediction.segments),
        )

    def tag_and_classify(self, excerpts: Sequence[Excerpt]) -> tuple[SongTags, GenrePrediction, NDArray[np.float32]]:
        """Return what the taggers and the archive's genre models find in excerpts, as :meth:`analyze` does.

        The last is the song's embedding in the catalogue's space, float32 [d].
        """
        tags = self.taggers.tag(excerpts)
        extractor = self._extractor(Stopwatch())
        scores = [extractor.score(each, len(excerpts)).scores for each in excerpts]
        prediction = self.genres.join(scores, self._tag_ratios(tags.tags))
        return tags, prediction, self.catalog.embed(prediction.embedding, prediction.statistics)

    def _extractor(self, watch: Stopwatch) -> FeatureExtractor:
        return FeatureExtractor(self.front_end, self.genres, watch, self.beside)

    def _tag_ratios(self, tags: Sequence[TagScore]) -> LogProbabilities | None:
        return tag_log_ratios(tags, self.taggers, self.genres.labels) if tags and self.taggers else None

    def _answer(
        self,
        prediction: GenrePrediction,
        tagged: NDArray[np.float32] | None,
        tags: Sequence[TagScore],
        parts: Sequence[Excerpt | Passage],
    ) -> _Answer:
        """Return the headline genres, or the archive's where no tagger ran or no head was fitted."""
        if self.headline is None or tagged is None or not self.taggers:
            timeline = _timeline(parts, prediction.probabilities, self.genres.labels)
            return _Answer(prediction.genres, prediction.confident, {}, timeline)
        archive = np.log(np.maximum(prediction.probabilities.astype(np.float64), _LEAST))
        deviations = tag_deviations(tags, self.taggers)
        found = self.headline.predict(archive, prediction.image_embeddings, tagged, deviations, _seconds(parts))
        timeline = _timeline(parts, found.probabilities, self.headline.labels)
        return _Answer(found.genres, found.confident, {HEADLINE_MODEL: dict(found.sound)}, timeline)

    def _custom_genres(self, tagged: NDArray[np.float32] | None) -> dict[str, dict[str, float]]:
        if self.custom_head is None or tagged is None:
            return {}
        return {CUSTOM_MODEL: self.custom_head.classify(tagged)}

    def _findings(
        self,
        prediction: GenrePrediction,
        tagged: NDArray[np.float32] | None,
        tags: Sequence[TagScore],
        parts: Sequence[Excerpt | Passage],
        named: tuple[str | None, str | None],
        top: int,
        watch: Stopwatch,
    ) -> _Findings:
        answer = self._answer(prediction, tagged, tags, parts)
        with watch.stage("search"):
            embedding = self.catalog.embed(prediction.embedding, prediction.statistics)
            genre = answer.genres[0].genre if answer.confident else None
            genres = {each.genre: each.probability for each in answer.genres} if answer.models else None
            query = Query(embedding, prediction.segments, tagged, *named, genre, genres=genres)
            recommendations = self.catalog.recommend(query, top)
        content = ContentClassifiers.shipped().content(prediction.statistics, tags, _seconds(parts))
        return _Findings(answer, query, recommendations, content)


def _seconds(parts: Sequence[Excerpt | Passage]) -> float:
    return sum(part.end_s - part.start_s for part in parts)


def _timeline(
    parts: Sequence[Excerpt | Passage], probabilities: NDArray[np.floating], labels: Sequence[str]
) -> tuple[Passage, ...]:
    """Return a passage for each part, from probabilities [images, labels], the images of a part averaged."""
    by_part = probabilities.reshape(len(parts), -1, len(labels)).mean(axis=1)
    return tuple(
        Passage(part.start_s, part.end_s, labels[int(row.argmax())], float(row.max()))
        for part, row in zip(parts, by_part, strict=True)
    )
