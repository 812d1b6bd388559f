"""The tags that are worth saying of a song, over time: a taggram."""

from collections.abc import Sequence

from models.analysis import TagCourse, Taggram
from models.audio import Excerpt
from models.taggers.frontend import PATCH_S
from models.taggers.tag_selection import spoken_tags
from models.taggers.tagger import Tagged


def taggram(tagged: Tagged, labels: Sequence[str], excerpts: Sequence[Excerpt]) -> Taggram | None:
    """Return the course of each tag that is said of a song over its patches, None where there is nothing to show.

    ``labels``: the tagger's, in output order. ``excerpts``: those that were tagged. What was not heard has no part in
    it, and a single patch is no course.
    """
    chosen = spoken_tags(tagged.tags)
    if len(tagged.parts) < 2 or not chosen:
        return None
    starts = [excerpts[index].start_s + start for index, start in tagged.parts]
    ends = [min(start + PATCH_S, excerpts[index].end_s) for start, (index, _) in zip(starts, tagged.parts, strict=True)]
    courses = [
        TagCourse(tag.tag, tag.group, tuple(tagged.part_scores[:, labels.index(tag.tag)].round(3).tolist()))
        for tag in chosen
    ]
    return Taggram(tuple(round(at, 2) for at in starts), tuple(round(at, 2) for at in ends), tuple(courses))
