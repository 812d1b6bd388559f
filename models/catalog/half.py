"""Reading half precision fast: numpy turns float16 into float32 one number at a time, integers many at once.

A half holds a sign, five bits of exponent and ten of mantissa. Moved to where float32 has its own, they are the same
number times 2^-112, the difference of the two exponents' biases; a power of two costs no precision. So what comes out
is exact, for every number but infinities and NaN, which no vector here has.
"""

import numpy as np
from numpy.typing import NDArray

# Half a megabyte of float32 at 128 numbers a row: small enough to stay in the processor's cache between the steps.
BLOCK_ROWS = 1024
_SHIFT = np.int32(13)
# The sign spreads over the three bits that no half's exponent reaches.
_MASK = np.int32(-0x70002000)
_SCALE = np.float32(2.0**112)

Rows = NDArray[np.float32]


def single(rows: NDArray[np.floating]) -> Rows:
    """Return finite ``rows`` of any shape as float32."""
    if rows.dtype != np.float16:
        return rows.astype(np.float32)
    bits = np.empty(rows.shape, np.int32)
    _move(np.asarray(rows).view(np.int16), bits)
    scaled = bits.view(np.float32)
    scaled *= _SCALE
    return scaled


def products(rows: NDArray[np.floating], vector: Rows) -> Rows:
    """Return the scalar products of ``rows`` [n, d], half precision or single, with a ``vector`` [d], float32 [n]."""
    if rows.dtype != np.float16:
        return rows.astype(np.float32) @ vector
    result = np.empty(len(rows), np.float32)
    block = np.empty((BLOCK_ROWS, rows.shape[1]), np.int32)
    # Every step of the loop runs a thousand times a search in a big catalogue: no views are made in it but two.
    halves, singles = np.asarray(rows).view(np.int16), block.view(np.float32)
    scaled = vector.astype(np.float32) * _SCALE
    whole = len(rows) - len(rows) % BLOCK_ROWS
    for start in range(0, whole, BLOCK_ROWS):
        _move(halves[start : start + BLOCK_ROWS], block)
        np.dot(singles, scaled, result[start : start + BLOCK_ROWS])
    result[whole:] = single(rows[whole:]) @ vector
    return result


def lengths(rows: NDArray[np.floating]) -> Rows:
    """Return the lengths of ``rows`` [n, d], float32 [n]."""
    blocks = (single(rows[start : start + BLOCK_ROWS]) for start in range(0, len(rows), BLOCK_ROWS))
    return np.concatenate([np.linalg.norm(block, axis=1) for block in blocks] or [np.empty(0, np.float32)])


def _move(halves: NDArray[np.int16], into: NDArray[np.int32]) -> None:
    """Write the bits of ``halves`` where float32 has them, the numbers times 2^-112."""
    np.copyto(into, halves)
    np.left_shift(into, _SHIFT, into)
    np.bitwise_and(into, _MASK, into)
