"""Reading half precision fast: numpy turns float16 into float32 one number at a time, integers many at once.

A half holds a sign, five bits of exponent and ten of mantissa. Moved to where float32 has its own, they are the same
number times 2^-112, the difference of the two exponents' biases; a power of two costs no precision. So what comes out
is exact, for every number but infinities and NaN, which no vector here has.
"""

import numpy as np
from numpy.typing import NDArray

# Two megabytes of float32 a time at 128 numbers a row: small enough to stay in the processor's cache between the steps.
BLOCK_ROWS = 4096
_SHIFT = 13
# The sign spreads over the three bits that no half's exponent reaches.
_MASK = np.int32(-0x70002000)
_SCALE = np.float32(2.0**112)

Rows = NDArray[np.float32]


def single(rows: NDArray[np.floating]) -> Rows:
    """Return finite ``rows`` of any shape as float32."""
    if rows.dtype != np.float16:
        return rows.astype(np.float32)
    scaled = _moved(rows, np.empty(rows.shape, np.int32))
    scaled *= _SCALE
    return scaled


def products(rows: NDArray[np.floating], vector: Rows) -> Rows:
    """Return the scalar products of ``rows`` [n, d], half precision or single, with a ``vector`` [d], float32 [n]."""
    if rows.dtype != np.float16:
        return rows.astype(np.float32) @ vector
    result = np.empty(len(rows), np.float32)
    block = np.empty((min(BLOCK_ROWS, len(rows)), rows.shape[1]), np.int32)
    vector = vector.astype(np.float32) * _SCALE
    for start in range(0, len(rows), BLOCK_ROWS):
        part = rows[start : start + BLOCK_ROWS]
        np.matmul(_moved(part, block[: len(part)]), vector, out=result[start : start + BLOCK_ROWS])
    return result


def lengths(rows: NDArray[np.floating]) -> Rows:
    """Return the lengths of ``rows`` [n, d], float32 [n]."""
    blocks = (single(rows[start : start + BLOCK_ROWS]) for start in range(0, len(rows), BLOCK_ROWS))
    return np.concatenate([np.linalg.norm(block, axis=1) for block in blocks] or [np.empty(0, np.float32)])


def _moved(halves: NDArray[np.float16], into: NDArray[np.int32]) -> Rows:
    """Write ``halves``, times 2^-112, into an array of the same shape, and return it as the float32 that it now is."""
    np.copyto(into, np.asarray(halves).view(np.int16))
    np.left_shift(into, _SHIFT, out=into)
    np.bitwise_and(into, _MASK, out=into)
    return into.view(np.float32)
