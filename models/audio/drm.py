"""Copy protection, told from a file's headers before any decoder sees it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_ASF_HEADER_LIMIT = 1 << 20
# The GUIDs of ASF's three encryption objects (ASF specification 01.20.03, 10.1; the last is PlayReady's).
_ASF_PROTECTED = re.compile(
    rb"\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0\xc9\x55\xfc\x6e"
    rb"|\x14\xe6\x8a\x29\x22\x26\x17\x4c\xb9\x35\xda\xe0\x7e\xe9\x28\x9c"
    rb"|\x33\x85\x05\x43\x81\x69\xe6\x49\x9b\x74\xad\x12\xcb\x86\xd5\x8c"
)
# Sound in an MP4 sample description: `enca` is common encryption, `drms` Apple's FairPlay (ISO 14496-12, 8.12).
_MP4_PROTECTED = frozenset({b"enca", b"drms", b"drmi"})
_MP4_PATH = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
_MOST_BOXES = 4096
_STSD_HEADER = 8


def is_protected(stream: BinaryIO, container: str) -> bool:
    """Return whether the audio in ``stream``, a file of the ``container`` format, is encrypted."""
    if container == "asf":
        stream.seek(0)
        return _ASF_PROTECTED.search(stream.read(_ASF_HEADER_LIMIT)) is not None
    if container == "mov":
        return any(kind in _MP4_PROTECTED for kind in _sample_entries(stream))
    return False


def _sample_entries(stream: BinaryIO) -> Iterator[bytes]:
    spans = [(0, stream.seek(0, 2))]
    for name in _MP4_PATH:
        spans = [
            (begin, end) for start, stop in spans for kind, begin, end in _boxes(stream, start, stop) if kind == name
        ]
    for start, stop in spans:
        for kind, _, _ in _boxes(stream, start + _STSD_HEADER, stop):
            yield kind


def _boxes(stream: BinaryIO, start: int, stop: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield each box between two offsets: its kind, and where its content starts and stops."""
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
