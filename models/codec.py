"""Dataclasses <-> plain values (dicts, lists, numbers, text, arrays), driven by the declared types of their fields.

A field is declared once, by its annotation: ``Annotated`` with the limits below says how large it may be, and
:data:`INTERNAL` keeps it out of what people's programs read. JSON, the worker's wire and the database all use this.
pydantic would need the same written a second time: ``models`` stands without it, and it has no type for arrays.
"""

import dataclasses
import math
import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar

import numpy as np

_MOST_CHARACTERS = 10_000
_MOST_ITEMS = 10_000
INTERNAL = "internal"
"""Marks, in ``Annotated``, a field that only this program reads: ``encode(public=True)`` leaves it out."""

# Probabilities are float32 in the models, and similarities are sums of them.
_ROUNDING = 1e-3

T = TypeVar("T")
_Decoder = Callable[[Any, bool], Any]


class DecodeError(ValueError):
    """A value that is not of the declared type, size or range."""


@dataclass(frozen=True, slots=True)
class Most:
    """The longest a text may be in characters, or a tuple or dict in items."""

    size: int


PLAIN = "plain"
"""Marks, in ``Annotated``, a text that is printed as it is: without control characters, mark-up, mentions and links."""

_NOT_PLAIN = re.compile(r"[\x00-\x1f\x7f*`~|<>@\[\]\\\u200b-\u200f\u202a-\u202e\u2060-\u206f]|://")


@dataclass(frozen=True, slots=True)
class Between:
    """The range of a number, but for rounding."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an array's dimensions; a pair gives the least and the most."""

    sizes: tuple[int | tuple[int, int], ...]

    def __init__(self, *sizes: int | tuple[int, int]) -> None:
        """Take one size a dimension."""
        object.__setattr__(self, "sizes", sizes)


def encode(value: Any, *, public: bool = False) -> Any:
    """Return a value with its dataclasses as dicts in the order of their fields, and its tuples as lists.

    Arrays stay arrays. ``public`` leaves out the fields that are marked :data:`INTERNAL`.
    """
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        names = _public_names(kind) if public else [field.name for field in dataclasses.fields(value)]
        return {name: encode(getattr(value, name), public=public) for name in names}
    if isinstance(value, dict):
        return {key: encode(item, public=public) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encode(item, public=public) for item in value]
    return value


def decode(kind: type[T], value: Any, *, stored: bool = False) -> T:
    """Return ``value`` as the type ``kind``, all of it checked; raises :class:`DecodeError`.

    What another version of this program ``stored`` may lack fields, which then take their defaults, and may have
    others, which are dropped. Otherwise the fields must be those of ``kind``.
    """
    try:
        return typing.cast(T, _decoder(typing.cast(Any, kind))(value, stored))
    except DecodeError:
        raise
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise DecodeError(str(error)[:200]) from error


@cache
def _public_names(kind: Any) -> list[str]:
    hints = typing.get_type_hints(kind, include_extras=True)
    return [field.name for field in dataclasses.fields(kind) if INTERNAL not in _limits(hints[field.name])]


def _limits(kind: Any) -> tuple[Any, ...]:
    return kind.__metadata__ if typing.get_origin(kind) is typing.Annotated else ()


