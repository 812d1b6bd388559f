"""How values cross between the bot and a worker: JSON and raw array bytes, checked by ``models.codec`` on arrival.

A worker that a hostile file has taken over may send anything; what comes out of here is still nothing but plain values
of bounded size. Nothing is ever unpickled.
"""

import json
import struct
from typing import Any, NoReturn

import numpy as np

from models.codec import encode

MAX_FRAME_BYTES = 8 * 1024 * 1024
_MAX_HEAD_BYTES = 4 * 1024 * 1024
# Parsing JSON holds up every thread of a process, for a time that grows with its elements and not with its bytes.
_MAX_HEAD_ELEMENTS = 100_000
_MAX_BLOBS = 100
_DTYPES = {np.dtype(name).str: np.dtype(name) for name in ("f2", "f4", "f8", "u1", "i4", "i8")}
_LENGTHS = struct.Struct("!II")


class WireError(ValueError):
    """Bytes that are no value of the expected type."""


def pack(value: Any) -> bytes:
    """Return a value of JSON's kinds, arrays, bytes and dataclasses as one frame."""
    blobs: list[bytes] = []
    head = json.dumps(_flatten(encode(value), blobs), allow_nan=False).encode()
    body = b"".join(struct.pack("!I", len(blob)) + blob for blob in blobs)
    return _LENGTHS.pack(len(head), len(blobs)) + head + body


def unpack(frame: bytes) -> Any:
    """Return what a frame holds; arrays are arrays again, dataclasses are dicts. Raises :class:`WireError`."""
    try:
        head_length, count = _LENGTHS.unpack_from(frame)
        position = _LENGTHS.size + head_length
        head = frame[_LENGTHS.size : position]
        if len(head) > _MAX_HEAD_BYTES or sum(map(head.count, b",[{")) > _MAX_HEAD_ELEMENTS or count > _MAX_BLOBS:
            raise ValueError("too many values")
        blobs: list[bytes] = []
        for _ in range(count):
            (length,) = struct.unpack_from("!I", frame, position)
            blobs.append(frame[position + 4 : position + 4 + length])
            position += 4 + length
        return _restore(json.loads(head, parse_constant=_refuse_constant), blobs)
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError, struct.error) as error:
        raise WireError(f"{type(error).__name__} in a frame of {len(frame)} bytes") from error


def _flatten(value: Any, blobs: list[bytes]) -> Any:
    match value:
        case np.ndarray():
            blobs.append(np.ascontiguousarray(value).tobytes())
            return {"$array": len(blobs) - 1, "dtype": value.dtype.str, "shape": list(value.shape)}
        case bytes():
            blobs.append(value)
            return {"$bytes": len(blobs) - 1}
        case dict():
            return {str(key): _flatten(item, blobs) for key, item in value.items()}
        case list():
            return [_flatten(item, blobs) for item in value]
        case np.generic():
            return value.item()
        case None | bool() | int() | float() | str():
            return value
    raise TypeError(f"{type(value).__name__} does not cross between processes")


def _restore(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, list):
        return [_restore(item, blobs) for item in value]
    if not isinstance(value, dict):
        return value
    if "$array" in value:
        return np.frombuffer(blobs[value["$array"]], _DTYPES[value["dtype"]]).reshape([*map(int, value["shape"])])
    if "$bytes" in value:
        return blobs[value["$bytes"]]
    return {key: _restore(item, blobs) for key, item in value.items()}


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
