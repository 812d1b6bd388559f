"""The same recording in another file, found by its course over time, its embedding and its length.

The embedding alone is not enough, for it is meant to bring different songs together and changes with an encoder's
low-pass filter; the course over the ten segments changes with neither. ``python -m training repeats --audio FOLDER``
measures the numbers again: all of 168 copies of 28 songs in six other forms are over both thresholds (course 0.79,
embedding 0.51 at least), none of 215 pairs of different songs of one length is, and of the 32 million pairs of the
catalogue 47 are, most of them one recording published twice.
"""

import numpy as np
from numpy.typing import NDArray

CLOSEST_COURSE = 0.75
"""From this correlation of their courses on,"""
CLOSEST_EMBEDDING = 0.45
"""and from this cosine of their embeddings on, songs of the same length are the same recording."""
LONGEST_DIFFERENCE_S = 1.0
"""Encoders pad both ends of a file, by less than a second together."""


def course(segments: NDArray[np.floating]) -> NDArray[np.float32]:
    """Return float32 [..., 1000] of length 1: segments [..., 10, 100] without their mean, one after another."""
    centred = segments.astype(np.float32)
    centred = centred - centred.mean(axis=-2, keepdims=True)
    flat = centred.reshape(*centred.shape[:-2], -1)
    length = np.linalg.norm(flat, axis=-1, keepdims=True)
    return np.asarray(flat / np.maximum(length, 1e-9), dtype=np.float32)


def is_repeat(course_correlation: float, cosine: float, difference_s: float) -> bool:
    """Return whether two songs are one recording: how alike their courses and embeddings are, -1 to 1, and lengths."""
    return (
        abs(difference_s) <= LONGEST_DIFFERENCE_S
        and course_correlation >= CLOSEST_COURSE
        and cosine >= CLOSEST_EMBEDDING
    )
