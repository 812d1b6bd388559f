"""What listening to one song brings: plain frozen values that travel between processes and print as JSON."""

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

# The name, among ``Analysis.models``, of one's own genres.
CUSTOM_MODEL = "adapted"
# The name, among them, of what the tagger's words say of the genres.
WORDS_MODEL = "tagger"


@dataclass(frozen=True, slots=True)
class GenreProbability:
    """One genre and how probable it is, 0 to 1."""

    genre: str
    probability: float


@dataclass(frozen=True, slots=True)
class Passage:
    """The likeliest genre of one heard part of the song, in seconds from its start."""

    start_s: float
    end_s: float
    genre: str
    probability: float


@dataclass(frozen=True, slots=True)
class TagScore:
    """A word that people use for such music; ``group`` is genre, mood, era, voice, instrument or other."""

    tag: str
    group: str
    score: float


@dataclass(frozen=True, slots=True)
class TagCourse:
    """One tag over time: ``scores``, 0 to 1, one for each part of the ``Taggram``."""

    tag: str
    group: str
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Taggram:
    """The few tags worth saying of a song over the parts that the tagger heard, of at most three seconds each.

    ``starts_s`` and ``ends_s``: the parts' bounds in seconds from the song's start, in order.
    """

    starts_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    courses: tuple[TagCourse, ...]


PROMISED = ("track_id", "title", "artist", "genre", "similarity", "url")
"""What other programs are told of a recommendation."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A song that sounds alike; ``similarity`` (0 to 1) is explained in ``models.catalog.catalog``.

    ``licence`` is what its artist chose, None where unknown. ``alike_in`` and ``corner`` say why it is here: aspects
    that both songs are close in, and the genre that both are deep in (``models.catalog.reasons``).
    """

    track_id: int
    title: str
    artist: str
    genre: str
    similarity: float
    url: str
    licence: str | None = None
    alike_in: tuple[str, ...] = ()
    corner: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """What similarity search and later models need of a song; kept out of the JSON.

    ``embedding``: float32 [d], unit length, the catalogue's space. ``segments``: float16 [10, 100], PCA space.
    ``images``: uint8 [excerpts, 128 bands, 128 frames], value / 255 * 80 - 80 dB.
    ``tagger``: float32 [200], the tagger's embedding, or None where it did not run.
    """

    embedding: NDArray[np.float32]
    segments: NDArray[np.float16]
    images: NDArray[np.uint8]
    tagger: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything one fresh hearing of a file brought.

    ``genres`` holds every label, best first, summing to 1. ``models`` maps a model's name to its own probabilities;
    one called CUSTOM_MODEL has labels of its own, and WORDS_MODEL is there for a tagged song only. ``taggram`` is None
    where fewer than two parts of three seconds were tagged, or no tag is worth saying.
    ``content`` is music, speech or noise (``models.content``); of the latter two the genres mean nothing.
    ``uncertain`` marks clips of 1 to 3 seconds that were repeated to length. ``timings_s`` is per stage, in seconds.
    """

    sha256: str
    title: str | None
    artist: str | None
    duration_s: float
    genres: tuple[GenreProbability, ...]
    confident: bool
    models: dict[str, dict[str, float]]
    timeline: tuple[Passage, ...]
    recommendations: tuple[Recommendation, ...]
    timings_s: dict[str, float]
    model_version: str
    tags: tuple[TagScore, ...] = ()
    taggram: Taggram | None = None
    uncertain: bool = False
    content: str = "music"
    vectors: Vectors | None = field(default=None, compare=False, repr=False)

    def to_json(self, source: str) -> dict[str, Any]:
        """Return the object that ``analyze --json`` prints: no vectors, and of recommendations what is promised."""
        fields: dict[str, Any] = asdict(self)
        del fields["vectors"]
        fields["recommendations"] = [{name: song[name] for name in PROMISED} for song in fields["recommendations"]]
        return {"source": source, **fields}
