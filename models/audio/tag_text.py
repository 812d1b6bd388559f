"""Titles, artists and MusicBrainz identifiers from the tags around raw frames: ID3v2, ID3v1 and APE, without FFmpeg.

FFmpeg reads every frame of a tag at a cost that grows with the square of their number, and cuts titles of ID3v2.3
tags with unsynchronisation. Here a bounded number of frames is looked at, and only those that name the song are kept.
"""

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

TAG_HEADER_BYTES = 32

# What names the song in ID3v2.3 and 2.4, ID3v2.2 and APE, and what FFmpeg calls it.
_NAMES = {
    b"TIT2": "title",
    b"TPE1": "artist",
    b"TPE2": "album_artist",
    b"TCOM": "composer",
    b"TT2": "title",
    b"TP1": "artist",
    b"TP2": "album_artist",
    b"TCM": "composer",
    b"TITLE": "title",
    b"ARTIST": "artist",
    b"ALBUM ARTIST": "album_artist",
    b"COMPOSER": "composer",
    b"UFID": "musicbrainz_trackid",
    b"MUSICBRAINZ_TRACKID": "musicbrainz_trackid",
}
_MUSICBRAINZ = b"http://musicbrainz.org\0"
_MOST_TAGS = 8
_MOST_FRAMES = 1000
_MOST_TAG_BYTES = 16 * 1024 * 1024
_MOST_TEXT_BYTES = 2000
_FRAME_ID = re.compile(rb"[A-Z][A-Z0-9]{2,3}")
_ID3V1_BYTES = 128
_UNSYNCHRONISED, _EXTENDED, _FOOTER = 0x80, 0x40, 0x10

RawTags = dict[str, bytes | str]
"""Raw text by FFmpeg's names: bytes where the encoding is not certain, text where it is."""


def tag_lengths(header: bytes) -> list[int]:
    """Return how long the tag is, in bytes, that begins with ``header`` [32]; likeliest first, none for no tag.

    Some programs write the size of an ID3v2 tag as a plain number, where it should have seven bits a byte.
    """
    if header[:8] == b"APETAGEX" and len(header) == TAG_HEADER_BYTES:
        return [TAG_HEADER_BYTES + int.from_bytes(header[12:16], "little")]
    if header[:3] != b"ID3" or len(header) < 10:
        return []
    around = 20 if header[5] & _FOOTER else 10
    return list(dict.fromkeys(around + size for size in (_seven_bits(header[6:10]), int.from_bytes(header[6:10]))))


def raw_tags(stream: BinaryIO) -> RawTags:
    """Return what the tags before and behind the sound say; the first that names something is believed."""
    size, position, found = stream.seek(0, os.SEEK_END), 0, RawTags()
    for _ in range(_MOST_TAGS):
        stream.seek(position)
        header = stream.read(TAG_HEADER_BYTES)
        lengths = tag_lengths(header)
        if not lengths:
            break
        stream.seek(position)
        tag = stream.read(min(max(lengths), _MOST_TAG_BYTES))
        found = {**dict(_ape_items(tag) if tag.startswith(b"APE") else _id3_frames(tag)), **found}
        position += lengths[0]
    stream.seek(max(size - _ID3V1_BYTES, 0))
    last = stream.read(_ID3V1_BYTES)
    is_id3v1 = last[:3] == b"TAG" and len(last) == _ID3V1_BYTES
    stream.seek(max(size - TAG_HEADER_BYTES - (_ID3V1_BYTES if is_id3v1 else 0), 0))
    footer = stream.read(TAG_HEADER_BYTES)
    for length in tag_lengths(footer) if footer.startswith(b"APE") else ():
        # The size that a footer states covers the items and the footer itself.
        stream.seek(max(stream.tell() - length + TAG_HEADER_BYTES, 0))
        found = {**dict(_ape_items(footer + stream.read(min(length, _MOST_TAG_BYTES)))), **found}
    if is_id3v1:
        old = {"title": last[3:33], "artist": last[33:63]}
        found = {**{name: text.partition(b"\0")[0].rstrip() for name, text in old.items()}, **found}
    return {name: text for name, text in found.items() if text}


