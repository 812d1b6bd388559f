"""How many tags a file says that it has, counted before FFmpeg reads them at a cost that grows with their square."""

import re
from typing import BinaryIO

from models.audio.boxes import boxes, boxes_below

_OGG_COMMENTS = re.compile(rb"\x03vorbis|OpusTags")
_OGG_HEAD_BYTES = 64 * 1024
_MOST_BLOCKS = 1000
_VORBIS_COMMENT = 4


def tag_count(stream: BinaryIO, container: str, start: int) -> int:
    """Return how many tags there are in a FLAC, Ogg or MP4 file from ``start`` on; 0 for other containers.

    In FLAC further blocks of metadata count as tags.
    """
    if container == "flac":
        return _flac_tags(stream, start + 4)
    if container == "ogg":
        stream.seek(start)
        head = stream.read(_OGG_HEAD_BYTES)
        comments = _OGG_COMMENTS.search(head)
        return _comments(head[comments.end() :]) if comments else 0
    if container == "mov":
        lists = boxes_below(stream, (b"moov", b"udta", b"meta", b"ilst"))
        return sum(1 for begin, end in lists for _ in boxes(stream, begin, end))
    return 0


def _flac_tags(stream: BinaryIO, position: int) -> int:
    count = 0
    for _ in range(_MOST_BLOCKS):
        stream.seek(position)
        header = stream.read(4)
        if len(header) < 4:
            break
        if header[0] & 0x7F == _VORBIS_COMMENT:
            count += _comments(stream.read(_OGG_HEAD_BYTES))
        count += 1
        position += 4 + int.from_bytes(header[1:])
        if header[0] & 0x80:
            break
    return count


def _comments(block: bytes) -> int:
    """Return the number of comments that a Vorbis comment block states: it stands behind the name of the encoder."""
    at = 4 + int.from_bytes(block[:4], "little")
    return int.from_bytes(block[at : at + 4], "little")
