"""A reader for TensorFlow's checkpoints ("tensor bundles"), so that their weights need no TensorFlow."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.tools.musicnn.sstable import entries, varint

_FLOAT = 1
_MOST_NUMBERS = 50_000_000


@dataclass(frozen=True, slots=True)
class _Entry:
    """Where a tensor lies in the data file: its element type (TensorFlow's number), shape, first byte and bytes."""

    dtype: int
    shape: tuple[int, ...]
    offset: int
    size: int


def read_checkpoint(index: Path, data: Path) -> dict[str, NDArray[np.float32]]:
    """Return the float32 tensors of a checkpoint of one data file, by name.

    Source: TensorFlow's ``tensor_bundle.proto``: the index maps names to entries, the data file holds little-endian
    numbers. Raises ValueError where the files do not fit together.
    """
    content = data.read_bytes()
    found = {key.decode(): _entry(value) for key, value in entries(index.read_bytes()) if key}
    tensors = {}
    for name, entry in found.items():
        if entry.dtype == _FLOAT:
            numbers = math.prod(entry.shape)
            if numbers > _MOST_NUMBERS or entry.size != 4 * numbers or entry.offset + entry.size > len(content):
                raise ValueError(f"the tensor {name} does not lie in its data file")
            tensors[name] = np.frombuffer(content, "<f4", numbers, entry.offset).reshape(entry.shape)
    return tensors


def _entry(message: bytes) -> _Entry:
    """Read a BundleEntryProto: 1 type, 2 shape, 4 offset, 5 size."""
    fields = dict(_fields(message))
    shape = fields.get(2, b"")
    if isinstance(shape, int):
        raise ValueError("a message was expected")
    dimensions = tuple(_number(dict(_fields(part)).get(1, 0)) for _, part in _fields(shape) if isinstance(part, bytes))
    return _Entry(_number(fields.get(1, 0)), dimensions, _number(fields.get(4, 0)), _number(fields.get(5, 0)))


def _number(value: int | bytes) -> int:
    if isinstance(value, bytes):
        raise ValueError("a number was expected")
    return value


def _fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the field numbers and values of a protocol buffer: numbers, nested messages, and 32-bit sums as bytes."""
    position = 0
    while position < len(message):
        tag, position = varint(message, position)
        kind = tag & 7
        if kind == 0:
            value, position = varint(message, position)
            yield tag >> 3, value
            continue
        if kind not in (2, 5):
            raise ValueError("a field of an unknown kind")
        length, position = varint(message, position) if kind == 2 else (4, position)
        yield tag >> 3, message[position : position + length]
        position += length
