"""A reader for the sorted string tables that index TensorFlow's checkpoints (the LevelDB table format)."""

from collections.abc import Iterator

_MAGIC = bytes.fromhex("57fb808b247547db")
_FOOTER = 48
_TRAILER = 5
_UNCOMPRESSED = 0


def entries(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield every key and value of ``table``, in the order of their keys.

    Source: the table format's description in LevelDB, ``doc/table_format.md``. Raises ValueError on anything else,
    and on compressed blocks, which checkpoints do not have.
    """
    if len(table) < _FOOTER or not table.endswith(_MAGIC):
        raise ValueError("no sorted string table: the footer is missing")
    footer = table[-_FOOTER:]
    _, position = _handle(footer, 0)
    (offset, size), _ = _handle(footer, position)
    for _, handle in _block(table, offset, size):
        (start, length), _ = _handle(handle, 0)
        yield from _block(table, start, length)


def varint(data: bytes, position: int) -> tuple[int, int]:
    """Return the base-128 number at ``position`` and the position after it; ValueError where it does not end."""
    value = 0
    for shift, byte in enumerate(data[position : position + 10]):
        value |= (byte & 0x7F) << (7 * shift)
        if not byte & 0x80:
            return value, position + shift + 1
    raise ValueError("a number does not end")


def _handle(data: bytes, position: int) -> tuple[tuple[int, int], int]:
    offset, position = varint(data, position)
    size, position = varint(data, position)
    return (offset, size), position


def _block(table: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield a block's entries: each key shares a prefix with the key before it."""
    if offset + size + _TRAILER > len(table) or size < 4:
        raise ValueError("a block lies outside its table")
    if table[offset + size] != _UNCOMPRESSED:
        raise ValueError("a block is compressed")
    block = table[offset : offset + size]
    restarts = int.from_bytes(block[-4:], "little")
    end = size - 4 * (restarts + 1)
    key, position = b"", 0
    while position < end:
        shared, position = varint(block, position)
        unshared, position = varint(block, position)
        length, position = varint(block, position)
        key = key[:shared] + block[position : position + unshared]
        position += unshared
        yield key, block[position : position + length]
        position += length
