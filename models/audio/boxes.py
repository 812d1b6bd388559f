"""The boxes of MP4 and QuickTime files (ISO 14496-12)."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

_MOST_BOXES = 4096
_META_FLAGS = 4


def boxes(stream: BinaryIO, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield up to 4096 boxes between two offsets: each one's kind, and where its content starts and stops."""
    for _ in range(_MOST_BOXES):
        # A box may claim to end beyond any file, at a place that cannot even be sought.
        if start >= stop:
            return
        stream.seek(start)
        header = stream.read(16)
        size, kind = int.from_bytes(header[:4]), header[4:8]
        content = start + 8
        if size == 1:
            size, content = int.from_bytes(header[8:16]), start + 16
        end = stop if size == 0 else start + size
        if len(header) < 8 or end <= start or content > stop:
            return
        yield kind, content, min(end, stop)
        start = end


def boxes_below(stream: BinaryIO, path: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return where the contents of all boxes start and stop that are reached by ``path``, a kind a level."""
    spans = [(0, stream.seek(0, 2))]
    for name in path:
        found = [
            (begin, end) for start, stop in spans for kind, begin, end in boxes(stream, start, stop) if kind == name
        ]
        # Before the boxes of `meta` stand its version and flags, in MP4 though not in QuickTime.
        spans = [(begin + _META_FLAGS if name == b"meta" else begin, end) for begin, end in found[:_MOST_BOXES]]
    return spans
