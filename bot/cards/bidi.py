"""In which order characters stand on a line that mixes directions: Unicode's bidirectional algorithm for one line.

Embeddings, overrides and isolates are left out, for cleaned text has none; so is the rule for pairs of brackets (N0).
Source: Unicode Standard Annex 9.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}
_NUMBERS = frozenset({"EN", "AN"})

_Piece = TypeVar("_Piece")


def embedding_levels(text: str) -> list[int]:
    """Return each character's level: even from left to right, odd from right to left (rules P2 to I2)."""
    classes = [unicodedata.bidirectional(character) for character in text]
    strong = [kind for kind in classes if kind in _STRONG]
    if not _RIGHT_TO_LEFT.intersection(classes) and "AN" not in classes:
        return [0] * len(text)
    base = int(bool(strong) and strong[0] in _RIGHT_TO_LEFT)
    kinds = _weak_resolved(classes, base)
    directions = _neutral_resolved(kinds, base)
    return [_level(kind, direction, base) for kind, direction in zip(kinds, directions, strict=True)]


def in_visual_order(pieces: Sequence[tuple[int, _Piece]]) -> list[_Piece]:
    """Order a line's pieces, each with its level, from left to right (rule L2: reverse each stretch, highest first)."""
    ordered = list(pieces)
    for level in range(max((level for level, _ in pieces), default=0), 0, -1):
        stretched: list[tuple[int, _Piece]] = []
        for inside, group in groupby(ordered, key=lambda piece: piece[0] >= level):
            stretch = list(group)
            stretched += stretch[::-1] if inside else stretch
        ordered = stretched
    return [piece for _, piece in ordered]


def _weak_resolved(classes: Sequence[str], base: int) -> list[str]:
    kinds = list(_marks_follow(classes, base))
    kinds = list(_numbers_after_arabic(kinds))
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    kinds = _separators_in_numbers(kinds)
    kinds = _terminators_join_numbers(kinds)
    return list(_numbers_after_latin(kinds, base))


def _marks_follow(classes: Sequence[str], base: int) -> Iterator[str]:
    before = "R" if base else "L"
    for kind in classes:
        before = before if kind in {"NSM", "BN"} else kind
        yield before


def _numbers_after_arabic(kinds: Sequence[str]) -> Iterator[str]:
    strong = ""
    for kind in kinds:
        strong = kind if kind in _STRONG else strong
        yield "AN" if kind == "EN" and strong == "AL" else kind


def _separators_in_numbers(kinds: list[str]) -> list[str]:
    joined = list(kinds)
    for place in range(1, len(kinds) - 1):
        before, kind, after = joined[place - 1], kinds[place], kinds[place + 1]
        if before == after and ((kind == "CS" and before in _NUMBERS) or (kind == "ES" and before == "EN")):
            joined[place] = before
    return joined


def _terminators_join_numbers(kinds: list[str]) -> list[str]:
    joined: list[str] = []
    groups = [(kind, len(list(group))) for kind, group in groupby(kinds)]
    for place, (kind, length) in enumerate(groups):
        neighbours = {other for other, _ in groups[max(0, place - 1) : place + 2]}
        joined += ["EN" if kind == "ET" and "EN" in neighbours else kind] * length
    return joined


def _numbers_after_latin(kinds: Sequence[str], base: int) -> Iterator[str]:
    strong = "R" if base else "L"
    for kind in kinds:
        strong = kind if kind in _STRONG else strong
        yield "L" if kind == "EN" and strong == "L" else kind


def _neutral_resolved(kinds: Sequence[str], base: int) -> list[int]:
    """Return 0 or 1 for each character; what is neutral goes with its neighbours if they agree, else with the base."""
    before = list(_nearest(kinds, base))
    after = list(_nearest(kinds[::-1], base))[::-1]
    return [left if left == right else base for left, right in zip(before, after, strict=True)]


def _nearest(kinds: Sequence[str], base: int) -> Iterator[int]:
    direction = base
    for kind in kinds:
        if kind == "L" or kind == "R" or kind in _NUMBERS:
            direction = int(kind != "L")
        yield direction


def _level(kind: str, direction: int, base: int) -> int:
    if kind in _NUMBERS:
        return 2
    return direction if base == 0 else 2 - direction
