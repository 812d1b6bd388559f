"""Fitting the headline genre: a head on sound embeddings, and how it is joined with the archive's genre models.

What is fitted on labelled sound is cross-fitted over artists, so that temperatures and the threshold rest on songs
whose artists the head has not seen. The constants of the fusion were chosen on the same folds, and on the validation
split of the archive (images alone), never on clips that a table holds out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.genres.headline import FusionSettings, Headline, SoundHead, embedding_of
from models.genres.probabilities import LogProbabilities, log_softmax
from training.data.folds import fold_numbers
from training.evaluate.metrics import calibration_error
from training.fit.relative_distance import fit_relative_distance
from training.fit.sound_examples import SHORT_S, SoundExamples

Floats = NDArray[np.float64]

_FOLDS = 5
# scikit-learn's inverse regularisation, and the shrinkage of the discriminant's covariance towards the identity.
_C = 10.0
_SHRINKAGE = 0.5
# Logits of both classifiers, which run differently wide, are summed at these weights. Both are far too sure of music
# of other archives, so the sum says less than either before it is joined with the archive's genres.
_LOGISTIC, _DISCRIMINANT = 0.15, 0.075
# The share of confident answers that should be right is asked for with a margin: new archives are harder.
_PRECISION = 0.88
_FARTHEST_SHARE = 0.99
# Embeddings without a tagger are all alike.
_LEAST_DEVIATION = 1e-3
# A calibration error over fewer clips is noise.
_FEWEST = 30
_TEMPERATURES = np.geomspace(0.3, 2.0, 39)
# The log-odds of a genre that the head has not learned, at the distance of the mean clip and by its deviations. With
# each genre that clips and archive share left out in turn, these weights name the left-out genres most often at the
# accuracy of the others, by the mean over all of them.
_UNKNOWN_BIAS, _UNKNOWN_SLOPE = -1.0, 1.0
FUSION = FusionSettings(
    archive_weight=0.35,
    unknown_bias=_UNKNOWN_BIAS,
    unknown_slope=0.0,
    sound_only=0.07,
    tag_weight=0.45,
    temperature=1.0,
    short_temperature=1.0,
    short_s=SHORT_S,
    confident_from=1.0,
    farthest=np.inf,
)


@dataclass(frozen=True, slots=True, eq=False)
class CrossFit:
    """An untempered ``model`` of all clips, and the heads that were fitted without the artists of each fold."""

    model: Headline
    heads: tuple[SoundHead, ...]
    fold_of_artist: Mapping[str, int]

    def held_out(self, examples: SoundExamples) -> Iterator[tuple[NDArray[np.bool_], SoundHead, LogProbabilities]]:
        """Yield for each fold which clips are in it, bool [n], its head, and the head's log-probabilities of those."""
        folds = np.array([self.fold_of_artist[artist] for artist in examples.artist.tolist()])
        for fold, head in enumerate(self.heads):
            inside = folds == fold
            yield inside, head, head.log_probabilities(embedding_of(examples.tagger[inside], examples.network[inside]))

    def fused(self, examples: SoundExamples) -> LogProbabilities:
        """Return fused log-probabilities [n, labels], each by a head that has not seen the clip's artist."""
        fused = np.zeros((len(examples), len(self.model.labels)))
        for inside, head, sound in self.held_out(examples):
            model = replace(self.model, sound=head)
            unknown = model.unknown(examples.tagger[inside])
            fused[inside] = model.fuse(sound, examples.archive[inside], examples.tags[inside], unknown)
        return fused


