"""In which order characters stand on a line that mixes directions: Unicode's bidirectional algorithm by python-bidi."""

import unicodedata

from bidi import algorithm

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


def visual_order(text: str) -> list[tuple[int, int]]:
    """Return (place in ``text``, level) of each character from left to right; an odd level runs from right to left.

    Characters without a width, joiners for example, stand beside the character before them, at its level.
    Source: Unicode Standard Annex 9.
    """
    if not _RIGHT_TO_LEFT.intersection(map(unicodedata.bidirectional, text)):
        return [(place, 0) for place in range(len(text))]
    # The library's own function for this gives letters turned round, and fonts that shape scripts need them unturned.
    storage = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(text, storage)
    for place, character in enumerate(storage["chars"]):
        character["place"] = place
    for step in (
        algorithm.explicit_embed_and_overrides,
        algorithm.resolve_weak_types,
        algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
        algorithm.reorder_resolved_levels,
    ):
        step(storage, False)
    ordered = [(int(character["place"]), int(character["level"])) for character in storage["chars"]]
    return _with_joiners(ordered, len(text))


def _with_joiners(ordered: list[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Put back the characters that the algorithm leaves out (rule X9), each behind the one before it in the text."""
    kept = {place for place, _ in ordered}
    for place in range(length):
        if place not in kept:
            found = next((at for at, (other, _) in enumerate(ordered) if other == place - 1), None)
            before = -1 if found is None else found
            level = ordered[before][1] if found is not None else 0
            ordered.insert(before + 1 if level % 2 == 0 else before, (place, level))
    return ordered
