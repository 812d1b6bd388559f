"""Labelled clips as the headline model reads them, one at a time or joined to longer songs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.analyzer import Analyzer
from models.audio import decode_song
from models.errors import AnalysisError
from models.genres.late_fusion import tag_deviations
from models.genres.probabilities import LogProbabilities, log_softmax
from training.data.clips import LabelledClip

Floats = NDArray[np.float64]

# How tables spell what people call otherwise; other names are taken as they stand, with a capital.
_SPELLINGS = {"hiphop": "Hip-Hop", "hip-hop": "Hip-Hop", "rnb": "R&B"}
SHORT_S = 10.0
# A clip of three seconds with four others of its artist stands for a song of fifteen; three are too short for one.
_JOINED, _FEWEST = 5, 4
JOINED = ", joined"
"""What follows the name of a source whose clips were joined."""


@dataclass(frozen=True, slots=True, eq=False)
class SoundExamples:
    """Analysed clips: what the headline model reads of each, and what it should say.

    ``tagger``: float64 [n, d], ``network``: float64 [n, e], ``archive``: log-probabilities [n, archive labels],
    ``tags``: ``tag_deviations`` [n, genres]. ``place``: where the catalogue's space has them, float64 [n, c].
    ``seconds``: [n]. ``genre``, ``artist`` and ``source`` (the folder's name): str [n]. ``trusted``: bool [n], false
    for labels that only count when the archives are told apart, not for training.
    """

    tagger: Floats
    network: Floats
    archive: LogProbabilities
    tags: Floats
    place: Floats
    seconds: Floats
    genre: NDArray[np.str_]
    artist: NDArray[np.str_]
    source: NDArray[np.str_]
    trusted: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the clips."""
        return len(self.genre)

    def chosen(self, places: NDArray[np.integer] | NDArray[np.bool_]) -> "SoundExamples":
        """Return the examples at ``places``, positions or a mask."""
        return SoundExamples(*(getattr(self, name)[places] for name in self.__slots__))

    def by_source(self) -> dict[str, NDArray[np.bool_]]:
        """Return which clips are trusted ones of each source, bool [n] by the source's name, in alphabetical order."""
        return {name: (self.source == name) & self.trusted for name in sorted(set(self.source.tolist()))}

    def __add__(self, others: "SoundExamples") -> "SoundExamples":
        """Return these examples and the others."""
        return SoundExamples(*(np.concatenate([getattr(self, name), getattr(others, name)]) for name in self.__slots__))


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
    rows: list[tuple[Floats, Floats, LogProbabilities, Floats, Floats, float, str, str, str]] = []
    for clip in clips:
        advance(1)
        source = clip.path.parents[1].name
        try:
            features = _features(analyzer, clip)
        except (AnalysisError, OSError):
            continue
        if features is not None:
            rows.append((*features, spelt(clip.genre), clip.artist and f"{source}/{clip.artist}", source))
    tagger, network, archive, tags, place, seconds, genre, artist, folder = zip(*rows, strict=True)
    # A clip whose artist nobody knows has one of its own.
    artists = [name or f" {number}" for number, name in enumerate(artist)]
    return SoundExamples(
        np.array(tagger),
        np.array(network),
        np.array(archive),
        np.array(tags),
        np.array(place),
        np.array(seconds),
        np.array(genre),
        np.array(artists),
        np.array(folder),
        np.array([(name, label) not in untrusted for name, label in zip(folder, genre, strict=True)]),
    )


def _features(
    analyzer: Analyzer, clip: LabelledClip
) -> tuple[Floats, Floats, LogProbabilities, Floats, Floats, float] | None:
    song = decode_song(clip.path, limits=analyzer.limits)
    tags, prediction, place = analyzer.tag_and_classify(song.excerpts)
    if tags.embedding is None:
        return None
    seconds = sum(excerpt.end_s - excerpt.start_s for excerpt in song.excerpts)
    archive = log_softmax(np.log(np.maximum(prediction.probabilities.astype(np.float64), 1e-12)).mean(axis=0))
    network = prediction.image_embeddings.mean(axis=0)
    deviations = tag_deviations(tags.tags, analyzer.taggers)
    return tags.embedding.astype(np.float64), network, archive, deviations, place.astype(np.float64), seconds


def joined_examples(examples: SoundExamples, seed: int = 1) -> SoundExamples:
    """Return, for each short clip, the mean of it and up to four others of its source, artist and genre.

    They stand for longer songs of sources that have short clips only, in the length that an analysis usually has, and
    are to measure with: never to fit a head to. Clips with fewer than three such others are left out.
    """
    rng = np.random.default_rng(seed)
    rows: list[NDArray[np.int64]] = []
    for place in np.flatnonzero((examples.seconds < SHORT_S) & examples.trusted):
        alike = (examples.artist == examples.artist[place]) & (examples.genre == examples.genre[place])
        others = np.setdiff1d(np.flatnonzero(alike & (examples.seconds < SHORT_S)), [place])
        if len(others) >= _FEWEST - 1:
            rows.append(np.append(place, rng.permutation(others)[: _JOINED - 1]))
    joined = examples.chosen(np.array([row[0] for row in rows], np.int64))
    return replace(
        joined,
        tagger=_means(examples.tagger, rows),
        network=_means(examples.network, rows),
        archive=log_softmax(_means(examples.archive, rows)),
        tags=_means(examples.tags, rows),
        seconds=np.array([examples.seconds[row].sum() for row in rows]),
        source=np.array([f"{name}{JOINED}" for name in joined.source], np.str_),
    )


def _means(values: Floats, rows: Sequence[NDArray[np.int64]]) -> Floats:
    return np.array([values[row].mean(axis=0) for row in rows]).reshape(len(rows), values.shape[1])
