"""The whole analysis: a file -> excerpts -> images -> genres, tags and similar songs -> an Analysis."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import CUSTOM_MODEL, HEADLINE_MODEL, Analysis, GenreProbability, Passage, TagScore, Vectors
from models.audio import Excerpt, Limits, decode_song
from models.audio.logmel import EXCERPT_S, MIDDLE, SAMPLE_RATE, LogMel, dequantise, looped, quantise
from models.catalog.catalog import Catalog
from models.catalog.query import Query
from models.content import MUSIC, ContentClassifiers
from models.genres.custom_head import CustomGenreHead
from models.genres.ensemble import GenreModels, GenrePrediction
from models.genres.headline import Headline
from models.genres.late_fusion import tag_deviations, tag_log_ratios
from models.genres.probabilities import LogProbabilities
from models.genres.segments import own_maximum
from models.genres.statistics import song_statistics
from models.manifest import Artifacts, open_artifacts, sha256_of
from models.rhythm import tempo_and_key
from models.taggers.tagger_set import SongTags, TaggerSet
from models.threads import usable_cpus

FILTERBANK_FILE = "mel_filterbank.npz"
_TOP = 10

# A song of a single excerpt gets three images, a third of a column apart: as many as a long song has.
_OFFSETS_OF_ONE = (1 / 6, MIDDLE, 5 / 6)

_Images = NDArray[np.float32]

_LEAST = 1e-12


@dataclass(frozen=True, slots=True)
class _Stopwatch:
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """The headline: genres best first, whether they are sure, the models behind it, and the genre of each part."""

    genres: tuple[GenreProbability, ...]
    confident: bool
    models: dict[str, dict[str, float]]
    timeline: tuple[Passage, ...]


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
    # Where an analysis may use several threads, its taggers run beside what does not need their results.
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
        artifacts = open_artifacts(artifacts_folder, tagger=tagger)
        return cls(
            artifacts,
            LogMel.load(artifacts.path(FILTERBANK_FILE)),
            GenreModels.load(artifacts, threads),
            Catalog.load(artifacts),
            TaggerSet.load(artifacts, threads),
            CustomGenreHead.load(artifacts),
            Headline.load(artifacts),
            limits or Limits(),
            ThreadPoolExecutor(1, "taggers") if threads > 1 else None,
        )

    def analyze(self, path: Path | str, *, top: int = _TOP) -> Analysis:
        """Analyse the file afresh, with at most ``top`` recommendations.

        Raises an AnalysisError that says what is wrong with the file, or OSError where it cannot be read.
        """
        watch = _Stopwatch()
        with watch.stage("total"):
            with watch.stage("decode"):
                digest, song = sha256_of(Path(path)), decode_song(path, limits=self.limits)
            tagging = self.beside.submit(self._tag, song.excerpts, watch) if self.beside and self.taggers else None
            with watch.stage("frontend"):
                images = self._images(song.excerpts)
                looped_images = _looped(images, _lengths(song.excerpts))
                statistics = song_statistics(own_maximum(looped_images)).mean(axis=0)
            with watch.stage("rhythm"):
                tempo, key = tempo_and_key([excerpt.unrepeated for excerpt in song.excerpts], SAMPLE_RATE)
            tags = tagging.result() if tagging else self._tag(song.excerpts, watch)
            prediction = self.genres.classify(looped_images, self._tag_ratios(tags.tags))
            answer = self._answer(prediction, tags.embedding, tags.tags, song.excerpts)
            with watch.stage("search"):
                query = self._query(prediction, statistics, answer, tags.embedding, (song.artist, song.title))
                recommendations = self.catalog.recommend(query, top)
            content = ContentClassifiers.shipped().content(statistics, tags.tags, _seconds(song.excerpts))
        return Analysis(
            sha256=digest,
            title=song.title,
            artist=song.artist,
            duration_s=song.duration_s,
            genres=answer.genres,
            confident=answer.confident and not song.uncertain,
            archive=prediction.genres,
            models={**prediction.models, **answer.models, **self._custom_genres(tags.embedding)},
            timeline=answer.timeline,
            recommendations=recommendations,
            timings_s={**watch.seconds, **prediction.timings_s},
            model_version=self.artifacts.version,
            tags=tags.tags,
            taggram=tags.taggram,
            uncertain=song.uncertain,
            content=content,
            tempo=tempo if content == MUSIC else None,
            key=key if content == MUSIC else None,
            vectors=_vectors(query, prediction, images),
        )

    def reanalyse(self, known: Analysis, *, top: int = _TOP) -> Analysis:
        """Analyse a song again by the images that were kept of it, as these models would have analysed its file.

        What needs the sound itself stays as ``known`` has it: the tags, and the custom genres learnt from them. Raises
        ValueError where no images were kept.
        """
        if known.vectors is None:
            raise ValueError("a song without its images cannot be analysed again")
        watch = _Stopwatch()
        # What is shorter than the models can be sure of was repeated before its image was made.
        seconds = [EXCERPT_S if known.uncertain else part.end_s - part.start_s for part in known.timeline]
        images = _looped(dequantise(known.vectors.images), seconds)
        with watch.stage("total"):
            prediction = self.genres.classify(images, self._tag_ratios(known.tags))
            answer = self._answer(prediction, known.vectors.tagger, known.tags, known.timeline)
            with watch.stage("search"):
                statistics = song_statistics(own_maximum(images)).mean(axis=0)
                query = self._query(prediction, statistics, answer, known.vectors.tagger, (known.artist, known.title))
                recommendations = self.catalog.recommend(query, top)
        custom = {name: genres for name, genres in known.models.items() if name == CUSTOM_MODEL}
        return replace(
            known,
            genres=answer.genres,
            confident=answer.confident and not known.uncertain,
            archive=prediction.genres,
            models={**prediction.models, **answer.models, **custom},
            timeline=answer.timeline,
            recommendations=recommendations,
            timings_s={**watch.seconds, **prediction.timings_s},
            model_version=self.artifacts.version,
            content=ContentClassifiers.shipped().content(statistics, known.tags, _seconds(known.timeline)),
            vectors=replace(known.vectors, embedding=query.embedding, segments=prediction.segments),
        )

    def _tag(self, excerpts: Sequence[Excerpt], watch: _Stopwatch) -> SongTags:
        with watch.stage("tagger") if self.taggers else nullcontext():
            return self.taggers.tag(excerpts)

    def _images(self, excerpts: Sequence[Excerpt]) -> _Images:
        """Return float32 [excerpts, offsets, 128, 128]; the middle offset is the one that training used."""
        offsets = _OFFSETS_OF_ONE if len(excerpts) == 1 else (MIDDLE,)
        return np.array([[self.front_end.image(excerpt.samples, at) for at in offsets] for excerpt in excerpts])

    def tag_and_classify(self, excerpts: Sequence[Excerpt]) -> tuple[SongTags, GenrePrediction, NDArray[np.float32]]:
        """Return what the taggers and the archive's genre models find in excerpts, as :meth:`analyze` does.

        The last is the song's embedding in the catalogue's space, float32 [d].
        """
        tags = self.taggers.tag(excerpts)
        images = _looped(self._images(excerpts), _lengths(excerpts))
        prediction = self.genres.classify(images, self._tag_ratios(tags.tags))
        return tags, prediction, self.catalog.embed(prediction.embedding, images)

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

    def _query(
        self,
        prediction: GenrePrediction,
        statistics: NDArray[np.float32],
        answer: _Answer,
        tagged: NDArray[np.float32] | None,
        named: tuple[str | None, str | None],
    ) -> Query:
        embedding = self.catalog.embed_statistics(prediction.embedding, statistics)
        genre = answer.genres[0].genre if answer.confident else None
        genres = {each.genre: each.probability for each in answer.genres} if answer.models else None
        return Query(embedding, prediction.segments, tagged, *named, genre, genres=genres)


def _vectors(query: Query, prediction: GenrePrediction, images: _Images) -> Vectors:
    """Return what is kept of a song, with the middle one of each part's images [parts, offsets, 128, 128]."""
    return Vectors(
        embedding=query.embedding,
        segments=prediction.segments,
        images=quantise(images[:, images.shape[1] // 2]),
        tagger=query.tagger,
    )


def _lengths(excerpts: Sequence[Excerpt]) -> list[float]:
    return [excerpt.samples.size / SAMPLE_RATE for excerpt in excerpts]


def _seconds(parts: Sequence[Excerpt | Passage]) -> float:
    return sum(part.end_s - part.start_s for part in parts)


def _looped(images: _Images, seconds: Sequence[float]) -> _Images:
    """Return images [parts, ..., 128, 128] of ``seconds`` [parts] each as [n, 128, 128], the way the models expect."""
    parts = [looped(image, length) for image, length in zip(images, seconds, strict=True)]
    return np.stack(parts).reshape(-1, *images.shape[-2:])


def _timeline(
    parts: Sequence[Excerpt | Passage], probabilities: NDArray[np.floating], labels: Sequence[str]
) -> tuple[Passage, ...]:
    """Return a passage for each part, from probabilities [images, labels], the images of a part averaged."""
    by_part = probabilities.reshape(len(parts), -1, len(labels)).mean(axis=1)
    return tuple(
        Passage(part.start_s, part.end_s, labels[int(row.argmax())], float(row.max()))
        for part, row in zip(parts, by_part, strict=True)
    )
