"""How values cross between the bot and a worker: JSON and raw array bytes, checked against types on arrival.

A worker that a hostile file has taken over may send anything; what comes out of here is still nothing but plain values
of bounded size. Nothing is ever unpickled.
"""

import dataclasses
import json
import math
import struct
import types
import typing
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import numpy as np

from models.analysis import Analysis

MAX_FRAME_BYTES = 32 * 1024 * 1024
_MAX_TEXT = 10_000
_MAX_ITEMS = 10_000
_DTYPES = {np.dtype(name).str: np.dtype(name) for name in ("f2", "f4", "f8", "u1", "i4", "i8")}
_LENGTHS = struct.Struct("!II")

T = TypeVar("T")


class WireError(ValueError):
    """Bytes that are no value of the expected type."""


def pack(value: Any) -> bytes:
    """Return a value of JSON's kinds, arrays, bytes and dataclasses as one frame."""
    blobs: list[bytes] = []
    head = json.dumps(_flatten(value, blobs), allow_nan=False).encode()
    body = b"".join(struct.pack("!I", len(blob)) + blob for blob in blobs)
    return _LENGTHS.pack(len(head), len(blobs)) + head + body


def unpack(frame: bytes) -> Any:
    """Return what a frame holds; arrays are arrays again, dataclasses are dicts. Raises :class:`WireError`."""
    try:
        head_length, count = _LENGTHS.unpack_from(frame)
        position = _LENGTHS.size + head_length
        head = frame[_LENGTHS.size : position]
        blobs: list[bytes] = []
        for _ in range(min(count, _MAX_ITEMS)):
            (length,) = struct.unpack_from("!I", frame, position)
            blobs.append(frame[position + 4 : position + 4 + length])
            position += 4 + length
        return _restore(json.loads(head, parse_constant=_refuse_constant), blobs)
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError, struct.error) as error:
        raise WireError(f"{type(error).__name__} in a frame of {len(frame)} bytes") from error


def unpack_analysis(value: Any) -> Analysis:
    """Build an :class:`Analysis` from what :func:`unpack` returned, field by field. Raises :class:`WireError`."""
    return build(Analysis, value)


def build(kind: type[T], value: Any) -> T:
    """Check a value against a type annotation and return it as that type. Raises :class:`WireError`."""
    try:
        return typing.cast(T, _build(kind, value))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise WireError(str(error)[:200]) from error


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
        case list() | tuple():
            return [_flatten(item, blobs) for item in value]
        case np.generic():
            return value.item()
        case None | bool() | int() | float() | str():
            return value
    if dataclasses.is_dataclass(value):
        return {field.name: _flatten(getattr(value, field.name), blobs) for field in dataclasses.fields(value)}
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


def _build(kind: Any, value: Any) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _build_dataclass(kind, value)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else _build(arguments[0], value)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in _bounded(value, list))
    if origin is dict:
        return {_text(key): _build(arguments[1], item) for key, item in _bounded(value, dict).items()}
    if origin is np.ndarray:
        return _array(value, typing.get_args(arguments[1])[0])
    return _SCALARS[kind](value)


def _build_dataclass(kind: type, value: Any) -> Any:
    hints = typing.get_type_hints(kind)
    fields = [field.name for field in dataclasses.fields(kind) if field.init]
    if set(_bounded(value, dict)) != set(fields):
        raise TypeError(f"not the fields of {kind.__name__}")
    return kind(**{name: _build(hints[name], value[name]) for name in fields})


def _bounded(value: Any, kind: type) -> Any:
    if not isinstance(value, kind) or len(value) > _MAX_ITEMS:  # type: ignore[arg-type]
        raise TypeError(f"no {kind.__name__} of at most {_MAX_ITEMS} items")
    return value


def _array(value: Any, scalar: Any) -> Any:
    if not isinstance(value, np.ndarray) or value.dtype != np.dtype(scalar):
        raise TypeError(f"no array of {scalar.__name__}")
    if value.dtype.kind == "f" and not np.isfinite(value).all():
        raise ValueError("array with infinite values")
    return value.copy()


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT:
        raise TypeError("no text of bounded length")
    return value


def _real(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError("no finite number")
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**63:
        raise TypeError("no whole number of 64 bits")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("no truth value")
    return value


_SCALARS: dict[Any, Callable[[Any], Any]] = {str: _text, float: _real, int: _whole, bool: _flag}
