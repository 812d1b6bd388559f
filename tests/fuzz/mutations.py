"""Ways in which files go wrong, by accident and on purpose; each takes bytes and returns others."""

import random
import struct
from collections.abc import Callable

_Mutation = Callable[[random.Random, bytearray], None]

_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0x40000000)
_HEADER = 512


def mutate(rng: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return ``data`` after a few mutations, now and then spliced with another file."""
    changed = bytearray(data)
    if rng.random() < 0.1:
        changed = _spliced(rng, changed, rng.choice(others))
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        if changed:
            rng.choice(_MUTATIONS)(rng, changed)
    return bytes(changed)


def _place(rng: random.Random, data: bytearray) -> int:
    # Half of all damage goes to the header, where the decisions are taken.
    return rng.randrange(min(len(data), _HEADER) if rng.random() < 0.5 else len(data))


def _flip_bits(rng: random.Random, data: bytearray) -> None:
    for _ in range(rng.randint(1, 32)):
        data[_place(rng, data)] ^= 1 << rng.randrange(8)


def _write_noise(rng: random.Random, data: bytearray) -> None:
    start = _place(rng, data)
    noise = rng.randbytes(rng.randint(1, 256))
    data[start : start + len(noise)] = noise


def _write_one_byte_often(rng: random.Random, data: bytearray) -> None:
    start = _place(rng, data)
    length = rng.randint(1, 4096)
    data[start : start + length] = bytes([rng.choice((0, 0xFF, 0x55))]) * length


def _write_an_extreme_number(rng: random.Random, data: bytearray) -> None:
    start = _place(rng, data)
    order, size = rng.choice("<>"), rng.choice("BHIQ")
    number = rng.choice(_EXTREMES) & (2 ** (8 * struct.calcsize(size)) - 1)
    data[start : start + struct.calcsize(size)] = struct.pack(order + size, number)


def _cut_the_end(rng: random.Random, data: bytearray) -> None:
    del data[_place(rng, data) + 1 :]


def _cut_the_beginning(rng: random.Random, data: bytearray) -> None:
    del data[: rng.randint(1, min(len(data), 4096))]


def _cut_a_piece(rng: random.Random, data: bytearray) -> None:
    start = _place(rng, data)
    del data[start : start + rng.randint(1, 4096)]


def _insert_noise(rng: random.Random, data: bytearray) -> None:
    start = _place(rng, data)
    data[start:start] = rng.randbytes(rng.randint(1, 1024))


def _repeat_a_piece(rng: random.Random, data: bytearray) -> None:
    start = _place(rng, data)
    piece = data[start : start + rng.randint(1, 2048)]
    data[start:start] = piece * rng.randint(1, 16)


def _swap_pieces(rng: random.Random, data: bytearray) -> None:
    length = rng.randint(1, 1024)
    first, second = _place(rng, data), _place(rng, data)
    one, other = data[first : first + length], data[second : second + length]
    data[first : first + length], data[second : second + length] = other, one


def _spliced(rng: random.Random, data: bytearray, other: bytes) -> bytearray:
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


_MUTATIONS: tuple[_Mutation, ...] = (
    _flip_bits,
    _write_noise,
    _write_one_byte_often,
    _write_an_extreme_number,
    _write_an_extreme_number,
    _cut_the_end,
    _cut_the_beginning,
    _cut_a_piece,
    _insert_noise,
    _repeat_a_piece,
    _swap_pieces,
)
