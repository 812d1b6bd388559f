"""A tagger's metadata, read from its file and checked."""

import base64
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from models.analysis import TagScore
from models.errors import ArtifactError
from models.taggers.frontend import BANDS, FRAMES, GAIN, HOP, N_FFT, SAMPLE_RATE

FRONTEND: Mapping[str, object] = {
    "sample_rate": SAMPLE_RATE,
    "n_fft": N_FFT,
    "hop": HOP,
    "bands": BANDS,
    "frames": FRAMES,
    "scale": f"log10(1 + {GAIN} * mel power)",
    "padding": "reflect",
}

# Scores are shifted so that a tag's own level for being named is this share of the normal distribution.
NAMED_DEVIATION = NormalDist().inv_cdf(0.9)
_HIGHEST = 0.9999


@dataclass(frozen=True, slots=True, eq=False)
class TaggerMetadata:
    """Labels in output order with their groups; ``filterbank`` float32 [96, 257].

    Of each label's log-odds over the reference music: ``means``, ``deviations`` and, in deviations above the mean,
    the ``levels`` from which the tag is named; all float64 [labels].
    """

    labels: tuple[str, ...]
    groups: tuple[str, ...]
    means: NDArray[np.float64]
    deviations: NDArray[np.float64]
    levels: NDArray[np.float64]
    filterbank: NDArray[np.float32]

    def deviation(self, tag: TagScore) -> float:
        """Return how many deviations above its mean over the reference music a tag is, by its score.

        The inverse of ``Tagger.scores``, to the precision of four digits: from 5 below the tag's level to 2.4 above it.
        """
        bounded = min(max(tag.score, 1 - _HIGHEST), _HIGHEST)
        return NormalDist().inv_cdf(bounded) + float(self.levels[self.labels.index(tag.tag)]) - NAMED_DEVIATION


def read_metadata(name: str, properties: Mapping[str, str]) -> TaggerMetadata:
    """Read an ONNX file's ``metadata_props``; raise ArtifactError, naming the file, where they do not fit this code."""
    try:
        metadata = _read(properties)
    except (KeyError, ValueError, TypeError) as error:
        raise ArtifactError(f"{name} is no tagger: {error}") from error
    if json.loads(properties["frontend"]) != FRONTEND:
        raise ArtifactError(f"{name} was made for another front end than this code has")
    return metadata


def _read(properties: Mapping[str, str]) -> TaggerMetadata:
    labels = tuple(map(str, json.loads(properties["labels"])))
    levels = json.loads(properties["levels"])
    columns = {
        part: np.array([float(levels[label][part]) for label in labels]) for part in ("mean", "deviation", "level")
    }
    filterbank = _filterbank(properties["filterbank"])
    groups = tuple(map(str, json.loads(properties["groups"])))
    if len(groups) != len(labels) or not (columns["deviation"] > 0).all():
        raise ValueError("labels, groups and levels do not fit together")
    return TaggerMetadata(labels, groups, columns["mean"], columns["deviation"], columns["level"], filterbank)


def pack_filterbank(filterbank: NDArray[np.float32]) -> str:
    """Return a filterbank as text: base64 of a compressed ``.npz`` with ``filters``."""
    stream = io.BytesIO()
    np.savez_compressed(stream, filters=filterbank.astype(np.float32))
    return base64.b64encode(stream.getvalue()).decode("ascii")


def _filterbank(text: str) -> NDArray[np.float32]:
    with np.load(io.BytesIO(base64.b64decode(text, validate=True)), allow_pickle=False) as stored:
        filters = np.asarray(stored["filters"], np.float32)
    if filters.shape != (BANDS, N_FFT // 2 + 1):
        raise ValueError(f"a filterbank of {filters.shape}")
    return filters
