"""``training tagger-card``: the figures of the tagger in the model card, measured over labelled clips."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.analyzer import Analyzer
from models.audio import decode_song
from models.audio.logmel import SAMPLE_RATE
from models.catalog.similarity_fusion import TAGGER_SHARE
from models.manifest import open_artifacts
from models.tagger_table import PRIMARY
from models.taggers.patches import level_gain
from models.taggers.tagger import Tagger
from training.custom_genres.build import adapt
from training.data.clips import CLIPS_TABLE, LabelledClip, read_clips
from training.data.tagged_clips import tag_files
from training.evaluate.tagger_genres import areas
from training.experiments.tagger_similarity import analyse_library, measure_tagger_similarity
from training.fit.quantization import CONVERTERS, TOLERATED, Patches, convert, milliseconds

_TIMED_PATCHES = 40
_CALIBRATED_ON = 100
_BATCHES = (1, 5, 10)
_THREADS = (1, 2)

Advance = Callable[[int], None]


def measure(data: Path, artifacts: Path, advance: Advance) -> dict[str, Any]:
    """Return the card's figures: areas, precision, batches, similarity with and without, and custom genres."""
    verified = open_artifacts(artifacts)
    path = verified.path(PRIMARY.file)
    clips = read_clips(data)
    own = measure_areas(Tagger.load(verified), clips, advance)
    with tempfile.TemporaryDirectory() as scratch:
        custom = adapt(data, artifacts, folds=data / CLIPS_TABLE, out=Path(scratch), advance=advance)
        precision = _precision(path, clips, own, Path(scratch), advance)
    return {
        "clips": len(clips),
        "areas": own,
        "precision": precision,
        "batches": _batches(path, _patches(Tagger.load(verified), clips[::12])[:_TIMED_PATCHES]),
        "alike": {
            **measure_tagger_similarity(analyse_library(Analyzer.load(artifacts), data, advance)),
            "share": TAGGER_SHARE,
        },
        "adapt": {"accuracy": custom.accuracy, "by_fold": custom.accuracy_by_fold},
    }


def measure_areas(tagger: Tagger, clips: Sequence[LabelledClip], advance: Advance) -> dict[str, float]:
    """Return the area of each genre that a tag stands for, over the clips that can be tagged."""
    genre_of = {clip.path: clip.genre for clip in clips}
    tagged = tag_files(tagger, genre_of, advance)
    return areas(tagged.probabilities, tagger.metadata.labels, [genre_of[path] for path in tagged.files])


def _precision(
    path: Path, clips: Sequence[LabelledClip], own: dict[str, float], scratch: Path, advance: Advance
) -> list[dict[str, Any]]:
    """Return size, speed and the greatest loss of an area of the shipped file and of each in fewer bits."""
    patches = _patches(Tagger.open(path), clips[:: max(1, len(clips) // _CALIBRATED_ON)])
    timed = patches[:_TIMED_PATCHES]
    rows = [_row("as shipped, 32-bit floats", path, timed, 0.0)]
    for name in CONVERTERS:
        smaller = convert(name, path, scratch / f"{len(rows)}.onnx", patches)
        lost = {genre: own[genre] - area for genre, area in measure_areas(Tagger.open(smaller), clips, advance).items()}
        rows.append(_row(name, smaller, timed, max(lost.values())))
    return rows


def _row(name: str, path: Path, patches: Patches, lost: float) -> dict[str, Any]:
    return {
        "name": name,
        "bytes": path.stat().st_size,
        "milliseconds": round(milliseconds(path, patches), 2),
        "greatest_loss": round(lost, 4),
        "within": lost <= TOLERATED,
    }


def _batches(path: Path, patches: Patches) -> list[dict[str, Any]]:
    return [
        {"threads": threads, "batch": batch, "milliseconds": round(milliseconds(path, patches, batch, threads), 2)}
        for threads in _THREADS
        for batch in _BATCHES
    ]


def _patches(tagger: Tagger, clips: Sequence[LabelledClip]) -> Patches:
    sounds = [decode_song(clip.path, excerpts=1).excerpts[0].unrepeated for clip in clips]
    patches = [tagger.front_end.patches(sound, SAMPLE_RATE, 1, level_gain([sound])).log_mel for sound in sounds]
    return np.concatenate(patches)
