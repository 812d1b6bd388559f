"""The same recording in another file: measured on songs in six other forms and on all pairs of different songs.

``python -m training repeats --audio FOLDER`` measures the two numbers again.
"""

import numpy as np
from numpy.typing import NDArray

CLOSEST = 0.985
"""From this cosine of two embeddings on, songs of nearly the same length are the same recording."""
LONGEST_DIFFERENCE_S = 1.0
"""Encoders pad both ends of a file, by less than a second together."""


def is_repeat(ours: NDArray[np.float32], theirs: NDArray[np.float32], our_s: float, their_s: float) -> bool:
    """Tell whether two songs are one recording, by unit embeddings [d] and lengths in seconds."""
    return abs(our_s - their_s) <= LONGEST_DIFFERENCE_S and float(ours @ theirs) >= CLOSEST
