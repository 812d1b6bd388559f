"""Audio files that are nothing but frames: where a run of frames of one kind begins."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

_LOW_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_BIT_RATES = {
    (True, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): _LOW_RATES,
    (False, 3): _LOW_RATES,
}
_AC3_KILOBITS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640)
_AC3_RATES = (48_000, 44_100, 32_000)
_EAC3_STREAM_IDS = 11


def _mpeg_bytes(frame: bytes) -> int:
    version, layer = frame[1] >> 3 & 3, 4 - (frame[1] >> 1 & 3)
    kilobits = _BIT_RATES[(version == 3, layer)][frame[2] >> 4]
    rate = (44_100, 48_000, 32_000)[frame[2] >> 2 & 3] >> (0 if version == 3 else 1 if version == 2 else 2)
    padding = frame[2] >> 1 & 1
    if layer == 1:
        return (12_000 * kilobits // rate + padding) * 4
    return (144_000 if version == 3 or layer == 2 else 72_000) * kilobits // rate + padding


def _adts_bytes(frame: bytes) -> int:
    return (frame[3] & 3) << 11 | frame[4] << 3 | frame[5] >> 5


def _ac3_bytes(frame: bytes) -> int:
    if frame[5] >> 3 >= _EAC3_STREAM_IDS:
        return ((frame[2] & 7) << 8 | frame[3]) * 2 + 2
    kilobits, rate = _AC3_KILOBITS[(frame[4] & 63) >> 1], _AC3_RATES[frame[4] >> 6]
    # Of 44.1 kHz every other size is a word longer.
    return (kilobits * 96_000 // rate + (frame[4] & 1 if rate == 44_100 else 0)) * 2


@dataclass(frozen=True, slots=True)
class FrameKind:
    """One kind of frames: FFmpeg's demuxer, how a header looks, its size in bytes, and what frames have in common.

    ``frame_bytes`` takes the 8 bytes of a matching header. ``mask`` are the bits of the header's first bytes that do
    not change from frame to frame.
    """

    demuxer: str
    header: re.Pattern[bytes]
    frame_bytes: Callable[[bytes], int]
    mask: bytes


FRAME_KINDS = (
    # MPEG audio, layers I to III: eleven set bits, no reserved version, layer or rate, a listed bit rate (ISO 11172-3).
    FrameKind(
        "mp3",
        re.compile(
            rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff](?=[\x10-\xef])[^\x0c-\x0f\x1c-\x1f\x2c-\x2f\x3c-\x3f\x4c-\x4f"
            rb"\x5c-\x5f\x6c-\x6f\x7c-\x7f\x8c-\x8f\x9c-\x9f\xac-\xaf\xbc-\xbf\xcc-\xcf\xdc-\xdf\xec-\xef]"
        ),
        _mpeg_bytes,
        b"\xff\xfe\x0c",
    ),
    # AAC in ADTS: twelve set bits, layer 0, a listed rate (ISO 13818-7).
    FrameKind(
        "aac",
        re.compile(rb"\xff[\xf0\xf1\xf8\xf9][\x00-\x33\x40-\x73\x80-\xb3\xc0-\xf3]"),
        _adts_bytes,
        b"\xff\xfe\xfc",
    ),
    # AC-3 has stream ids up to 10, E-AC-3 from 11 on (ETSI TS 102 366).
    FrameKind(
        "ac3",
        re.compile(rb"\x0b\x77..[\x00-\x25\x40-\x65\x80-\xa5][\x00-\x57]", re.DOTALL),
        _ac3_bytes,
        b"\xff\xff\0\0\xc0\xf8",
    ),
    FrameKind("eac3", re.compile(rb"\x0b\x77...[\x58-\x87]", re.DOTALL), _ac3_bytes, b"\xff\xff\0\0\xc0\xf8"),
)
_HEADER_BYTES = 8
_LEAST_FRAME_BYTES = 8
# Three in a row do occur in video; what follows other bytes has to be a stretch that no container's packets fill.
_FRAMES_AT_START = 4
_BYTES_ELSEWHERE = 16 * 1024
_MOST_CANDIDATES = 100_000


def frames_at_start(head: bytes) -> str | None:
    """Return FFmpeg's demuxer for the frames that ``head`` begins with, or None.

    Four frames of one kind follow each other, or as many as there are before the end.
    """
    for kind in FRAME_KINDS:
        frames, end = _run(kind, head, 0)
        if frames >= _FRAMES_AT_START or (frames and end >= len(head)):
            return kind.demuxer
    return None


def first_mpeg_run(stream: BinaryIO, within: int) -> int | None:
    """Return where 16 KiB or more of MPEG audio frames begin, in bytes; they may also reach the end of the file.

    They begin before the offset ``within``.
    """
    stream.seek(0)
    data = stream.read(within + 2 * _BYTES_ELSEWHERE)
    kind, position = FRAME_KINDS[0], 0
    for _ in range(_MOST_CANDIDATES):
        found = kind.header.search(data, position)
        if found is None or found.start() >= within:
            break
        frames, end = _run(kind, data, found.start())
        if end - found.start() >= _BYTES_ELSEWHERE or (frames >= _FRAMES_AT_START and end >= len(data)):
            return found.start()
        # Behind a run that was too short, so that the search takes no longer than the data.
        position = end if frames >= _FRAMES_AT_START else found.start() + 1
    return None


def _run(kind: FrameKind, data: bytes, start: int) -> tuple[int, int]:
    """Return how many frames of one kind follow each other from ``start`` on, and where the last one ends."""
    frames, position, common = 0, start, b""
    while kind.header.match(data, position) and position - start < _BYTES_ELSEWHERE:
        header = data[position : position + _HEADER_BYTES]
        shared = bytes(bits & value for bits, value in zip(kind.mask, header, strict=False))
        size = kind.frame_bytes(header) if len(header) == _HEADER_BYTES else 0
        if size < _LEAST_FRAME_BYTES or (frames and shared != common):
            break
        frames, position, common = frames + 1, position + size, shared
    return frames, position
