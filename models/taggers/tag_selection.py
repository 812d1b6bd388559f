"""Which of a song's tags are worth naming."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.analysis import TagScore

# The tagger shifts its scores so that this is every tag's own level for being named (``Tagger.scores``).
NAMED = 0.9
_MOST = 5

# One of each set is enough: they mean nearly the same.
_SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset({"female vocalist", "female vocalists"}),
    frozenset({"chill", "chillout", "Mellow", "easy listening"}),
    frozenset({"electronic", "electronica", "electro"}),
    frozenset({"dance", "House"}),
    frozenset({"alternative", "alternative rock"}),
    frozenset({"indie", "indie rock", "indie pop"}),
    frozenset({"alternative rock", "indie rock"}),
    frozenset({"oldies", "60s"}),
    frozenset({"acoustic", "guitar"}),
    frozenset({"hard rock", "classic rock"}),
    frozenset({"catchy", "party"}),
)
# Tags that people cannot tell apart count as one.
_SAME: Mapping[str, str] = {"chillout": "chill", "female vocalist": "female vocalists"}
_CONTRADICTIONS: tuple[frozenset[str], ...] = (
    frozenset({"happy", "sad"}),
    frozenset({"instrumental", "female vocalists", "female vocalist", "male vocalists"}),
)
_MOST_OF_A_GROUP: Mapping[str, int] = {"genre": 3, "mood": 2, "era": 1, "voice": 1, "instrument": 1, "other": 1}
_ORDER = tuple(_MOST_OF_A_GROUP)


def spoken_tags(tags: Iterable[TagScore], most: int = _MOST) -> tuple[TagScore, ...]:
    """Return the at most ``most`` tags to name of a song, genres first, each group best first.

    Only tags at their level or above; of near-synonyms and contradictions only the best.
    """
    chosen: list[TagScore] = []
    for tag in sorted(tags, key=lambda tag: -tag.score):
        if tag.score >= NAMED and len(chosen) < most and _adds_something(tag, chosen):
            chosen.append(tag)
    return tuple(sorted(chosen, key=lambda tag: _ORDER.index(tag.group)))


def named_tags(tags: Iterable[TagScore]) -> tuple[TagScore, ...]:
    """Return every tag at its level or above, best first, those that read the same as one: to find and count by."""
    named: dict[str, TagScore] = {}
    for tag in sorted(tags, key=lambda tag: -tag.score):
        name = _SAME.get(tag.tag, tag.tag)
        if tag.score >= NAMED:
            named.setdefault(name, replace(tag, tag=name))
    return tuple(named.values())


def _adds_something(tag: TagScore, chosen: list[TagScore]) -> bool:
    if sum(other.group == tag.group for other in chosen) >= _MOST_OF_A_GROUP.get(tag.group, 0):
        return False
    return not any(
        tag.tag in alike and other.tag in alike for alike in (*_SYNONYMS, *_CONTRADICTIONS) for other in chosen
    )
