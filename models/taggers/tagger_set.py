"""All taggers of the table that are installed, run over one song: one resampling and one spectrogram for all."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.analysis import Taggram, TagScore
from models.audio import Excerpt
from models.errors import ArtifactError
from models.manifest import Artifacts
from models.tagger_table import PRIMARY, TAGGERS, TaggerSpec
from models.taggers.patches import level_gain, song_patches
from models.taggers.tagger import Tagger, TaggerResult
from models.taggers.taggram import taggram
from models.text import comparable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class SongTags:
    """What the taggers found in a song; everything is empty for silence and where no tagger is installed.

    ``tags``: those of all taggers, best first, each name once. ``results``: each tagger's own, by its name.
    """

    tags: tuple[TagScore, ...] = ()
    taggram: Taggram | None = None
    results: Mapping[str, TaggerResult] = field(default_factory=dict)

    @property
    def embeddings(self) -> dict[str, NDArray[np.float32]]:
        """Each tagger's mean embedding, float32 [d], by the tagger's name."""
        return {name: result.embedding for name, result in self.results.items()}

    @property
    def embedding(self) -> NDArray[np.float32] | None:
        """The embedding that the similarity search uses: the primary tagger's."""
        return self.embeddings.get(PRIMARY.name)


@dataclass(frozen=True, slots=True, eq=False)
class TaggerSet:
    """The loaded taggers in the order of the table, each with its row; false where there is none."""

    loaded: tuple[tuple[TaggerSpec, Tagger], ...] = ()
    _by_tag: Mapping[str, tuple[TaggerSpec, Tagger]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        owners: dict[str, tuple[TaggerSpec, Tagger]] = {}
        for spec, tagger in self.loaded:
            for label in tagger.metadata.labels:
                owners.setdefault(comparable(label), (spec, tagger))
        object.__setattr__(self, "_by_tag", owners)

    @classmethod
    def load(cls, artifacts: Artifacts, threads: int = 1, table: Sequence[TaggerSpec] = TAGGERS) -> "TaggerSet":
        """Load the taggers of the ``table`` that are among the artifacts.

        Raises ArtifactError naming a file that is broken or was made for another mel filterbank than the others.
        """
        loaded = tuple((spec, Tagger.load(artifacts, threads, spec)) for spec in table if artifacts.has(spec.file))
        for spec, tagger in loaded[1:]:
            if not np.array_equal(tagger.metadata.filterbank, loaded[0][1].metadata.filterbank):
                raise ArtifactError(f"{artifacts.path(spec.file)} has another filterbank than {loaded[0][0].file}")
        return cls(loaded)

    def __len__(self) -> int:
        """Count the taggers."""
        return len(self.loaded)

    def tag(self, excerpts: Sequence[Excerpt]) -> SongTags:
        """Tag a song by its excerpts."""
        if not self.loaded:
            return SongTags()
        # Without the repetitions that fill up a short clip: those have a loudness of their own.
        sounds = [excerpt.unrepeated for excerpt in excerpts]
        patches = song_patches(self.loaded[0][1].front_end, sounds, level_gain(sounds))
        results: dict[str, TaggerResult] = {}
        tags: list[TagScore] = []
        courses: dict[str, NDArray[np.float64]] = {}
        for spec, tagger in self.loaded:
            result = tagger.tag(patches)
            if result is not None:
                own = {label for label in tagger.metadata.labels if self.owner(label) == (spec, tagger)}
                results[spec.name] = result
                tags += [tag for tag in result.tags if tag.tag in own]
                columns = zip(tagger.metadata.labels, result.part_scores.T, strict=True)
                courses |= {label: scores for label, scores in columns if label in own}
        best_first = tuple(sorted(tags, key=lambda tag: -tag.score))
        return SongTags(best_first, taggram(best_first, courses, patches.parts, excerpts), results)

    def owner(self, tag: str) -> tuple[TaggerSpec, Tagger] | None:
        """Return the tagger that a tag's score comes from, None for an unknown tag: the first that has the name."""
        return self._by_tag.get(comparable(tag))
