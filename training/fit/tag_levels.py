"""The distribution of each tag's log-odds over music, and the level from which on a tag is named."""

import json
import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.taggers.tagger import Tagger
from training.data.clips import find_audio
from training.data.tagged_clips import tag_files

log = logging.getLogger(__name__)

_Array = NDArray[np.float64]

# What a folder's name says of the clips in it, where it says something that is among the tags.
_EVIDENCE: Mapping[str, tuple[str, ...]] = {
    "blues": ("blues",),
    "classical": ("instrumental",),
    "country": ("country",),
    "hiphop": ("Hip-Hop",),
    "jazz": ("jazz",),
    "metal": ("metal", "heavy metal"),
    "pop": ("pop",),
    "rock": ("rock",),
}
_PRECISION = 0.6
_LOWEST, _HIGHEST, _STEP = 1.0, 1.65, 0.05
# The loudest tenth, and for words that people use loosely the loudest twentieth.
_USUAL, _STRICT = 1.28, 1.65
_LOOSE = frozenset(
    {"00s", "Progressive rock", "beautiful", "catchy", "easy listening", "happy", "male vocalists", "party", "sexy"}
)


def measure_levels(tagger: Tagger, folders: Sequence[Path]) -> dict[str, Any]:
    """Return mean, deviation and naming level of each tag's log-odds over folders of music that weigh the same.

    Clips that a ``clips.csv`` holds out do not count (``training.data.clips``).

    Where folders are named after a tag's genre, the level is the lowest, of 1.00 to 1.65 deviations above the mean,
    at which three in five of the clips above it come from that folder; elsewhere it is a fixed 1.28 or 1.65, which no
    labelled music supports.
    """
    groups = {folder.name: _log_odds(tagger, folder) for folder in folders}
    mean = np.mean([odds.mean(axis=0) for odds in groups.values()], axis=0)
    square = np.mean([((odds - mean) ** 2).mean(axis=0) for odds in groups.values()], axis=0)
    deviation = np.sqrt(square)
    tags = {}
    for index, label in enumerate(tagger.metadata.labels):
        columns = {name: (odds[:, index] - mean[index]) / deviation[index] for name, odds in groups.items()}
        tags[label] = {
            "mean": round(float(mean[index]), 4),
            "deviation": round(float(deviation[index]), 4),
            "level": _level(label, columns),
        }
    reference = ", ".join(f"{len(odds)} of {name}" for name, odds in groups.items())
    return {"reference": reference, "tags": tags}


def write_levels(levels: Mapping[str, Any], path: Path) -> None:
    """Write what ``measure_levels`` returned, for ``training tagger`` to put into the ONNX file."""
    path.write_text(json.dumps(levels, indent=1) + "\n", encoding="utf-8")


def _log_odds(tagger: Tagger, folder: Path) -> _Array:
    tagged = tag_files(tagger, find_audio(folder))
    if not tagged.files:
        raise ValueError(f"there is no audio in {folder}")
    log.info("Tagged %d files of %s.", len(tagged.files), folder)
    probabilities = tagged.probabilities.astype(np.float64)
    return np.asarray(np.log(probabilities / (1 - probabilities)))


def _level(label: str, columns: Mapping[str, _Array]) -> float:
    folder = next((name for name, tags in _EVIDENCE.items() if label in tags and name in columns), None)
    if folder is None:
        return _STRICT if label in _LOOSE else _USUAL
    everything = np.concatenate(list(columns.values()))
    for level in np.arange(_LOWEST, _HIGHEST, _STEP):
        if (columns[folder] > level).sum() >= _PRECISION * max(1, (everything > level).sum()):
            return round(float(level), 2)
    return _HIGHEST
