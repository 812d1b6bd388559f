"""Splitting songs such that no artist is on both sides."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Positions = NDArray[np.int64]


def artist_folds(artists: NDArray[np.str_], folds: int) -> Iterator[tuple[Positions, Positions]]:
    """Yield, for at most ``folds`` groups of ``artists`` [n], the positions of the rest and of the group.

    A single artist cannot be left out: then both are everything.
    """
    from sklearn.model_selection import GroupKFold

    groups = len(np.unique(artists))
    if groups < 2:
        everything = np.arange(len(artists))
        yield everything, everything
        return
    yield from GroupKFold(min(folds, groups)).split(artists, groups=artists)


def fold_numbers(groups: NDArray[np.str_], folds: int) -> Positions:
    """Return the number [n] of the fold that each song is left out in, those of one group in the same."""
    numbers = np.zeros(len(groups), dtype=np.int64)
    for number, (_, fold) in enumerate(artist_folds(groups, folds)):
        numbers[fold] = number
    return numbers
