"""How far apart a song's own copies are, and how near two different songs come.

``models.catalog.same_recording`` rests on it.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from models.analyzer import Analyzer
from models.catalog.same_recording import CLOSEST_COURSE, CLOSEST_EMBEDDING, LONGEST_DIFFERENCE_S, course, is_repeat
from models.catalog.search import Index
from models.catalog.space import unit
from training.data.features import Advance

_COPIES = (
    ("mp3", "libmp3lame", 64_000, 1.0),
    ("mp3", "libmp3lame", 128_000, 0.5),
    ("ogg", "libvorbis", 96_000, 1.0),
    ("mp4", "aac", 96_000, 0.7),
    ("flac", "flac", None, 1.0),
    ("ogg", "libopus", 48_000, 1.0),
)
"""Container, codec, bits a second and gain of the copies."""

_Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Sound:
    """An analysed song: its course [1000], its embedding [d] and its length in seconds."""

    course: _Rows
    embedding: _Rows
    length_s: float

    def compare(self, other: "_Sound") -> tuple[float, float, float]:
        """Return the correlation of the courses, the cosine of the embeddings, and the difference of the lengths."""
        cosine = float(self.embedding @ other.embedding)
        return float(self.course @ other.course), cosine, self.length_s - other.length_s


@dataclass(frozen=True, slots=True)
class RepeatMetrics:
    """How similar copies are to their originals, and the pairs of different songs that would count as one recording."""

    copies: int
    copies_recognised: int
    lowest_course_of_a_copy: float
    lowest_embedding_of_a_copy: float
    longest_difference_s: float
    different_pairs_of_one_length: int
    different_pairs_taken_for_one: int
    catalogue_pairs: int
    catalogue_pairs_taken_for_one: int

    def as_json(self) -> dict[str, float | int]:
        """Return the numbers by name."""
        return asdict(self)


def measure_repeats(songs: Sequence[Path], analyzer: Analyzer, advance: Advance) -> RepeatMetrics:
    """Analyse songs and their copies in other formats, and compare all tracks of the catalogue with each other."""
    originals: list[_Sound] = []
    copies: list[tuple[float, float, float]] = []
    for path in songs:
        original = _analysed(analyzer, path)
        originals.append(original)
        copies += [original.compare(_analysed(analyzer, copy)) for copy in _copies(path)]
        advance(1)
    pairs = [one.compare(other) for one, other in combinations(originals, 2)]
    different = [pair for pair in pairs if abs(pair[2]) <= LONGEST_DIFFERENCE_S]
    index = analyzer.catalog.index
    return RepeatMetrics(
        copies=len(copies),
        copies_recognised=sum(is_repeat(*copy) for copy in copies),
        lowest_course_of_a_copy=min(copy[0] for copy in copies),
        lowest_embedding_of_a_copy=min(copy[1] for copy in copies),
        longest_difference_s=max(abs(copy[2]) for copy in copies),
        different_pairs_of_one_length=len(different),
        different_pairs_taken_for_one=sum(is_repeat(*pair) for pair in different),
        catalogue_pairs=len(index.segments) * (len(index.segments) - 1) // 2,
        catalogue_pairs_taken_for_one=_taken_for_one(index),
    )


def _analysed(analyzer: Analyzer, path: Path) -> _Sound:
    analysis = analyzer.analyze(path, top=1)
    if analysis.vectors is None:
        raise ValueError(f"{path} was analysed without vectors")
    return _Sound(course(analysis.vectors.segments), analysis.vectors.embedding, analysis.duration_s)


def _copies(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for number, (container, codec, bit_rate, gain) in enumerate(_COPIES):
            copy = Path(folder) / f"{number}.{container}"
            _encode(path, copy, codec, bit_rate, gain)
            yield copy
            copy.unlink()


def _encode(path: Path, copy: Path, codec: str, bit_rate: int | None, gain: float) -> None:
    with av.open(str(path)) as source, av.open(str(copy), "w") as target:
        rate = 48_000 if codec == "libopus" else 44_100
        stream = target.add_stream(codec, rate=rate)
        stream.codec_context.layout = "stereo"
        if bit_rate:
            stream.codec_context.bit_rate = bit_rate
        resampler = av.AudioResampler("fltp", "stereo", rate)
        to_codec = av.AudioResampler(stream.codec_context.format.name, "stereo", rate, stream.codec_context.frame_size)
        for frame in source.decode(audio=0):
            for part in resampler.resample(frame):
                louder = av.AudioFrame.from_ndarray(part.to_ndarray() * np.float32(gain), "fltp", "stereo")
                louder.sample_rate, louder.pts, louder.time_base = rate, part.pts, part.time_base
                for ready in to_codec.resample(louder):
                    target.mux(stream.encode(ready))
        target.mux(stream.encode(None))


def _taken_for_one(index: Index) -> int:
    """Count the pairs of tracks that are as similar as a song and its own copies."""
    courses = course(np.asarray(index.segments))
    vectors = unit(index.embeddings.astype(np.float32))
    return sum(
        int(
            (
                (courses[row + 1 :] @ courses[row] >= CLOSEST_COURSE)
                & (vectors[row + 1 :] @ vectors[row] >= CLOSEST_EMBEDDING)
            ).sum()
        )
        for row in range(len(courses) - 1)
    )
