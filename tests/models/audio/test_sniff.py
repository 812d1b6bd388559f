"""Which container a file is, by its bytes."""

import io
import random
from pathlib import Path

import pytest

from models.audio import decode_song
from models.audio.sniff import FORMATS, container_format
from models.errors import NotAudioError
from tests.audio_files import ENCODINGS, encode, song, tone

RATE = 48_000
# FFmpeg's names for the demuxers, where they are not the muxers'.
DEMUXERS = {"webm": "matroska", "ipod": "mov", "mp4": "mov", "adts": "aac", "vob": "mpeg", "mp2": "mp3"}


def encoded(path: Path, kind: str, *, with_video: bool = False) -> bytes:
    return encode(path, song()[:, : 6 * RATE], RATE, kind=kind, with_video=with_video).read_bytes()


def found(data: bytes) -> tuple[str, int] | None:
    container = container_format(io.BytesIO(data))
    return (container.name, container.start) if container else None


@pytest.mark.parametrize("kind", ENCODINGS)
def test_every_format_is_recognised(tmp_path: Path, kind: str) -> None:
    muxer = ENCODINGS[kind].container
    data = encoded(tmp_path / "a", kind)
    # FFmpeg puts a tag before an mp3, whose size without the head is its last byte here.
    start = 10 + data[9] if data.startswith(b"ID3") else 0
    assert found(data) == (DEMUXERS.get(muxer, muxer), start)
    assert DEMUXERS.get(muxer, muxer) in FORMATS


@pytest.mark.parametrize("kind", ["mpg", "avi", "mov", "mkv"])
def test_film_is_decoded_by_its_sound(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "film"
    path.write_bytes(encoded(path, kind, with_video=True))
    assert decode_song(path).duration_s == pytest.approx(6.0, abs=0.2)


def test_the_sound_within_a_program_stream_is_not_taken_for_an_mp3(tmp_path: Path) -> None:
    stream = encoded(tmp_path / "a", "mpg", with_video=True)
    assert found(stream) == ("mpeg", 0)
    # Nor where its head is missing, so that it is no container that is known.
    assert found(stream[100:]) is None


@pytest.mark.parametrize("kind", ["avi", "ts", "mkv", "flv", "mpg"])
def test_a_container_cut_off_in_front_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(encoded(path, kind, with_video=kind == "avi")[3000:])
    assert found(path.read_bytes()) is None
    with pytest.raises(NotAudioError):
        decode_song(path)


@pytest.mark.parametrize("kind", ["mp3", "mp2"])
def test_mpeg_frames_without_a_head_are_found_where_nothing_interrupts_them(tmp_path: Path, kind: str) -> None:
    data = encoded(tmp_path / "a", kind)
    cut = data[1234:]
    place = found(cut)
    assert place is not None
    assert place[0] == "mp3"
    assert place[1] < 1500
    interrupted = b"".join(data[at : at + 2000] + bytes(100) for at in range(0, len(data), 2000))
    assert found(interrupted[1234:]) is None


def test_three_frames_in_other_bytes_are_no_mp3(tmp_path: Path) -> None:
    frames = encoded(tmp_path / "a", "mp3")[2000:3500]
    noise = random.Random(0).randbytes(5000)
    assert found(noise + frames + noise) is None


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_container(seed: int) -> None:
    assert found(random.Random(seed).randbytes(200_000)) is None


@pytest.mark.parametrize("before", [b"\xff\xfb\x90\x64", b"\xff\xf1\x50\x80", b"\x0b\x77\x00\x00\x10\x40"])
def test_one_header_does_not_make_a_stream_of_frames(before: bytes) -> None:
    assert found(before + random.Random(1).randbytes(50_000)) is None


@pytest.mark.parametrize("kind", ["flac", "aac", "wav", "ac3"])
def test_other_containers_behind_tags_and_padding_are_decoded(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a"
    tag = b"ID3\x03\0\0" + bytes((0, 0, 1, 0)) + b"TIT2" + (5).to_bytes(4) + b"\0\0\x00Blue" + bytes(113)
    path.write_bytes(tag + bytes(500) + encoded(path, kind))
    decoded = decode_song(path)
    assert decoded.duration_s == pytest.approx(6.0, abs=0.2)
    assert decoded.title == "Blue"


def test_big_endian_wav_is_decoded(tmp_path: Path) -> None:
    path = encode(tmp_path / "a.wav", tone(5.0), 44_100)
    data = path.read_bytes()
    at = data.index(b"data")
    sound = data[at + 8 :]
    swapped = bytes(byte for pair in zip(sound[1::2], sound[::2], strict=True) for byte in pair)
    form = b"".join(
        value.to_bytes(size) for value, size in ((1, 2), (2, 2), (44_100, 4), (176_400, 4), (4, 2), (16, 2))
    )
    body = b"WAVEfmt " + len(form).to_bytes(4) + form + b"data" + len(swapped).to_bytes(4) + swapped
    path.write_bytes(b"RIFX" + len(body).to_bytes(4) + body)
    big = decode_song(path).excerpts[0].samples
    assert big.size == 5 * 44_100
    assert abs(big).max() == pytest.approx(0.5, abs=0.01)
