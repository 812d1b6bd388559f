"""Similarity by the tagger's embedding: neighbours of the same genre by other artists."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.analyzer import Analyzer
from models.catalog.similarity_fusion import fused_similarities
from models.catalog.space import unit
from models.errors import AnalysisError
from models.taggers.tagger_set import TaggerSet
from training.data.clips import read_clips

Array = NDArray[np.float64]

_NEAREST = 10


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """Analysed songs: genre and artist of each, the catalogue's embedding [n, d] and the tagger's [n, 200].

    ``sound`` [n, d]: the catalogue's embedding where no tag counts for the genre.
    """

    genres: NDArray[np.str_]
    artists: NDArray[np.str_]
    catalog: Array
    tagger: Array
    sound: Array


def analyse_library(analyzer: Analyzer, folder: Path, advance: Callable[[int], None] | None = None) -> Library:
    """Analyse the files that ``clips.csv`` of ``folder`` lists (file, genre, artist_id), but unreadable ones."""
    found = []
    untagged = replace(analyzer, taggers=TaggerSet())
    for clip in read_clips(folder):
        if advance:
            advance(1)
        try:
            analysis = analyzer.analyze(clip.path, top=0)
        except AnalysisError:
            continue
        vectors, plain = analysis.vectors, untagged.reanalyse(analysis, top=0).vectors
        if vectors is not None and plain is not None and vectors.tagger is not None:
            found.append((clip.genre, clip.artist, vectors.embedding, vectors.tagger, plain.embedding))
    genres, artists, *spaces = zip(*found, strict=True)
    return Library(np.array(genres), np.array(artists), *(np.array(rows, np.float64) for rows in spaces))


def measure_tagger_similarity(library: Library) -> dict[str, float]:
    """Return the share of same-genre songs among the ten nearest: without the tagger, by it alone, and joined.

    Nearest by cosine, joined as the bot joins them (``models.catalog.similarity_fusion``); songs of the same artist do
    not count.
    """
    catalog = unit(library.catalog.astype(np.float32))
    tagger = unit(library.tagger.astype(np.float32))
    rows = list(tagger)
    joined = [fused_similarities(song, words, catalog, rows) for song, words in zip(catalog, tagger, strict=True)]
    sound = unit(library.sound.astype(np.float32))
    spaces = {"without": sound @ sound.T, "tagger": tagger @ tagger.T, "joined": np.stack(joined)}
    return {name: _precision(similarity, library) for name, similarity in spaces.items()}


def _precision(similarity: NDArray[np.float32], library: Library) -> float:
    known = library.artists != ""
    same_artist = (library.artists[:, None] == library.artists) & known[:, None]
    allowed = np.where(same_artist | np.eye(len(similarity), dtype=bool), -np.inf, similarity)
    nearest = np.argsort(-allowed, axis=1)[:, :_NEAREST]
    return float((library.genres[nearest] == library.genres[:, None]).mean())
