"""Audio files, tagged: mean probabilities and embedding of each file, and a list of those that could not be read."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.audio import decode_song
from models.errors import AnalysisError
from models.taggers.patches import EXCERPTS, level_gain, song_patches
from models.taggers.tagger import Tagger

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class TaggedClips:
    """``files`` that were tagged, their probabilities [n, 50] and embeddings [n, 200]; ``unreadable``: with causes."""

    files: tuple[Path, ...]
    probabilities: NDArray[np.float32]
    embeddings: NDArray[np.float32]
    unreadable: tuple[tuple[Path, str], ...]


def tag_files(tagger: Tagger, files: Iterable[Path], advance: Callable[[int], None] | None = None) -> TaggedClips:
    """Tag every file, counting them by ``advance``; what cannot be read, or is silent, is listed with its cause."""
    tagged: list[Path] = []
    means: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []
    unreadable: list[tuple[Path, str]] = []
    for path in files:
        try:
            means.append(_tag(tagger, path))
            tagged.append(path)
        except (AnalysisError, OSError) as error:
            unreadable.append((path, error.message if isinstance(error, AnalysisError) else "It cannot be opened."))
            log.info("%s cannot be tagged: %s", path, error)
        if advance:
            advance(1)
    probabilities, embeddings = zip(*means, strict=True) if means else ((), ())
    return TaggedClips(tuple(tagged), np.array(probabilities), np.array(embeddings), tuple(unreadable))


def _tag(tagger: Tagger, path: Path) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    song = decode_song(path, excerpts=EXCERPTS)
    sounds = [excerpt.unrepeated for excerpt in song.excerpts]
    answer = tagger.predict(song_patches(tagger.front_end, sounds, level_gain(sounds)).log_mel)
    return answer.probabilities.mean(axis=0), answer.embeddings.mean(axis=0)
