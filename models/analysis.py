"""The result of analysing one song: plain frozen values that travel between processes and print as JSON.

Each field is declared here and nowhere else: ``models.codec`` reads the annotations, their limits included, and makes
JSON, the workers' wire and the database's form of them.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray

from models.codec import INTERNAL, PLAIN, Between, Most, Shape, encode

Share = Annotated[float, Between(0, 1)]
Seconds = Annotated[float, Between(0, 10_000_000)]
Label = Annotated[str, Most(1000), PLAIN]
Name = Annotated[str, Most(1000)]

# The name, among ``Analysis.models``, of the custom genre head.
CUSTOM_MODEL = "adapted"
# The name, among them, of the headline genres' head on the tagger's embeddings alone.
HEADLINE_MODEL = "sound"
# The name, among them, of the genres that the tags alone would give.
WORDS_MODEL = "tagger"

_SAME_TEMPO = 0.04
_SURE_KEY = 0.2


@dataclass(frozen=True, slots=True)
class GenreProbability:
    """One genre and how probable it is, 0 to 1."""

    genre: Label
    probability: Share


@dataclass(frozen=True, slots=True)
class Tempo:
    """Beats per minute, how sure that is (0 to 1), and the half or double tempo that people might tap instead."""

    bpm: Annotated[float, Between(1, 1000)]
    confidence: Share
    alternative: Annotated[float, Between(1, 1000)] | None = None

    def is_near(self, bpm: float) -> bool:
        """Return whether ``bpm`` counts as the same tempo: within 4 % (Gouyon et al. 2006)."""
        return abs(self.bpm - bpm) <= _SAME_TEMPO * bpm


@dataclass(frozen=True, slots=True)
class Key:
    """The tonic (``C``, ``F#``), ``major`` or ``minor``, its code on the Camelot wheel, and how sure it is (0 to 1)."""

    key: Annotated[str, Most(3)]
    mode: Annotated[str, Most(10)]
    camelot: Annotated[str, Most(3)]
    confidence: Share

    @property
    def is_sure(self) -> bool:
        """Whether people are shown it: the JSON has less certain keys too, with their confidence."""
        return self.confidence >= _SURE_KEY


@dataclass(frozen=True, slots=True)
class Passage:
    """The likeliest genre of one analysed excerpt of the song, in seconds from its start."""

    start_s: Seconds
    end_s: Seconds
    genre: Label
    probability: Share


@dataclass(frozen=True, slots=True)
class TagScore:
    """A tag with its score, 0 to 1; ``group`` is genre, mood, era, voice, instrument or other."""

    tag: Label
    group: Label
    score: Share


@dataclass(frozen=True, slots=True)
class TagCourse:
    """One tag over time: ``scores``, 0 to 1, one for each part of the ``Taggram``."""

    tag: Label
    group: Label
    scores: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Taggram:
    """The few tags worth naming over the parts of at most three seconds that were tagged.

    ``starts_s`` and ``ends_s``: the parts' bounds in seconds from the song's start, in order.
    """

    starts_s: tuple[Seconds, ...]
    ends_s: tuple[Seconds, ...]
    courses: Annotated[tuple[TagCourse, ...], Most(50)]


class Origin(StrEnum):
    """Where a recommended song is from: the archive or an own catalogue, a server's library, or ListenBrainz."""

    CATALOG = "catalog"
    LIBRARY = "library"
    LISTENBRAINZ = "listenbrainz"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A similar song; ``similarity`` (0 to 1) is explained in ``models.catalog.catalog``.

    ``track_id`` is its number among the songs of its ``origin``. ``mbid`` is its MusicBrainz recording where known,
    ``tempo`` and ``key`` those of a song whose audio was analysed; ``shares_tempo`` and ``shares_key`` say that the
    song it was found for has them too.

    ``licence`` is what its artist chose, None where unknown. ``alike_in`` and ``corner`` say why it is here: aspects
    that both songs are close in, and the genre that both are deep in (``models.catalog.reasons``).
    """

    track_id: int
    title: Name
    artist: Name
    genre: Label
    similarity: Share
    url: Annotated[str, Most(2000)]
    licence: Annotated[Name | None, INTERNAL] = None
    alike_in: Annotated[tuple[Label, ...], Most(20), INTERNAL] = ()
    corner: Annotated[Label | None, INTERNAL] = None
    origin: Annotated[Origin, INTERNAL] = Origin.CATALOG
    mbid: Annotated[Label | None, INTERNAL] = None
    tempo: Annotated[Tempo | None, INTERNAL] = None
    key: Annotated[Key | None, INTERNAL] = None
    shares_tempo: Annotated[bool, INTERNAL] = False
    shares_key: Annotated[bool, INTERNAL] = False


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """What similarity search and later models need of a song; kept out of the JSON.

    ``embedding``: float32 [d], unit length, the catalogue's space. ``segments``: float16 [10, 100], PCA space.
    ``images``: uint8 [excerpts, 128 bands, 128 frames], value / 255 * 80 - 80 dB.
    ``tagger``: float32 [200], the tagger's embedding, or None where it did not run.
    """

    embedding: Annotated[NDArray[np.float32], Shape((1, 4096))]
    segments: Annotated[NDArray[np.float16], Shape(10, 100)]
    images: Annotated[NDArray[np.uint8], Shape((1, 32), 128, 128)]
    tagger: Annotated[NDArray[np.float32], Shape((1, 4096))] | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that one fresh analysis of a file brought.

    ``genres`` holds every label, best first, summing to 1, and ``archive`` those of the Free Music Archive in the same
    form. ``models`` maps a model's name to its own probabilities; one called CUSTOM_MODEL has labels of its own, and
    WORDS_MODEL is there for a tagged song only. ``taggram`` is None where fewer than two parts of three seconds were
    tagged, or no tag is worth naming. ``content`` is music, speech or noise (``models.content``); of the latter two the
    genres mean nothing. ``uncertain`` marks clips of 1 to 3 seconds that were repeated to length. ``mbid`` is the
    MusicBrainz recording that the file's tags name. ``timings_s`` is per stage, in seconds.
    """

    sha256: Annotated[str, Most(64)]
    title: Name | None
    artist: Name | None
    duration_s: Seconds
    genres: Annotated[tuple[GenreProbability, ...], Most(1000)]
    confident: bool
    archive: Annotated[tuple[GenreProbability, ...], Most(1000)] = field(default=(), kw_only=True)
    tempo: Tempo | None = field(default=None, kw_only=True)
    key: Key | None = field(default=None, kw_only=True)
    models: Annotated[dict[Label, Annotated[dict[Label, Share], Most(1000)]], Most(20)]
    timeline: Annotated[tuple[Passage, ...], Most(100)]
    recommendations: tuple[Recommendation, ...]
    timings_s: Annotated[dict[Label, Seconds], Most(100)]
    model_version: Annotated[str, Most(64)]
    tags: Annotated[tuple[TagScore, ...], Most(2000)] = ()
    taggram: Taggram | None = None
    uncertain: bool = False
    content: Label = "music"
    mbid: Annotated[Annotated[str, Most(36), PLAIN] | None, INTERNAL] = None
    vectors: Annotated[Vectors | None, INTERNAL] = field(default=None, compare=False, repr=False)

    def to_json(self, source: str) -> dict[str, Any]:
        """Return the object that ``analyze --json`` prints: ``source``, then every field that is not internal."""
        return {"source": source, **encode(self, public=True)}
