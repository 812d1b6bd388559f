"""Copy protection, told from a file's headers before any decoder sees it."""

import re
from typing import BinaryIO

from models.audio.boxes import boxes, boxes_below

_ASF_HEADER_LIMIT = 1 << 20
# The GUIDs of ASF's three encryption objects (ASF specification 01.20.03, 10.1; the last is PlayReady's).
_ASF_PROTECTED = re.compile(
    rb"\xfb\xb3\x11\x22\x23\xbd\xd2\x11\xb4\xb7\x00\xa0\xc9\x55\xfc\x6e"
    rb"|\x14\xe6\x8a\x29\x22\x26\x17\x4c\xb9\x35\xda\xe0\x7e\xe9\x28\x9c"
    rb"|\x33\x85\x05\x43\x81\x69\xe6\x49\x9b\x74\xad\x12\xcb\x86\xd5\x8c"
)
# Sound in an MP4 sample description: `enca` is common encryption, `drms` Apple's FairPlay (ISO 14496-12, 8.12).
_MP4_PROTECTED = frozenset({b"enca", b"drms", b"drmi"})
_STSD_HEADER = 8


def is_protected(stream: BinaryIO, container: str) -> bool:
    """Return whether the audio in ``stream``, a file of the ``container`` format, is encrypted."""
    if container == "asf":
        stream.seek(0)
        return _ASF_PROTECTED.search(stream.read(_ASF_HEADER_LIMIT)) is not None
    if container == "mov":
        descriptions = boxes_below(stream, (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd"))
        return any(
            kind in _MP4_PROTECTED
            for start, stop in descriptions
            for kind, _, _ in boxes(stream, start + _STSD_HEADER, stop)
        )
    return False
