"""Ogg pages, taken apart and put together again."""

import struct
from collections.abc import Iterator

_POLYNOMIAL = 0x04C11DB7


def _checksums() -> list[int]:
    table = []
    for index in range(256):
        value = index << 24
        for _ in range(8):
            value = (value << 1) & 0xFFFFFFFF ^ (_POLYNOMIAL if value & 0x80000000 else 0)
        table.append(value)
    return table


_TABLE = _checksums()


def with_checksum(page: bytes) -> bytes:
    """Return the page with its checksum (RFC 3533)."""
    value = 0
    for byte in page[:22] + bytes(4) + page[26:]:
        value = (value << 8) & 0xFFFFFFFF ^ _TABLE[value >> 24 ^ byte]
    return page[:22] + struct.pack("<I", value) + page[26:]


def pages(data: bytes) -> Iterator[bytes]:
    """Yield the pages of an Ogg file."""
    position = 0
    while position < len(data):
        segments = data[position + 26]
        end = position + 27 + segments + sum(data[position + 27 : position + 27 + segments])
        yield data[position:end]
        position = end


def shifted(data: bytes, samples: int) -> bytes:
    """Return an Ogg file whose time stamps begin so many samples later."""
    moved = []
    for page in pages(data):
        (granule,) = struct.unpack_from("<q", page, 6)
        late = page[:6] + struct.pack("<q", granule + samples if granule > 0 else granule) + page[14:]
        moved.append(with_checksum(late))
    return b"".join(moved)
