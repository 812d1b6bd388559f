"""How far apart a song's own copies are, and how near two different songs come: what ``models.repeats`` rests on."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from models.analyzer import Analyzer
from models.repeats import LONGEST_DIFFERENCE_S, course
from training.features import Advance

COPIES = (
    ("mp3", "libmp3lame", 64_000, 1.0),
    ("mp3", "libmp3lame", 128_000, 0.5),
    ("ogg", "libvorbis", 96_000, 1.0),
    ("mp4", "aac", 96_000, 0.7),
    ("flac", "flac", None, 1.0),
    ("ogg", "libopus", 48_000, 1.0),
)
"""Container, codec, bits a second and gain of the copies."""

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RepeatMeasures:
    """Correlations of copies with their originals, and of different songs of the same length; lengths in seconds."""

    copies: int
    lowest_copy: float
    copies_1st_percentile: float
    longest_difference_s: float
    different_pairs: int
    highest_different: float
    catalogue_pairs: int
    catalogue_over_the_threshold: int

    def as_json(self) -> dict[str, float | int]:
        """Return the numbers by name."""
        return asdict(self)


def measure_repeats(songs: Sequence[Path], analyzer: Analyzer, closest: float, advance: Advance) -> RepeatMeasures:
    """Hear songs and their copies in other formats, and compare all tracks of the catalogue with each other."""
    originals: list[tuple[Rows, float]] = []
    alike: list[float] = []
    differences: list[float] = []
    for path in songs:
        original = _heard(analyzer, path)
        originals.append(original)
        for copy in _copies(path):
            vector, length_s = _heard(analyzer, copy)
            alike.append(float(vector @ original[0]))
            differences.append(abs(length_s - original[1]))
        advance(1)
    different = [float(a[0] @ b[0]) for a, b in combinations(originals, 2) if abs(a[1] - b[1]) <= LONGEST_DIFFERENCE_S]
    pairs, over = _catalogue(analyzer.catalog.index.segments, closest)
    return RepeatMeasures(
        copies=len(alike),
        lowest_copy=min(alike),
        copies_1st_percentile=float(np.percentile(alike, 1)),
        longest_difference_s=max(differences),
        different_pairs=len(different),
        highest_different=max(different, default=-1.0),
        catalogue_pairs=pairs,
        catalogue_over_the_threshold=over,
    )


def _heard(analyzer: Analyzer, path: Path) -> tuple[Rows, float]:
    analysis = analyzer.analyze(path, top=1)
    if analysis.vectors is None:
        raise ValueError(f"{path} was heard without vectors")
    return course(analysis.vectors.segments), analysis.duration_s


def _copies(path: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        for number, (container, codec, bit_rate, gain) in enumerate(COPIES):
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


def _catalogue(segments: NDArray[np.float16], closest: float) -> tuple[int, int]:
    """Return how many pairs of tracks there are, and how many of them are as near as a song's own copies."""
    courses = course(np.asarray(segments))
    over = sum(int((courses[row + 1 :] @ courses[row] >= closest).sum()) for row in range(len(courses) - 1))
    return len(courses) * (len(courses) - 1) // 2, over
