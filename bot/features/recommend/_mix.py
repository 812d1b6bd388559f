"""An order of songs for mixing: neighbours of like tempo, and of keys that go together."""

import math
from collections.abc import Sequence
from itertools import pairwise

from models.analysis import Recommendation

_HOURS = 12
_UNKNOWN_KEY = 2.0


def mix_order(songs: Sequence[Recommendation]) -> list[Recommendation]:
    """Return the songs that have a tempo in the order with the smallest steps that a greedy search finds.

    Every song is tried as the first; the next is always the closest that is left.
    """
    with_tempo = [song for song in songs if song.tempo]
    orders = []
    for start in range(len(with_tempo)):
        left = list(with_tempo)
        order = [left.pop(start)]
        while left:
            steps = [step(order[-1], song) for song in left]
            order.append(left.pop(steps.index(min(steps))))
        orders.append(order)
    return min(orders, key=_length, default=[])


def step(one: Recommendation, other: Recommendation) -> float:
    """Return how hard it is to mix from one song to another, 0 for the same tempo and key.

    A semitone of tempo (6 %) counts as much as a step on the Camelot wheel; half and double tempo count as the same.
    """
    if one.tempo is None or other.tempo is None:
        return math.inf
    octaves = abs(math.log2(one.tempo.bpm / other.tempo.bpm)) % 1
    key_steps = _UNKNOWN_KEY
    if one.key and other.key:
        # Around the wheel, and between major and minor.
        around = abs(int(one.key.camelot[:-1]) - int(other.key.camelot[:-1])) % _HOURS
        key_steps = min(around, _HOURS - around) + (one.key.camelot[-1] != other.key.camelot[-1])
    return 12 * min(octaves, 1 - octaves) + key_steps


def _length(order: Sequence[Recommendation]) -> float:
    return sum(step(one, other) for one, other in pairwise(order))
