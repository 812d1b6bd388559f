"""``training adapt``: a folder of clips per genre -> ``adapted.onnx`` and its accuracy on held-out clips."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.manifest import add_optional, open_artifacts, sha256_of
from models.tagger_table import CUSTOM_HEAD_FILE, PRIMARY
from models.taggers.tagger import Tagger
from models.threads import usable_cpus
from training.custom_genres.classifier import Linear, cross_validate, fit, split_folds
from training.custom_genres.clips import Clip, CustomGenresError, check_clips, find_clips, fold_indices, read_folds
from training.custom_genres.export import export, tag_layer
from training.data.tagged_clips import TaggedClips, tag_files
from training.fit.ensemble import best_temperature

log = logging.getLogger(__name__)

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class CustomGenresResult:
    """The result: clips a genre, accuracy on held-out folds (None where nothing was held out), unreadable files."""

    clips: dict[str, int]
    accuracy: float | None
    accuracy_by_fold: dict[str, float]
    unreadable: tuple[tuple[Path, str], ...]


def adapt(
    audio: Path, artifacts: Path, *, folds: Path | None = None, out: Path | None = None, advance: Advance | None = None
) -> CustomGenresResult:
    """Learn the genres of ``audio`` and write ``adapted.onnx`` into ``out`` (default: ``artifacts``) and its manifest.

    Validated on folds that keep artists' folders together, or on those of the CSV file ``folds``; then trained on
    everything. Raises CustomGenresError with a list, and ArtifactError where ``artifacts`` has no tagger.
    """
    verified = open_artifacts(artifacts)
    tagger = Tagger.load(verified, usable_cpus())
    clips = find_clips(audio)
    named_folds = read_folds(folds, audio) if folds else None
    tagged = tag_files(tagger, (clip.path for clip in clips), advance)
    clips = _tagged_clips(clips, tagged)
    tags = tag_layer(verified.path(PRIMARY.file))
    embeddings, genres = tagged.embeddings.astype(np.float64), [clip.genre for clip in clips]
    parts = fold_indices(clips, named_folds) if named_folds else split_folds(genres, [clip.group for clip in clips])
    logits = cross_validate(embeddings, genres, tags, parts)
    labels = sorted(set(genres))
    targets = np.array([labels.index(genre) for genre in genres])
    result = _result(genres, logits, targets, parts, tagged)
    held_out = ~np.isnan(logits[:, 0])
    # Where no clip was held out: by three, the number of linear classifiers that are added up.
    by = best_temperature(logits[held_out], targets[held_out], highest=16) if held_out.any() else 3.0
    fitted = fit(embeddings, genres, tags)
    classifier = Linear(fitted.weight / by, fitted.bias / by)
    _write(classifier, labels, result, verified.path(PRIMARY.file), out or artifacts)
    return result


def _tagged_clips(clips: Sequence[Clip], tagged: TaggedClips) -> tuple[Clip, ...]:
    """Return the clips that were tagged; CustomGenresError, with the other files, if they no longer suffice."""
    readable = set(tagged.files)
    left = tuple(clip for clip in clips if clip.path in readable)
    try:
        check_clips(left, {clip.genre for clip in clips})
    except CustomGenresError as error:
        missed = [f"{path}: {cause}" for path, cause in tagged.unreadable]
        raise CustomGenresError(str(error), [*error.details, *missed]) from error
    return left


def _result(
    genres: Sequence[str],
    logits: NDArray[np.float64],
    targets: NDArray[np.int64],
    parts: dict[str, list[int]],
    tagged: TaggedClips,
) -> CustomGenresResult:
    held_out = ~np.isnan(logits[:, 0])
    right = logits.argmax(axis=1) == targets
    by_fold = {name: float(right[held].mean()) for name, held in parts.items() if held_out[held].all()}
    accuracy = float(right[held_out].mean()) if held_out.any() else None
    return CustomGenresResult(
        {genre: genres.count(genre) for genre in sorted(set(genres))}, accuracy, by_fold, tagged.unreadable
    )


def _write(classifier: Linear, labels: Sequence[str], result: CustomGenresResult, tagger: Path, out: Path) -> None:
    metadata = {
        "tagger_sha256": sha256_of(tagger),
        "clips": json.dumps(result.clips),
        "accuracy": json.dumps(result.accuracy),
    }
    out.mkdir(parents=True, exist_ok=True)
    export(classifier, labels, metadata, out / CUSTOM_HEAD_FILE)
    add_optional(out, CUSTOM_HEAD_FILE)
    log.info("Wrote %s with %d genres.", out / CUSTOM_HEAD_FILE, len(labels))
