"""Files made so that opening them costs far more than a song."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.audio import Limits, decode_song
from models.errors import CostlyAudioError
from tests.audio_files import encode, tone
from tests.models.audio.id3_tags import frame, id3
from tests.models.audio.ogg_pages import pages, with_checksum

MANY = 20_000


def comments(count: int) -> bytes:
    """Return a block of so many Vorbis comments."""
    each = b"".join((9).to_bytes(4, "little") + b"K%06d=v" % index for index in range(count))
    return (1).to_bytes(4, "little") + b"x" + count.to_bytes(4, "little") + each


def song_bytes(folder: Path, kind: str) -> bytes:
    return encode(folder / "song", tone(5.0), 44_100, kind=kind, tags={"title": "Blue"}).read_bytes()


def flac_with(blocks: list[bytes], flac: bytes) -> bytes:
    """Return a FLAC file with further Vorbis comment blocks behind its first block."""
    added = b"".join(b"\x04" + len(block).to_bytes(3) + block for block in blocks)
    return flac[:42] + added + flac[42:]


def ogg_with(packet: bytes, ogg: bytes) -> bytes:
    """Return an Ogg file whose second packet is ``packet``, in pages of its own."""
    first, _, *rest = pages(ogg)
    serial, put = first[14:18], []
    lacing = [255] * (len(packet) // 255) + [len(packet) % 255]
    for start in range(0, len(lacing), 255):
        part = lacing[start : start + 255]
        flags, granule = (1 if start else 0), (0 if start + 255 >= len(lacing) else -1)
        head = b"OggS\0" + bytes([flags]) + granule.to_bytes(8, "little", signed=True) + serial
        body = packet[start * 255 : start * 255 + sum(part)]
        put.append(with_checksum(head + bytes(8) + bytes([len(part)]) + bytes(part) + body))
    return first + b"".join(put) + b"".join(rest)


def costly_files(folder: Path) -> Iterator[bytes]:
    flac = song_bytes(folder, "flac")
    yield flac_with([comments(MANY)], flac)
    yield flac_with([comments(2_000)] * 10, flac)
    yield flac_with([b""] * 5_000, flac)
    yield ogg_with(b"OpusTags" + comments(MANY), song_bytes(folder, "opus"))
    items = b"".join(b"\0\0\0\x20----\0\0\0\x18mean\0\0\0\0com.apple.iT" for _ in range(MANY))
    yield (
        box(b"ftyp", b"M4A \0\0\0\0")
        + box(b"moov", box(b"udta", box(b"meta", bytes(4) + box(b"ilst", items))))
        + song_bytes(folder, "m4a")
    )


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4) + kind + content


@pytest.mark.parametrize("index", range(5))
def test_tens_of_thousands_of_tags_are_refused_before_they_are_read(tmp_path: Path, index: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(list(costly_files(tmp_path))[index])
    with pytest.raises(CostlyAudioError, match="tags"):
        decode_song(path)
    assert CostlyAudioError.costly


def test_hundreds_of_tags_are_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(flac_with([comments(500)], song_bytes(tmp_path, "flac")))
    assert decode_song(path).duration_s == pytest.approx(5.0)


@pytest.mark.parametrize("frames", [b"TXXX", b"APIC", b"CHAP", b"PRIV"])
def test_an_mp3_with_tens_of_thousands_of_frames_costs_no_more_than_one_without(tmp_path: Path, frames: bytes) -> None:
    path = tmp_path / "a"
    many = b"".join(frame(frames, b"\0K%06d\0v" % index) for index in range(50_000))
    mp3 = song_bytes(tmp_path, "mp3")

    def cost(data: bytes) -> float:
        path.write_bytes(data)
        started = time.process_time()
        assert decode_song(path).duration_s == pytest.approx(5.0, abs=0.1)
        return time.process_time() - started

    plain = min(cost(mp3) for _ in range(3))
    assert min(cost(id3(many) + mp3) for _ in range(3)) < 5 * plain + 0.1


def test_opening_is_watched_and_what_took_too_long_is_costly(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(song_bytes(tmp_path, "wav"))
    watched = []

    @contextmanager
    def watchdog(seconds: float) -> Iterator[None]:
        watched.append(seconds)
        yield

    assert decode_song(path, limits=Limits(opening_cpu_s=1.5, watchdog=watchdog)).duration_s == pytest.approx(5.0)
    assert watched == [1.5]
    with pytest.raises(CostlyAudioError, match="processor time"):
        decode_song(path, limits=Limits(opening_cpu_s=0.0))
