"""What a file is by its first bytes; its name and what a server says of it count for nothing."""

import re
from typing import BinaryIO

HEAD_BYTES = 64 * 1024

_TAG_HEADER = 10
_MOST_TAGS = 8

_STARTS = (
    (re.compile(rb"(?:RIFF|RF64|BW64)....WAVE", re.DOTALL), "wav"),
    (re.compile(rb"fLaC"), "flac"),
    (re.compile(rb"OggS\x00"), "ogg"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "matroska"),
    (re.compile(rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot)", re.DOTALL), "mov"),
    (re.compile(rb"FORM....AIF[FC]", re.DOTALL), "aiff"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "asf"),
    (re.compile(rb"\xff[\xf0\xf1\xf8\xf9]"), "aac"),
)
# MPEG audio, layers I to III: eleven set bits, no reserved version, layer or sample rate, and a listed bit rate.
_MPEG_FRAME = re.compile(
    rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff](?=[\x10-\xef])[^\x0c-\x0f\x1c-\x1f\x2c-\x2f\x3c-\x3f\x4c-\x4f"
    rb"\x5c-\x5f\x6c-\x6f\x7c-\x7f\x8c-\x8f\x9c-\x9f\xac-\xaf\xbc-\xbf\xcc-\xcf\xdc-\xdf\xec-\xef]"
)

FORMATS = ("wav", "flac", "ogg", "matroska", "mov", "aiff", "asf", "aac", "mp3")


def container_format(stream: BinaryIO) -> tuple[str | None, int]:
    """Return FFmpeg's name of the container (one of ``FORMATS``, None if it is none) and where it starts, in bytes.

    ID3v2 tags before the audio are stepped over. An MPEG stream may start within the first 64 KiB, since padding
    before it is common, but only where two frames of one kind follow each other.
    """
    start = _after_tags(stream)
    stream.seek(start)
    head = stream.read(HEAD_BYTES)
    for pattern, name in _STARTS:
        if pattern.match(head):
            return name, start
    frame = _first_frame(head)
    return ("mp3", start + frame) if frame is not None else (None, start)


def _after_tags(stream: BinaryIO) -> int:
    position = 0
    for _ in range(_MOST_TAGS):
        stream.seek(position)
        header = stream.read(_TAG_HEADER)
        if len(header) < _TAG_HEADER or header[:3] != b"ID3":
            break
        size = 0
        for seven_bits in header[6:10]:
            size = size << 7 | seven_bits & 0x7F
        has_footer = header[5] & 0x10
        position += _TAG_HEADER + size + (_TAG_HEADER if has_footer else 0)
    return position


def _first_frame(head: bytes) -> int | None:
    for found in _MPEG_FRAME.finditer(head):
        following = found.start() + _frame_bytes(head[found.start() : found.start() + 4])
        alone = found.start() == 0 and following >= len(head)
        if alone or (_MPEG_FRAME.match(head, following) and head[following + 1] | 1 == head[found.start() + 1] | 1):
            return found.start()
    return None


def _frame_bytes(header: bytes) -> int:
    """Return the length in bytes of the MPEG audio frame that the four bytes of ``header`` begin (ISO 11172-3)."""
    version, layer = header[1] >> 3 & 3, 4 - (header[1] >> 1 & 3)
    kilobits = _BITRATES[(version == 3, layer)][header[2] >> 4]
    rate = (44_100, 48_000, 32_000)[header[2] >> 2 & 3] >> (0 if version == 3 else 1 if version == 2 else 2)
    padding = header[2] >> 1 & 1
    if layer == 1:
        return (12_000 * kilobits // rate + padding) * 4
    return (144_000 if version == 3 or layer == 2 else 72_000) * kilobits // rate + padding


_LOW_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_BITRATES = {
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): _LOW_RATES,
    (False, 3): _LOW_RATES,
}