@cache
def _decoder(kind: Any) -> _Decoder:
    limits = _limits(kind)
    kind = typing.get_args(kind)[0] if limits else kind
    most = next((limit.size for limit in limits if isinstance(limit, Most)), None)
    origin, arguments = typing.get_origin(kind) or kind, typing.get_args(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass_decoder(kind)
    if origin in (types.UnionType, typing.Union):
        return _union_decoder(arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value, stored: kind(value)
    if origin is np.ndarray:
        shape = next((limit for limit in limits if isinstance(limit, Shape)), None)
        return lambda value, stored: _array(value, typing.get_args(arguments[1])[0], shape)
    if origin in (tuple, list):
        return _sequence_decoder(origin, arguments, most or _MOST_ITEMS)
    if origin is dict and arguments:
        key, item = map(_decoder, arguments)
        return lambda value, stored: {
            key(name, stored): item(each, stored) for name, each in _sized(value, dict, most or _MOST_ITEMS).items()
        }
    if origin is str:
        return lambda value, stored: _text(value, most or _MOST_CHARACTERS, PLAIN in limits)
    if origin in (int, float):
        between = next((limit for limit in limits if isinstance(limit, Between)), Between(-(2.0**63), 2.0**63))
        return lambda value, stored: _number(value, origin, between)
    if origin in (Any, object):
        return lambda value, stored: value
    return lambda value, stored: _instance(value, origin)


def _dataclass_decoder(kind: type) -> _Decoder:
    hints = typing.get_type_hints(kind, include_extras=True)
    fields = {field.name: field for field in dataclasses.fields(kind) if field.init}
    required = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }

    def read(value: Any, stored: bool) -> Any:
        given = _sized(value, dict, _MOST_ITEMS)
        if (given.keys() != fields.keys()) if not stored else not given.keys() >= required:
            raise DecodeError(f"not the fields of {kind.__name__}")
        # Looked up here, so that a type may contain itself.
        return kind(**{name: _decoder(hints[name])(given[name], stored) for name in fields if name in given})

    return read


def _union_decoder(arguments: tuple[Any, ...]) -> _Decoder:
    readers = [_decoder(argument) for argument in arguments if argument is not types.NoneType]
    optional = len(readers) < len(arguments)
    if len(readers) != 1:
        raise TypeError("a union of several types cannot be told apart")
    return lambda value, stored: None if optional and value is None else readers[0](value, stored)


def _sequence_decoder(origin: type, arguments: tuple[Any, ...], most: int) -> _Decoder:
    if origin is tuple and len(arguments) > 1 and arguments[1] is not Ellipsis:
        readers = [_decoder(argument) for argument in arguments]
        return lambda value, stored: tuple(
            reader(item, stored) for reader, item in zip(readers, _sized(value, list, len(readers)), strict=True)
        )
    reader = _decoder(arguments[0] if arguments else Any)
    return lambda value, stored: origin(reader(item, stored) for item in _sized(value, list, most))


def _sized(value: Any, kind: type, most: int) -> Any:
    if not isinstance(value, kind) or len(value) > most:  # type: ignore[arg-type]
        raise DecodeError(f"no {kind.__name__} of at most {most}")
    return value


def _text(value: Any, most: int, plain: bool) -> str:
    text: str = _sized(value, str, most)
    if plain and _NOT_PLAIN.search(text):
        raise DecodeError("a label with mark-up")
    return text


def _instance(value: Any, kind: Any) -> Any:
    if (value is not None) if kind is None or kind is types.NoneType else not isinstance(value, kind):
        raise DecodeError(f"no {getattr(kind, '__name__', kind)}")
    return value


def _number(value: Any, kind: type, between: Between) -> Any:
    allowed = (int,) if kind is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed) or not math.isfinite(value):
        raise DecodeError(f"no finite {kind.__name__}")
    if not between.least - _ROUNDING <= value <= between.most + _ROUNDING or abs(value) >= 2**63:
        raise DecodeError(f"no {kind.__name__} from {between.least:g} to {between.most:g}")
    return kind(value)


def _array(value: Any, scalar: Any, shape: Shape | None) -> Any:
    if not isinstance(value, np.ndarray) or value.dtype != np.dtype(scalar):
        raise DecodeError(f"no array of {scalar.__name__}")
    if shape is not None:
        bounds = [size if isinstance(size, tuple) else (size, size) for size in shape.sizes]
        fits = [least <= size <= most for size, (least, most) in zip(value.shape, bounds, strict=False)]
        if len(value.shape) != len(bounds) or not all(fits):
            raise DecodeError(f"an array of shape {value.shape}")
    if value.dtype.kind == "f" and not np.isfinite(value).all():
        raise DecodeError("an array with infinite values")
    return value.copy()
