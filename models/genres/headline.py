"""The headline genre: late fusion of a linear head on sound embeddings with the archive's genre models."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analysis import GenreProbability
from models.errors import ArtifactError
from models.genres.late_fusion import TAG_GENRES
from models.genres.probabilities import LogProbabilities, log_softmax
from models.genres.relative_distance import DISTANCE_ARRAYS, RelativeDistance
from models.manifest import Artifacts
from models.tagger_table import HEADLINE_FILE, PRIMARY

log = logging.getLogger(__name__)

Floats = NDArray[np.float64]

# What one side rules out altogether the other may still say.
_LEAST = float(np.log(1e-3))
_FARTHEST_ODDS = 5.0
_HEAD_ARRAYS = ("mean", "scale", "weights", "bias")
# Deviations above a tag's mean: from the first on it is among the loudest tenth of the reference music.
_LOUD_TAG, _MUCH_WEAKER = 1.28, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class SoundHead:
    """A multinomial logistic regression on standardised embeddings.

    ``mean``, ``scale``: float64 [d], over the training clips. ``weights``: float64 [d, labels]. ``bias``: [labels].
    ``likeness``: how much less a tagger's embedding is like any of the labels' clips than like music at large.
    """

    labels: tuple[str, ...]
    mean: Floats
    scale: Floats
    weights: Floats
    bias: Floats
    likeness: RelativeDistance

    def log_probabilities(self, embeddings: NDArray[np.floating]) -> LogProbabilities:
        """Return log-probabilities [..., labels] of embeddings [..., d]."""
        return log_softmax((embeddings - self.mean) / self.scale @ self.weights + self.bias)


@dataclass(frozen=True, slots=True)
class FusionSettings:
    """How both opinions are joined; see :meth:`Headline.fuse`.

    ``archive_weight``: what the archive's log-probabilities count, 0 to 1. ``unknown_bias``, ``unknown_slope``: the
    log-odds that a song is of a genre that the sound head does not know, by the head's relative distance.
    ``sound_only``: the share that the archive is taken to give each genre that it does not know. ``tag_weight``: what
    a deviation of the tag that bears a genre's name adds. ``temperature`` divides the sum; a song of less than
    ``short_s`` seconds, of which less is known, has ``short_temperature``. ``confident_from``: the probability from
    which an answer is confident, unless the song is further from the training clips than ``farthest``, the root mean
    square of its standardised tagger embedding.
    """

    archive_weight: float
    unknown_bias: float
    unknown_slope: float
    sound_only: float
    temperature: float
    short_temperature: float
    short_s: float
    confident_from: float
    farthest: float
    tag_weight: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class HeadlinePrediction:
    """``genres``: every label, best first, summing to 1. ``sound``: the sound head's own probabilities.

    ``probabilities``: float64 [n, labels], of each image with the song's tagger embedding.
    """

    genres: tuple[GenreProbability, ...]
    confident: bool
    sound: Mapping[str, float]
    probabilities: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Headline:
    """The loaded model; ``labels`` are in alphabetical order."""

    labels: tuple[str, ...]
    sound: SoundHead
    archive_labels: tuple[str, ...]
    settings: FusionSettings

    @classmethod
    def load(cls, artifacts: Artifacts) -> "Headline | None":
        """Load the optional artifact, None where it is absent or its tagger is; raise ArtifactError if it is broken.

        A head that was fitted to another tagger or network than those present, or by an earlier version that measured
        no relative distance, is left out, with a warning.
        """
        if not artifacts.has(HEADLINE_FILE) or not artifacts.has(PRIMARY.file):
            return None
        path = artifacts.path(HEADLINE_FILE)
        try:
            with np.load(path, allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
                is_earlier = "weights" in arrays and not any(name.startswith("likeness") for name in arrays)
                loaded = None if is_earlier else cls.from_arrays(arrays)
                fitted_to = json.loads(str(stored["fitted_to"]))
            # A name that is not among the artifacts is as wrong as a broken file.
            others = [name for name, digest in fitted_to.items() if artifacts.entries[name].sha256 != digest]
            others += ["version"] if is_earlier else []
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArtifactError(f"{path} is no headline model: {error!r}") from error
        if others:
            log.warning(
                "%s was fitted to another %s and is left out: run python -m training headline",
                HEADLINE_FILE,
                ", ".join(others),
            )
            return None
        return loaded

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Headline":
        """Return the model that ``to_arrays`` wrote; raise ValueError or KeyError where something does not fit."""
        described = json.loads(str(arrays["description"]))
        mean, scale, weights, bias = (np.asarray(arrays[name], np.float64) for name in _HEAD_ARRAYS)
        likeness = RelativeDistance(*(np.asarray(arrays[f"likeness_{name}"], np.float64) for name in DISTANCE_ARRAYS))
        head = SoundHead(tuple(described["sound_labels"]), mean, scale, weights, bias, likeness)
        if head.weights.shape != (len(head.mean), len(head.labels)) or head.bias.shape != (len(head.labels),):
            raise ValueError("weights and labels do not fit together")
        return cls(
            tuple(described["labels"]),
            head,
            tuple(described["archive_labels"]),
            FusionSettings(**{name: float(value) for name, value in described["settings"].items()}),
        )

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the model as arrays for ``numpy.savez``."""
        settings = {name: getattr(self.settings, name) for name in FusionSettings.__slots__}
        described = {
            "labels": self.labels,
            "sound_labels": self.sound.labels,
            "archive_labels": self.archive_labels,
            "settings": settings,
        }
        return {
            "description": np.array(json.dumps(described)),
            **{name: getattr(self.sound, name).astype(np.float32) for name in _HEAD_ARRAYS},
            **{f"likeness_{name}": getattr(self.sound.likeness, name).astype(np.float32) for name in DISTANCE_ARRAYS},
        }

    def predict(
        self,
        archive: LogProbabilities,
        network: NDArray[np.floating],
        tagger: NDArray[np.floating],
        tags: Floats,
        seconds: float,
    ) -> HeadlinePrediction:
        """Classify one song, of which ``seconds`` were analysed.

        ``archive``: log-probabilities [n, archive labels] and ``network``: the CNN's embeddings [n, e], both of each
        image. ``tagger``: the tagger's mean embedding [d] over the song, ``tags``: its ``tag_deviations``.
        """
        per_image = embedding_of(np.broadcast_to(tagger, (len(network), len(tagger))), network)
        sound = self.sound.log_probabilities(embedding_of(tagger, network.mean(axis=0)))
        temperature = self.settings.short_temperature if seconds < self.settings.short_s else self.settings.temperature
        unknown = self.unknown(tagger)
        fused = self.fuse(sound, log_softmax(archive.mean(axis=0)), tags, unknown)
        fused_each = self.fuse(self.sound.log_probabilities(per_image), archive, tags, unknown)
        song, each = (np.exp(log_softmax(logs / temperature)) for logs in (fused, fused_each))
        order = np.argsort(-song, kind="stable")
        return HeadlinePrediction(
            genres=tuple(GenreProbability(self.labels[place], float(song[place])) for place in order),
            confident=bool(self.is_sure(song, tagger, tags)),
            sound=dict(zip(self.sound.labels, np.exp(sound).tolist(), strict=True)),
            probabilities=each,
        )

    def unknown(self, tagger: NDArray[np.floating]) -> Floats:
        """Return how probably songs with tagger embeddings [..., d] are of genres that the sound head lacks, [...]."""
        log_odds = self.settings.unknown_bias + self.settings.unknown_slope * self.sound.likeness.of(tagger)
        # Both sides must remain possible, however far a song is.
        chance: Floats = 1 / (1 + np.exp(-np.clip(log_odds, -_FARTHEST_ODDS, _FARTHEST_ODDS)))
        return chance

    def fuse(
        self, sound: LogProbabilities, archive: LogProbabilities, tags: Floats, unknown: Floats
    ) -> LogProbabilities:
        """Return uncalibrated log-probabilities [..., labels] from those of the sound head and of the archive.

        ``tags``: the song's ``tag_deviations`` [..., genres], which know the archive's genres and the others alike.
        ``unknown``: what the sound head gives the genres that it lacks, [...], in equal shares.

        A logarithmic opinion pool (Genest and Zidek, Statistical Science 1986), in which the archive has a constant
        for the genres that it does not know.
        """
        settings = self.settings
        lacking = max(1, len(self.labels) - len(self.sound.labels))
        known = np.maximum(sound, _LEAST) + np.log1p(-unknown)[..., None]
        sound_side = _columns(known, self.sound.labels, self.labels, unknown / lacking)
        sound_only = np.asarray(settings.sound_only)
        archive_side = _columns(np.maximum(archive, _LEAST), self.archive_labels, self.labels, sound_only)
        tag_side = self._by_label(tags)
        return log_softmax(sound_side + settings.archive_weight * archive_side + settings.tag_weight * tag_side)

    def _by_label(self, tags: Floats) -> Floats:
        """Return ``tags`` [..., genres] as [..., labels]; labels without a tag of their own have the mean, 0."""
        columns = [TAG_GENRES.index(label) if label in TAG_GENRES else len(TAG_GENRES) for label in self.labels]
        by_label: Floats = np.concatenate([tags, np.zeros((*tags.shape[:-1], 1))], axis=-1)[..., columns]
        return by_label

    def is_sure(self, probabilities: Floats, tagger: NDArray[np.floating], tags: Floats) -> NDArray[np.bool_]:
        """Return which songs have a confident headline, bool [...], by their ``probabilities`` [..., labels].

        None of which the tag of another genre is among the loudest tenth while that of the headline's own is much
        weaker: the tagger then says something else. ``tagger``: embeddings [..., d], ``tags``: [..., genres].
        """
        best = probabilities.argmax(axis=-1)[..., None]
        own = np.take_along_axis(self._by_label(tags), best, axis=-1)[..., 0]
        loudest = tags.max(axis=-1)
        is_contradicted = (loudest >= _LOUD_TAG) & (loudest - own >= _MUCH_WEAKER)
        is_likely = probabilities.max(axis=-1) >= self.settings.confident_from
        return np.asarray(is_likely & ~is_contradicted & ~self.is_far(tagger))

    def is_far(self, tagger: NDArray[np.floating]) -> NDArray[np.bool_]:
        """Return which tagger embeddings [..., d] are unlike those of the training clips, bool [...]."""
        return np.asarray(self.distance(tagger) > self.settings.farthest)

    def distance(self, tagger: NDArray[np.floating]) -> Floats:
        """Return the root mean square of standardised tagger embeddings [..., d]."""
        size = tagger.shape[-1]
        # The scale holds the square root of the embedding's length, so that each embedding counts alike.
        standardised = (tagger - self.sound.mean[:size]) / self.sound.scale[:size] * np.sqrt(size)
        distance: Floats = np.sqrt((standardised**2).mean(axis=-1))
        return distance


def embedding_of(tagger: NDArray[np.floating], network: NDArray[np.floating]) -> Floats:
    """Join the tagger's embeddings [..., d] and the CNN's [..., e] to what the sound head reads, [..., d + e]."""
    return np.concatenate([tagger, network], axis=-1).astype(np.float64)


def save(model: Headline, fitted_to: Mapping[str, str], path: Path) -> None:
    """Write the model; ``fitted_to`` maps the files whose embeddings it reads to their SHA-256."""
    with path.open("wb") as stream:
        np.savez_compressed(stream, fitted_to=np.array(json.dumps(dict(fitted_to))), **model.to_arrays())  # type: ignore[arg-type]


def _columns(
    logs: LogProbabilities, known: Sequence[str], wanted: Sequence[str], otherwise: Floats
) -> LogProbabilities:
    """Return ``logs`` [..., known] with the columns ``wanted``, the unknown ones at the shares ``otherwise`` [...]."""
    others = np.broadcast_to(np.log(otherwise)[..., None], (*logs.shape[:-1], 1))
    padded = np.concatenate([logs, others], axis=-1)
    return padded[..., [known.index(label) if label in known else len(known) for label in wanted]]
