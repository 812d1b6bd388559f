"""The tags that are worth naming in a song, over time: a taggram."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from models.analysis import TagCourse, Taggram, TagScore
from models.audio import Excerpt
from models.taggers.frontend import PATCH_S
from models.taggers.tag_selection import spoken_tags


def taggram(
    tags: Sequence[TagScore],
    courses: Mapping[str, NDArray[np.float64]],
    parts: Sequence[tuple[int, float]],
    excerpts: Sequence[Excerpt],
) -> Taggram | None:
    """Return the scores over time of each tag that is worth naming, None where there is nothing to show.

    ``tags``: the song's. ``courses``: each tag's scores [patches]. ``parts``: where the patches begin, as (excerpt,
    seconds from its first sample). A single patch is no course.
    """
    chosen = spoken_tags(tags)
    if len(parts) < 2 or not chosen:
        return None
    starts = [excerpts[index].start_s + start for index, start in parts]
    ends = [min(start + PATCH_S, excerpts[index].end_s) for start, (index, _) in zip(starts, parts, strict=True)]
    drawn = tuple(TagCourse(tag.tag, tag.group, tuple(courses[tag.tag].round(3).tolist())) for tag in chosen)
    return Taggram(tuple(round(at, 2) for at in starts), tuple(round(at, 2) for at in ends), drawn)
