"""The headline genres of tracks of which only images are here: a head on the CNN's embedding, and what it is good for.

The head learns from clips that have sound too, of which their tables tell the genre. It is much worse than the headline
model, but a search that counts how far a track's genres agree with a song's finds more of the song's genre.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from models.catalog.headline_genres import HeadlineGenres
from models.catalog.space import unit
from models.genres.headline import Headline, embedding_of
from models.genres.network import GenreNetwork
from models.genres.segments import own_maximum
from training.data.dataset import Dataset
from training.data.features import Advance, blocks
from training.fit.headline import CrossFit, fit_sound_head, tempered, without_tagger
from training.fit.sound_examples import SoundExamples

_Floats = NDArray[np.float64]

_WEIGHTS = (0.0, 0.1, 0.2, 0.4)
_LIST = 10


def predict_headline_genres(
    examples: SoundExamples, network: GenreNetwork, dataset: Dataset, advance: Advance
) -> HeadlineGenres:
    """Return the headline genres of a data set's tracks, by a head that is fitted to the examples' images."""
    head = fit_sound_head(without_tagger(examples.chosen(examples.trusted)))
    parts = []
    for positions in blocks(np.arange(len(dataset))):
        _, embeddings = network.run(own_maximum(dataset.decibels(positions)))
        inputs = embedding_of(np.zeros((len(embeddings), examples.tagger.shape[1])), embeddings)
        parts.append(np.exp(head.log_probabilities(inputs)).astype(np.float32))
        advance(len(positions))
    return HeadlineGenres(head.labels, np.concatenate(parts))


def measure_agreement(
    model: Headline, fit: CrossFit, images: CrossFit, examples: SoundExamples
) -> dict[str, Mapping[str, float]]:
    """Return, by weight, how many of a clip's ten nearest by other artists have its genre, and their cosine.

    ``model`` gives a clip its genres from everything, by ``fit``, as an analysis does; the others have theirs from
    their ``images``, as the catalogue's tracks do. No head has seen the artists of what it answers for.
    """
    asked = np.exp(tempered(fit.fused(examples), examples, model.settings))
    known: _Floats = np.zeros((len(examples), len(images.model.sound.labels)))
    for inside, _, logs in images.held_out(without_tagger(examples)):
        known[inside] = np.exp(logs)
    columns = [model.labels.index(label) for label in images.model.sound.labels]
    place = unit(examples.place.astype(np.float32))
    cosines = (place @ place.T).astype(np.float64)
    agreement = asked[:, columns] @ known.T
    same_artist = examples.artist[:, None] == examples.artist[None]
    found: dict[str, Mapping[str, float]] = {}
    for weight in _WEIGHTS:
        scores = np.where(same_artist, -np.inf, cosines + weight * agreement)
        nearest = np.argsort(-scores, axis=1)[:, :_LIST]
        alike = examples.genre[nearest] == examples.genre[:, None]
        sources = {source: float(alike[inside].mean()) for source, inside in examples.by_source().items()}
        found[f"{weight:g}"] = {**sources, "cosine": float(np.take_along_axis(cosines, nearest, axis=1).mean())}
    return found