def _id3_frames(tag: bytes) -> Iterator[tuple[str, bytes | str]]:
    """Yield the names and texts of an ID3v2 tag (id3.org, versions 2.2 to 2.4)."""
    version, flags, body = tag[3], tag[5], tag[10:]
    if flags & _UNSYNCHRONISED and version < 4:
        body = body.replace(b"\xff\x00", b"\xff")
    id_bytes, header_bytes = (3, 6) if version == 2 else (4, 10)
    position = 0
    if flags & _EXTENDED and version > 2:
        position = _seven_bits(body[:4]) if version == 4 else 4 + int.from_bytes(body[:4])
    seen = set()
    for _ in range(_MOST_FRAMES):
        header = body[position : position + header_bytes]
        if len(header) < header_bytes or not _FRAME_ID.fullmatch(header[:id_bytes]):
            return
        start = position + header_bytes
        size = _frame_size(body, start, header[id_bytes : id_bytes + id_bytes], version)
        position = start + size
        name = _NAMES.get(header[:id_bytes])
        content = body[start:position]
        if header[:id_bytes] == b"UFID":
            # Every database may add a frame of its own, its name before its identifier.
            text: bytes | str | None = content.removeprefix(_MUSICBRAINZ) if content.startswith(_MUSICBRAINZ) else None
        else:
            text = _frame_text(content, header[8:], version, flags) if name else None
        if name and text and name not in seen:
            seen.add(name)
            yield name, text


def _frame_size(body: bytes, start: int, stated: bytes, version: int) -> int:
    plain = int.from_bytes(stated)
    if version < 4:
        return plain
    # Some programs write plain sizes in version 2.4 too: the one is right behind which another frame begins.
    for size in (_seven_bits(stated), plain):
        following = body[start + size : start + size + 4]
        if not following.strip(b"\0") or _FRAME_ID.fullmatch(following):
            return size
    return _seven_bits(stated)


def _frame_text(content: bytes, frame_flags: bytes, version: int, tag_flags: int) -> bytes | str | None:
    how = frame_flags[1] if version > 2 and len(frame_flags) == 2 else 0
    compressed, encrypted, grouped = (0x08, 0x04, 0x40) if version == 4 else (0x80, 0x40, 0x20)
    if how & (compressed | encrypted):
        return None
    content = content[1 if how & grouped else 0 :]
    if version == 4:
        content = content[4 if how & 0x01 else 0 :]
        if how & 0x02 or tag_flags & _UNSYNCHRONISED:
            content = content.replace(b"\xff\x00", b"\xff")
    encoding, text = content[:1], content[1:_MOST_TEXT_BYTES]
    if encoding not in (b"\x01", b"\x02"):
        return text.partition(b"\0")[0]
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        order, text = ("utf-16-le" if text[:1] == b"\xff" else "utf-16-be"), text[2:]
    else:
        # Without a mark it is little-endian in practice, whatever the version says of its own.
        order = "utf-16-be" if text[:1] == b"\0" else "utf-16-le"
    return text[: len(text) & ~1].decode(order, "ignore").partition("\0")[0]


def _ape_items(tag: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the names and texts of an APE tag that follow its 32 bytes of header or footer."""
    position = TAG_HEADER_BYTES
    for _ in range(min(int.from_bytes(tag[16:20], "little"), _MOST_FRAMES)):
        size, end = int.from_bytes(tag[position : position + 4], "little"), tag.find(b"\0", position + 8)
        if end < 0:
            return
        name = _NAMES.get(tag[position + 8 : end].upper())
        if name:
            yield name, tag[end + 1 : end + 1 + min(size, _MOST_TEXT_BYTES)].partition(b"\0")[0]
        position = end + 1 + size


def _seven_bits(four: bytes) -> int:
    size = 0
    for byte in four:
        size = size << 7 | byte & 0x7F
    return size
