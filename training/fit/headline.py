"""Fitting the headline genre: a head on sound embeddings, and how it is joined with the archive's genre models.

What is fitted on labelled sound is cross-fitted over artists, so that temperatures and the threshold rest on songs
whose artists the head has not seen. The constants of the fusion were chosen on the same folds, and on the validation
split of the archive (images alone), never on clips that a table holds out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from models.analyzer import Analyzer
from models.audio import decode_song
from models.errors import AnalysisError
from models.genres.headline import FusionSettings, Headline, SoundHead, embedding_of
from models.genres.probabilities import LogProbabilities, log_softmax
from training.data.clips import LabelledClip

Floats = NDArray[np.float64]

# How tables spell what people call otherwise; other names are taken as they stand, with a capital.
_SPELLINGS = {"hiphop": "Hip-Hop", "hip-hop": "Hip-Hop", "rnb": "R&B"}
FOLDS = 5
_PENALTY = 5e-4
_SHORT_S = 10.0
_TEMPERATURES = np.geomspace(0.4, 2.0, 33)
# The share of confident answers that should be right is asked for with a margin: new archives are harder.
_PRECISION = 0.88
_FARTHEST_SHARE = 0.99
_FUSION = FusionSettings(
    archive_weight=0.4,
    archive_only=0.12,
    sound_only=0.07,
    temperature=1.0,
    short_temperature=1.0,
    short_s=_SHORT_S,
    confident_from=1.0,
    farthest=np.inf,
)


@dataclass(frozen=True, slots=True, eq=False)
class SoundExamples:
    """Analysed clips: what the headline model reads of each, and what it should say.

    ``tagger``: float64 [n, d], ``network``: float64 [n, e], ``archive``: log-probabilities [n, archive labels],
    ``seconds``: [n]. ``genre``, ``artist`` and ``source`` (the folder's name): str [n]. ``trusted``: bool [n], false
    for labels that only count when the archives are told apart, not for training.
    """

    tagger: Floats
    network: Floats
    archive: LogProbabilities
    seconds: Floats
    genre: NDArray[np.str_]
    artist: NDArray[np.str_]
    source: NDArray[np.str_]
    trusted: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the clips."""
        return len(self.genre)


def spelt(genre: str) -> str:
    """Return a table's genre as the headline spells it: "hiphop" -> "Hip-Hop", "blues" -> "Blues"."""
    return _SPELLINGS.get(genre.casefold(), genre[:1].upper() + genre[1:])


def analyse_clips(
    analyzer: Analyzer,
    clips: Sequence[LabelledClip],
    *,
    untrusted: frozenset[tuple[str, str]] = frozenset(),
    advance: Callable[[int], None] = lambda _: None,
) -> SoundExamples:
    """Analyse clips by the product's own path; those that cannot be read, or are silent, are left out.

    ``untrusted``: pairs of folder name and spelt genre whose labels are known to be noise.
    """
    rows: list[tuple[Floats, Floats, LogProbabilities, float, str, str, str]] = []
    for clip in clips:
        advance(1)
        source = clip.path.parents[1].name
        try:
            features = _features(analyzer, clip)
        except (AnalysisError, OSError):
            continue
        if features is not None:
            rows.append((*features, spelt(clip.genre), clip.artist and f"{source}/{clip.artist}", source))
    tagger, network, archive, seconds, genre, artist, folder = zip(*rows, strict=True)
    # A clip whose artist nobody knows has one of its own.
    artists = [name or f" {place}" for place, name in enumerate(artist)]
    return SoundExamples(
        np.array(tagger),
        np.array(network),
        np.array(archive),
        np.array(seconds),
        np.array(genre),
        np.array(artists),
        np.array(folder),
        np.array([(name, label) not in untrusted for name, label in zip(folder, genre, strict=True)]),
    )


def _features(analyzer: Analyzer, clip: LabelledClip) -> tuple[Floats, Floats, LogProbabilities, float] | None:
    song = decode_song(clip.path, limits=analyzer.limits)
    tags, prediction = analyzer.tag_and_classify(song.excerpts)
    if tags.embedding is None:
        return None
    seconds = sum(excerpt.end_s - excerpt.start_s for excerpt in song.excerpts)
    archive = log_softmax(np.log(np.maximum(prediction.probabilities.astype(np.float64), 1e-12)).mean(axis=0))
    return tags.embedding.astype(np.float64), prediction.image_embeddings.mean(axis=0), archive, seconds


def fit_sound_head(examples: SoundExamples, chosen: NDArray[np.bool_]) -> SoundHead:
    """Fit the multinomial logistic regression to the ``chosen`` clips (bool [n]), every clip weighing the same."""
    labels = tuple(sorted(set(examples.genre[chosen])))
    embeddings = embedding_of(examples.tagger, examples.network)[chosen]
    sizes = (examples.tagger.shape[1], examples.network.shape[1])
    # Divided by the roots of their lengths, a long embedding counts no more than a short one.
    scale = (embeddings.std(axis=0) + 1e-6) * np.sqrt(np.repeat(sizes, sizes))
    mean = embeddings.mean(axis=0)
    wanted = (examples.genre[chosen][:, None] == np.array(labels)).astype(np.float64)
    weights, bias = _fit_logistic((embeddings - mean) / scale, wanted)
    return SoundHead(labels, mean, scale, weights, bias)


def _fit_logistic(inputs: Floats, wanted: Floats) -> tuple[Floats, Floats]:
    """Return weights [d, k] and bias [k] of least mean cross-entropy plus half ``_PENALTY`` times squared weights."""
    size, classes = inputs.shape[1], wanted.shape[1]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights, bias = flat[: size * classes].reshape(size, classes), flat[size * classes :]
        logs = log_softmax(inputs @ weights + bias)
        error = (np.exp(logs) - wanted) / len(inputs)
        gradient = np.concatenate([(inputs.T @ error + _PENALTY * weights).ravel(), error.sum(axis=0)])
        return float(-(wanted * logs).sum() / len(inputs) + _PENALTY / 2 * (weights**2).sum()), gradient

    start = np.zeros((size + 1) * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return found[: size * classes].reshape(size, classes), found[size * classes :]


def fold_of_artists(artists: NDArray[np.str_], folds: int = FOLDS, seed: int = 1) -> NDArray[np.int64]:
    """Return a fold [n] for each clip, the same for all clips of an artist."""
    known, inverse = np.unique(artists, return_inverse=True)
    return np.random.default_rng(seed).integers(0, folds, len(known))[inverse]


def cross_fitted(examples: SoundExamples, archive_labels: Sequence[str]) -> tuple[Headline, LogProbabilities]:
    """Return an untempered headline model of all clips, and the fused log-probabilities [n, labels] of each clip.

    Those are by a head that was fitted without the clip's artist.
    """
    model = _headline(fit_sound_head(examples, examples.trusted), archive_labels)
    folds = fold_of_artists(examples.artist)
    fused = np.zeros((len(examples), len(model.labels)))
    for fold in range(FOLDS):
        head = fit_sound_head(examples, examples.trusted & (folds != fold))
        without = replace(model, sound=head)
        sound = head.log_probabilities(embedding_of(examples.tagger, examples.network))
        fused[folds == fold] = without.fuse(sound, examples.archive)[folds == fold]
    return model, fused


def _headline(head: SoundHead, archive_labels: Sequence[str]) -> Headline:
    labels = tuple(sorted({*head.labels, *archive_labels}))
    return Headline(labels, head, tuple(archive_labels), _FUSION)


def calibrate(model: Headline, fused: LogProbabilities, examples: SoundExamples) -> Headline:
    """Return the model with temperatures, threshold and distance fitted to cross-fitted answers ``fused``.

    Each source weighs the same, whatever the number of its clips.
    """
    short = examples.seconds < _SHORT_S
    wanted = wanted_index(model, examples)
    temperatures = {
        part: _best_temperature(fused[chosen], wanted[chosen]) if chosen.any() else 1.0
        for part, chosen in (("short", short & examples.trusted), ("long", ~short & examples.trusted))
    }
    settings = replace(
        model.settings, temperature=temperatures["long"], short_temperature=temperatures["short"], short_s=_SHORT_S
    )
    probabilities = np.exp(tempered(fused, examples, settings))
    distance = model.distance(examples.tagger)
    settings = replace(
        settings,
        confident_from=_confident_from(probabilities, wanted, examples),
        farthest=float(np.quantile(distance, _FARTHEST_SHARE)),
    )
    return replace(model, settings=settings)


def tempered(fused: LogProbabilities, examples: SoundExamples, settings: FusionSettings) -> LogProbabilities:
    """Return fused log-probabilities [n, labels] at the temperature of each clip's length."""
    short = examples.seconds < settings.short_s
    return log_softmax(fused / np.where(short, settings.short_temperature, settings.temperature)[:, None])


def wanted_index(model: Headline, examples: SoundExamples) -> NDArray[np.int64]:
    """Return the position of each clip's genre among the model's labels."""
    return np.array([model.labels.index(genre) for genre in examples.genre])


def source_weights(examples: SoundExamples) -> Floats:
    """Return a weight for each clip, such that the trusted ones of each source sum to 1 and the others are 0."""
    weights = np.zeros(len(examples))
    for source in set(examples.source):
        chosen = (examples.source == source) & examples.trusted
        weights[chosen] = 1 / max(1, int(chosen.sum()))
    return weights


def _best_temperature(fused: LogProbabilities, wanted: NDArray[np.int64]) -> float:
    rows = np.arange(len(wanted))
    losses = [-log_softmax(fused / value)[rows, wanted].mean() for value in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])


def _confident_from(probabilities: Floats, wanted: NDArray[np.int64], examples: SoundExamples) -> float:
    """Return the lowest best probability from which on the wanted share of answers is right."""
    best, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == wanted
    weights = source_weights(examples)
    order = np.argsort(-best)
    precision = np.cumsum((weights * right)[order]) / np.maximum(np.cumsum(weights[order]), 1e-12)
    enough = np.flatnonzero(precision >= _PRECISION)
    return float(best[order[enough[-1]]]) if len(enough) else 1.0


def transferred(examples: SoundExamples, archive_labels: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the recall by genre on each source of a head that was fitted to the other sources alone.

    Only genres that the others have too are asked for.
    """
    recalls: dict[str, dict[str, float]] = {}
    for source in sorted(set(examples.source)):
        others = (examples.source != source) & examples.trusted
        if not others.any():
            continue
        model = _headline(fit_sound_head(examples, others), archive_labels)
        fused = model.fuse(
            model.sound.log_probabilities(embedding_of(examples.tagger, examples.network)), examples.archive
        )
        named = np.array(model.labels)[fused.argmax(axis=1)]
        inside = (examples.source == source) & examples.trusted
        recalls[source] = {
            genre: float((named[inside & (examples.genre == genre)] == genre).mean())
            for genre in sorted(set(examples.genre[inside]) & set(examples.genre[others]))
        }
    return recalls
