"""Fitting and measuring the classifiers that separate music from speech and noise (``models.content``)."""

import json
import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.audio import decode_song
from models.audio.logmel import LogMel
from models.content import summarised
from models.errors import AnalysisError
from models.genres.segments import own_maximum
from models.genres.statistics import song_statistics
from training.data.dataset import Dataset
from training.data.features import Advance, blocks
from training.data.folds import fold_numbers
from training.data.synthetic_sounds import noises, speakers

_FOLDS = 4
FALSE_ALARMS = 0.0005
"""The share of music that each classifier may take for its own class, on songs that it was not fitted on."""
_SURE_TAG = 0.995
_STRENGTH = 0.03
_DIGITS = 6

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Summaries [n, 148], and what may not stand on both sides of a fold: a voice, a kind of noise, an artist."""

    summaries: Rows
    groups: NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class FittedClassifier:
    """A classifier as ``content.json`` has it, with the cross-fitted share of its kind that it recognises."""

    weights: list[float]
    bias: float
    threshold: float
    recognised: float
    false_alarms: float


def noise_examples(front_end: LogMel, seed: int) -> Examples:
    """Analyse synthetic noises, each its own group: what is measured is new noise of a kind in the training set."""
    found = [(f"{kind} {number}", _statistics(front_end, [sound])) for number, (kind, sound) in enumerate(noises(seed))]
    return _examples(found)


def speech_examples(front_end: LogMel, recordings: Sequence[Path], advance: Advance) -> Examples:
    """Analyse recordings, one voice a folder, and synthetic speech where it can be made."""
    with tempfile.TemporaryDirectory() as folder:
        found = [(path.parent.name, path) for path in recordings]
        found += speakers(Path(folder))
        return file_examples(front_end, found, advance)


def summaries_of(dataset: Dataset, advance: Advance) -> Examples:
    """Return the summaries of a data set's tracks, whose artists are its groups."""
    parts = []
    for block in blocks(np.arange(len(dataset))):
        parts.append(summarised(song_statistics(own_maximum(dataset.decibels(block)))))
        advance(len(block))
    return Examples(np.concatenate(parts), np.asarray(dataset.artist, dtype=np.str_))


def read_classifiers(path: Path) -> tuple[dict[str, FittedClassifier], dict[str, int]]:
    """Return the classifiers of a file like ``content.json``, and the number of examples of each."""
    values = json.loads(path.read_text(encoding="utf-8"))
    measured = values["measured"]
    classifiers = {
        kind: FittedClassifier(
            **classifier,
            recognised=measured[kind]["recognised"],
            false_alarms=measured[kind]["music_taken_for_it"],
        )
        for kind, classifier in values["classifiers"].items()
    }
    return classifiers, measured["examples"]


def as_json(
    classifiers: dict[str, FittedClassifier],
    counts: dict[str, int],
    other_music: dict[str, int] | None = None,
    margins: dict[str, float] | None = None,
) -> dict[str, Any]:
    """Return the content of ``content.json``; ``other_music`` and ``margins`` were measured on further music."""
    return {
        "classifiers": {
            kind: {"weights": classifier.weights, "bias": classifier.bias, "threshold": classifier.threshold}
            for kind, classifier in classifiers.items()
        },
        "sure_tag": _SURE_TAG,
        "measured": {
            "examples": counts,
            "false_alarms_on_other_music": other_music or {},
            "highest_margin_on_other_music": margins or {},
            **{
                kind: {"recognised": classifier.recognised, "music_taken_for_it": classifier.false_alarms}
                for kind, classifier in classifiers.items()
            },
        },
    }


def write(path: Path, content: dict[str, Any]) -> None:
    """Write ``content.json`` with a list of numbers on one line."""
    text = json.dumps(content, indent=1)
    path.write_text(re.sub(r"\[[^\]]*\]", lambda found: " ".join(found.group().split()), text) + "\n", encoding="utf-8")


def fit_classifier(music: Examples, examples: Examples) -> FittedClassifier:
    """Fit a classifier that separates ``examples`` of a kind from all music.

    The threshold and the shares are of scores by classifiers that were fitted without a song's group.
    """
    scores, music_scores = np.zeros(len(examples.groups)), np.zeros(len(music.groups))
    fold, music_fold = fold_numbers(examples.groups, _FOLDS), fold_numbers(music.groups, _FOLDS)
    for number in range(_FOLDS):
        weights, bias = _linear(music.summaries[music_fold != number], examples.summaries[fold != number])
        scores[fold == number] = examples.summaries[fold == number] @ weights + bias
        music_scores[music_fold == number] = music.summaries[music_fold == number] @ weights + bias
    threshold = float(np.quantile(music_scores, 1 - FALSE_ALARMS))
    weights, bias = _linear(music.summaries, examples.summaries)
    return FittedClassifier(
        [float(f"{weight:.{_DIGITS}g}") for weight in weights],
        float(f"{bias:.{_DIGITS}g}"),
        float(f"{threshold:.{_DIGITS}g}"),
        float((scores > threshold).mean()),
        float((music_scores > threshold).mean()),
    )


def _linear(music: Rows, others: Rows) -> tuple[NDArray[np.float64], float]:
    """Return weights and bias of a logistic regression on standardised summaries, for summaries as they are."""
    from sklearn.linear_model import LogisticRegression

    rows = np.concatenate((others, music)).astype(np.float64)
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    labels = np.concatenate((np.ones(len(others)), np.zeros(len(music))))
    fitted = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000).fit((rows - mean) / scale, labels)
    weights: NDArray[np.float64] = fitted.coef_[0] / scale
    return weights, float(fitted.intercept_[0] - weights @ mean)


def file_examples(front_end: LogMel, files: Iterable[tuple[str, Path]], advance: Advance) -> Examples:
    """Analyse files, each with its group; what cannot be analysed is left out."""
    found = []
    for group, path in files:
        with suppress(AnalysisError):
            sounds = [excerpt.samples for excerpt in decode_song(path).excerpts]
            found.append((group, _statistics(front_end, sounds)))
        advance(1)
    return _examples(found)


def _statistics(front_end: LogMel, sounds: Sequence[NDArray[np.float32]]) -> Rows:
    images = np.array([front_end.looped_image(sound) for sound in sounds], dtype=np.float32)
    statistics: Rows = song_statistics(own_maximum(images)).mean(axis=0)
    return statistics


def _examples(found: Iterable[tuple[str, Rows]]) -> Examples:
    pairs = list(found)
    statistics = np.array([rows for _, rows in pairs], dtype=np.float32)
    return Examples(summarised(statistics), np.array([group for group, _ in pairs], dtype=np.str_))
