"""Checks of the headline model: without its parts, on sources and genres that it has not learned from."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from models.genres.headline import Headline, embedding_of
from models.genres.late_fusion import TAG_GENRES
from training.fit.headline import FUSION, cross_fit, wanted_index, without_tagger
from training.fit.sound_examples import SoundExamples

_FEWEST_GENRES = 3


def transferred(examples: SoundExamples, archive_labels: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return the recall by genre on each source of a head that was fitted to the other sources alone.

    Only genres that the others have too are asked for, and only sources without which three genres are left.
    """
    recalls: dict[str, dict[str, float]] = {}
    for source, is_inside in examples.by_source().items():
        others = examples.chosen(~is_inside & examples.trusted)
        genres = sorted(set(examples.genre[is_inside].tolist()) & set(others.genre.tolist()))
        if len(set(others.genre.tolist())) < _FEWEST_GENRES:
            continue
        inside = examples.chosen(is_inside)
        named = _named(cross_fit(others, archive_labels).model, inside)
        recalls[source] = {genre: float((named[inside.genre == genre] == genre).mean()) for genre in genres}
    return recalls


def left_out(
    examples: SoundExamples, measured: SoundExamples, archive_labels: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Return by source how often ``measured`` clips of a genre are named so by a head that has learned none of it.

    That is what becomes of the genres that only the archive knows. Of each genre that clips and archive share, by a
    head fitted to ``examples`` of all others: as it is, and with one constant in the place of the relative distance.
    The genre's own tag does not count, for most of those genres have none; nan where a source has no such clip.
    """
    found: dict[str, dict[str, float]] = {}
    for genre in sorted(set(examples.genre[examples.trusted].tolist()) & set(archive_labels)):
        tags = measured.tags.copy()
        clips = {source: inside & (measured.genre == genre) for source, inside in measured.by_source().items()}
        if genre in TAG_GENRES:
            tags[:, TAG_GENRES.index(genre)] = 0
        model = cross_fit(examples.chosen(examples.genre != genre), archive_labels).model
        for name, settings in ((genre, model.settings), (f"{genre}, by a constant", FUSION)):
            named = _named(replace(model, settings=settings), replace(measured, tags=tags))
            found[name] = {
                source: float((named[own] == genre).mean()) if own.any() else float("nan")
                for source, own in clips.items()
            }
    return found


def _named(model: Headline, examples: SoundExamples) -> NDArray[np.str_]:
    """Return the genre that the model names each example."""
    sound = model.sound.log_probabilities(embedding_of(examples.tagger, examples.network))
    fused = model.fuse(sound, examples.archive, examples.tags, model.unknown(examples.tagger))
    named: NDArray[np.str_] = np.array(model.labels)[fused.argmax(axis=1)]
    return named


def ablation(
    examples: SoundExamples, measured: SoundExamples, archive_labels: Sequence[str]
) -> dict[str, dict[str, float]]:
    """Return the accuracy on each source of ``measured``, by the parts that a model fitted to ``examples`` has left."""
    both = examples, measured
    parts: dict[str, tuple[Sequence[SoundExamples], float, float]] = {
        "the tagger's embedding": ([replace(each, network=np.zeros_like(each.network)) for each in both], 0.0, 0.0),
        "the CNN's embedding": ([without_tagger(each) for each in both], 0.0, 0.0),
        "both embeddings": (both, 0.0, 0.0),
        "both embeddings and the archive's genres": (both, FUSION.archive_weight, 0.0),
        "everything": (both, FUSION.archive_weight, FUSION.tag_weight),
    }
    found: dict[str, dict[str, float]] = {}
    for name, ((fitted, asked), archive_weight, tag_weight) in parts.items():
        fit = cross_fit(fitted, archive_labels)
        settings = replace(fit.model.settings, archive_weight=archive_weight, tag_weight=tag_weight)
        model = replace(fit.model, settings=settings)
        right = replace(fit, model=model).fused(asked).argmax(axis=1) == wanted_index(model, asked)
        found[name] = {source: float(right[inside].mean()) for source, inside in asked.by_source().items()}
    return found