def fit_sound_head(examples: SoundExamples) -> SoundHead:
    """Fit a logistic regression and a linear discriminant analysis, and return the weighted sum of both.

    Genres weigh the same, however many clips they have. Raises ValueError for fewer than three of them.
    """
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.linear_model import LogisticRegression

    labels = tuple(sorted(set(examples.genre.tolist())))
    if len(labels) < 3:
        raise ValueError(f"{len(labels)} genres are too few for a headline")
    embeddings = embedding_of(examples.tagger, examples.network)
    sizes = (examples.tagger.shape[1], examples.network.shape[1])
    # Divided by the roots of their lengths, a long embedding counts no more than a short one.
    scale = (embeddings.std(axis=0) + 1e-3) * np.sqrt(np.repeat(sizes, sizes))
    mean = embeddings.mean(axis=0)
    inputs = (embeddings - mean) / scale
    logistic = LogisticRegression(C=_C, class_weight="balanced", max_iter=300).fit(inputs, examples.genre)
    discriminant = LinearDiscriminantAnalysis(
        solver="lsqr", shrinkage=_SHRINKAGE, priors=np.full(len(labels), 1 / len(labels))
    ).fit(inputs, examples.genre)
    return SoundHead(
        labels,
        mean,
        scale,
        (_LOGISTIC * logistic.coef_ + _DISCRIMINANT * discriminant.coef_).T,
        _LOGISTIC * logistic.intercept_ + _DISCRIMINANT * discriminant.intercept_,
        fit_relative_distance(examples.tagger, examples.genre),
    )


def cross_fit(examples: SoundExamples, archive_labels: Sequence[str]) -> CrossFit:
    """Fit the model to all trusted clips, and a head for each of five folds of artists to those of the others."""
    folds = fold_numbers(examples.artist, _FOLDS)
    heads = tuple(
        fit_sound_head(examples.chosen(examples.trusted & (folds != fold))) for fold in range(int(folds.max()) + 1)
    )
    head = fit_sound_head(examples.chosen(examples.trusted))
    labels = tuple(sorted({*head.labels, *archive_labels}))
    # Distances of clips whose artists a head has seen are too low.
    distances = np.array([heads[fold].likeness.of(clip) for fold, clip in zip(folds, examples.tagger, strict=True)])
    mean, deviation = (
        distances[examples.trusted].mean(),
        max(float(distances[examples.trusted].std()), _LEAST_DEVIATION),
    )
    slope = _UNKNOWN_SLOPE / deviation
    settings = replace(FUSION, unknown_bias=_UNKNOWN_BIAS - slope * float(mean), unknown_slope=slope)
    model = Headline(labels, head, tuple(archive_labels), settings)
    return CrossFit(model, heads, dict(zip(examples.artist.tolist(), folds.tolist(), strict=True)))


def calibrate(model: Headline, fused: LogProbabilities, examples: SoundExamples) -> Headline:
    """Return the model with temperatures, threshold and distance fitted to cross-fitted answers ``fused``.

    For the threshold each source weighs the same, whatever the number of its clips.
    """
    short = examples.seconds < SHORT_S
    wanted = wanted_index(model, examples)
    settings = replace(
        model.settings,
        temperature=_best_temperature(fused, wanted, examples, ~short),
        short_temperature=_best_temperature(fused, wanted, examples, short),
    )
    logs = tempered(fused, examples, settings)
    order = np.argsort(-logs.max(axis=1))
    weights = source_weights(examples)[order]
    right = (logs.argmax(axis=1) == wanted)[order]
    precision = np.cumsum(weights * right) / np.maximum(np.cumsum(weights), 1e-12)
    enough = np.flatnonzero(precision >= _PRECISION)
    settings = replace(
        settings,
        confident_from=float(np.exp(logs.max(axis=1)[order[enough[-1]]])) if len(enough) else 1.0,
        farthest=float(np.quantile(model.distance(examples.tagger), _FARTHEST_SHARE)),
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
    for inside in examples.by_source().values():
        weights[inside] = 1 / max(1, int(inside.sum()))
    return weights


def _best_temperature(
    fused: LogProbabilities, wanted: NDArray[np.int64], examples: SoundExamples, chosen: NDArray[np.bool_]
) -> float:
    """Return the temperature at which the ``chosen`` clips have the least calibration error, averaged over sources.

    The likelihood would be ruled by the few songs that are surely wrong, of artists like none in the training set, and
    would leave the answers for all others less sure than they are right.
    """
    sources = [chosen & inside for inside in examples.by_source().values()]
    errors = [
        [
            calibration_error(np.exp(log_softmax(fused[source] / value)), wanted[source])
            for source in sources
            if source.sum() >= _FEWEST
        ]
        for value in _TEMPERATURES
    ]
    return float(_TEMPERATURES[np.mean(errors, axis=1).argmin()]) if errors[0] else 1.0


def without_tagger(examples: SoundExamples) -> SoundExamples:
    """Return the examples with nothing but their images."""
    return replace(examples, tagger=np.zeros_like(examples.tagger))
