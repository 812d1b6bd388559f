"""The pre-trained taggers, one row each, and the optional artifacts that come with them.

Another tagger is a row here and a file of its own that builds its ONNX artifact (``training.tools``): labels, groups,
levels and the front end it was trained with are read from the artifact's metadata (``models.taggers.metadata``).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaggerSpec:
    """One tagger.

    ``name``: the key of its results (``SongTags.results``) and embedding. ``file``: its artifact, which may be absent.
    ``weight``: how much one standard deviation of its tags counts in the late fusion of genres, in nats.
    """

    name: str
    file: str
    weight: float


# Of tags with the same name, that of the earlier row is kept. The clips that the weight was tried on would bear more,
# but the genre models know part of the same, and tags are not independent of each other.
TAGGERS: tuple[TaggerSpec, ...] = (TaggerSpec("musicnn", "tagger.onnx", weight=0.7),)
# The tagger whose embedding the similarity search and the custom genre head use.
PRIMARY = TAGGERS[0]
CUSTOM_HEAD_FILE = "adapted.onnx"
# The headline genres are read from the primary tagger's embedding too.
HEADLINE_FILE = "headline.npz"
# What an analysis without taggers leaves unopened.
TAGGER_FILES = (*(spec.file for spec in TAGGERS), CUSTOM_HEAD_FILE, HEADLINE_FILE)
