"""What a file is by its first bytes; its name and what a server says of it count for nothing."""

import os
import re
from dataclasses import dataclass
from typing import BinaryIO

from models.audio.raw_frames import FRAME_KINDS, first_mpeg_run, frames_at_start
from models.audio.tag_text import TAG_HEADER_BYTES, tag_lengths

_HEAD_BYTES = 64 * 1024
# How far behind tags and padding sound is looked for: a picture of a tag with a wrong size may lie before it.
_SEARCHED_BYTES = 16 * 1024 * 1024
_MOST_TAGS = 8
_TS_PACKETS = 5

RIFX = "rifx"
"""The one name that is not FFmpeg's: see :mod:`models.audio.rifx`."""

_STARTS = (
    (re.compile(rb"(?:RIFF|RF64|BW64)....WAVE", re.DOTALL), "wav"),
    (re.compile(rb"RIFX....WAVE", re.DOTALL), RIFX),
    (re.compile(rb"RIFF....AVI[ X\x19]|ON2 ....ON2f", re.DOTALL), "avi"),
    (re.compile(rb"\x00\x00\x01\xba|RIFF....CDXA", re.DOTALL), "mpeg"),
    (re.compile(rb"fLaC"), "flac"),
    (re.compile(rb"OggS\x00"), "ogg"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "matroska"),
    (re.compile(rb"....(?:ftyp|moov|mdat|wide|free|skip|pnot)", re.DOTALL), "mov"),
    (re.compile(rb"FORM....AIF[FC]", re.DOTALL), "aiff"),
    (re.compile(rb"FORM....8SVX|FRM8........DSD ", re.DOTALL), "iff"),
    (re.compile(rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11"), "asf"),
    (re.compile(rb"caff\x00\x01"), "caf"),
    (re.compile(rb"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00"), "w64"),
    (re.compile(rb"\.snd"), "au"),
    (re.compile(rb"wvpk"), "wv"),
    (re.compile(rb"TTA1"), "tta"),
    (re.compile(rb"FLV\x01"), "flv"),
    (re.compile(rb"DTSHDHDR"), "dtshd"),
    (re.compile(rb"MAC "), "ape"),
    (re.compile(rb"MP\+"), "mpc"),
    (re.compile(rb"MPCK"), "mpc8"),
    (re.compile(rb"tBaK"), "tak"),
    (re.compile(rb"DSD \x1c\x00\x00\x00"), "dsf"),
    (re.compile(rb"#!AMR"), "amr"),
    (re.compile(rb"Creative Voice File\x1a"), "voc"),
    # DTS also with its bytes swapped, or with 14 bits a word (ETSI TS 102 114).
    (re.compile(rb"\x7f\xfe\x80\x01|\xfe\x7f\x01\x80|\x1f\xff\xe8\x00|\xff\x1f\x00\xe8"), "dts"),
)
# Sync bytes a packet apart: plain, with time stamps before (Blu-ray), with error correction behind.
_TRANSPORT_STREAM = tuple(
    re.compile(rb".{%d}(?:\x47.{%d}){%d}" % (before, size - 1, _TS_PACKETS), re.DOTALL)
    for size, before in ((188, 0), (192, 4), (204, 0))
)

FORMATS = tuple(dict.fromkeys([*(name for _, name in _STARTS), "mpegts", *(kind.demuxer for kind in FRAME_KINDS)]))
"""The names of all containers that are known."""


@dataclass(frozen=True, slots=True)
class Found:
    """The name of a file's container (one of ``FORMATS``), and where it starts, in bytes."""

    name: str
    start: int


def container_format(stream: BinaryIO) -> Found | None:
    """Return what the file is, or None where it is no container that is known.

    ID3v2 and APE tags before it are stepped over, also those whose size is wrong, and so are zeros. Raw frames have to
    follow each other: four of one kind where they are expected. MPEG frames may also begin later, as 16 KiB without a
    gap: within the first 64 KiB, or 16 MiB behind a tag or zeros.
    """
    places = _expected_starts(stream)
    for start in places:
        stream.seek(start)
        head = stream.read(_HEAD_BYTES)
        name = next((name for pattern, name in _STARTS if pattern.match(head)), None)
        if name is None and any(packets.match(head) for packets in _TRANSPORT_STREAM):
            name = "mpegts"
        if (name := name or frames_at_start(head)) is not None:
            return Found(name, start)
    frames = first_mpeg_run(stream, _SEARCHED_BYTES if places != [0] else _HEAD_BYTES)
    return Found("mp3", frames) if frames is not None else None


def _expected_starts(stream: BinaryIO) -> list[int]:
    """Return the places where a container may start, in bytes, likeliest first."""
    size, position, others = stream.seek(0, os.SEEK_END), 0, []
    for _ in range(_MOST_TAGS):
        stream.seek(position)
        ends = [position + length for length in tag_lengths(stream.read(TAG_HEADER_BYTES))]
        others += ends[1:]
        if not ends or ends[0] >= size:
            break
        position = ends[0]
    stream.seek(position)
    padding = 0
    while (block := stream.read(_HEAD_BYTES)) and not block.strip(b"\0"):
        padding += len(block)
    padding += len(block) - len(block.lstrip(b"\0"))
    # A program stream's own first two bytes are zero.
    places = [position, position + padding, position + max(padding - 2, 0), *others]
    return list(dict.fromkeys(place for place in places if place < size))
