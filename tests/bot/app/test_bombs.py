"""Small files that unfold to hours of sound, through the real workers: each ends with its sentence."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from bot.workers.tasks import analyze_file
from models.errors import AnalysisError, SilentError, TooLongError
from models.text import LONGEST_NAME
from tests.audio_files import encode, silence, song

Write = Callable[[Path, float], Path]

HOUR = 3600.0
SLOW_RATE = 8_000
MOST_BYTES = 10 * 2**20
"""What Discord lets everybody upload."""


def _repeated_silence(
    path: Path, codec: str, rate: int, seconds: float, container_format: str = "ogg", **options: str
) -> Path:
    """Write one packet of silence so often that it lasts ``seconds``, which takes a moment and no encoder."""
    with av.open(str(path), "w", format=container_format) as container:
        stream = container.add_stream(codec, rate=rate, options=options)
        stream.codec_context.layout = "stereo"
        *first, last = _silent_packets(stream, rate)
        for packet in (*first, last):
            container.mux(packet)
        data, position, length, base = bytes(last), last.pts, last.duration, last.time_base
        for number in range(1, int(seconds / (length * base))):
            packet = av.Packet(data)
            packet.stream, packet.time_base, packet.duration = stream, base, length
            packet.pts = packet.dts = position + number * length
            container.mux(packet)
    return path


def _silent_packets(stream: av.AudioStream, rate: int) -> Iterator[av.Packet]:
    for number in range(12):
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 2 * 8192), np.float32), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = rate, number * 8192
        yield from stream.encode(frame)


def _opus(path: Path, hours: float) -> Path:
    return _repeated_silence(path, "libopus", 48_000, hours * HOUR, frame_duration="120")


def _vorbis(path: Path, hours: float) -> Path:
    return _repeated_silence(path, "libvorbis", SLOW_RATE, hours * HOUR)


@cache
def _flac_bytes(hours: float) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        sound = silence(hours * HOUR, SLOW_RATE, 1)
        return encode(Path(folder, "a.flac"), sound, SLOW_RATE).read_bytes()


def _wavpack_in_matroska(path: Path, hours: float) -> Path:
    return _repeated_silence(path, "wavpack", SLOW_RATE, hours * HOUR, "matroska")


def _flac(path: Path, hours: float) -> Path:
    path.write_bytes(_flac_bytes(hours))
    return path


def _flac_that_claims_ten_seconds(path: Path, hours: float) -> Path:
    data = bytearray(_flac_bytes(hours))
    # STREAMINFO's last 36 bits before the checksum: the number of samples.
    data[21] &= 0xF0
    data[22:26] = (10 * SLOW_RATE).to_bytes(4)
    path.write_bytes(data)
    return path


def _wavpack(path: Path, hours: float) -> Path:
    """Write 124 bytes with a WavPack header that announces two thousand million samples of silence (WavPack #261)."""
    samples = (2_000_000_000).to_bytes(4, "little")
    head = b"wvpk" + (116).to_bytes(4, "little") + b"\x10\x04\0\0" + samples + bytes(4) + samples
    path.write_bytes((head + b"\x21\x18\x80\x04" + b"\xff" * 4).ljust(124, b"\0"))
    return path


@pytest.mark.parametrize(
    ("write", "hours", "error", "sentence"),
    [
        (_opus, 7, TooLongError, "That file is too long for me."),
        (_opus, 5, SilentError, "I heard only silence in that file."),
        (_vorbis, 7, TooLongError, "That file is too long for me."),
        (_vorbis, 5, SilentError, "I heard only silence in that file."),
        (_flac, 6.1, TooLongError, "That file is too long for me."),
        (_flac, 2, SilentError, "I heard only silence in that file."),
        (_flac_that_claims_ten_seconds, 6.1, TooLongError, "That file is too long for me."),
        (_wavpack_in_matroska, 7, TooLongError, "That file is too long for me."),
        (_wavpack_in_matroska, 5, SilentError, "I heard only silence in that file."),
        (_wavpack, 0, TooLongError, "That file is too long for me."),
    ],
    ids=lambda value: f"{value} h" if isinstance(value, int | float) else getattr(value, "__name__", ""),
)
async def test_a_bomb_ends_inside_its_limits_with_its_sentence(
    pool: Executor, tmp_path: Path, write: Write, hours: float, error: type[AnalysisError], sentence: str
) -> None:
    path = write(tmp_path / "bomb", hours)
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(error) as caught:
        await asyncio.get_running_loop().run_in_executor(pool, analyze_file, str(path), 5)
    assert caught.value.message == sentence


def _many_streams(path: Path) -> Path:
    with av.open(str(path), "w", format="matroska") as container:
        streams = [container.add_stream("pcm_s16le", rate=48_000) for _ in range(200)]
        for number in range(0, 48_000 * 3, 4_800):
            for stream in streams:
                part = (song()[:, number : number + 4_800] * 32_767).astype(np.int16)
                frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part.T).reshape(1, -1), "s16", "stereo")
                frame.sample_rate, frame.pts = 48_000, number
                container.mux(stream.encode(frame))
    return path


def _long_tags(path: Path) -> Path:
    tags = {name: f"{name} " * 200_000 for name in ("title", "artist", "album", "comment", "lyrics")}
    return encode(path, song(), 48_000, kind="mp3", tags=tags)


def _many_tags(path: Path) -> Path:
    return encode(path, song(), 48_000, kind="flac", tags={f"tag{n}": "x" * 100 for n in range(2_000)})


def _large_picture(path: Path) -> Path:
    music = encode(path, song(), 48_000, kind="mp3").read_bytes()
    picture = b"\0image/png\0\x03\0" + b"\x89PNG\r\n\x1a\n" + bytes(8 * 2**20)
    frame = b"APIC" + len(picture).to_bytes(4) + b"\0\0" + picture
    size = bytes(len(frame) >> shift & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x03\0\0" + size + frame + music)
    return path


@pytest.mark.parametrize("write", [_long_tags, _many_tags, _large_picture])
async def test_what_surrounds_the_sound_is_bounded_and_costs_no_song_its_answer(
    pool: Executor, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    analysis = await asyncio.get_running_loop().run_in_executor(pool, analyze_file, str(write(tmp_path / "a")), 5)
    assert len(analysis.title or "") <= LONGEST_NAME
    assert len(analysis.artist or "") <= LONGEST_NAME
    assert analysis.genres


async def test_two_hundred_tracks_in_one_file_are_analysed_or_refused_by_name(pool: Executor, tmp_path: Path) -> None:
    path = _many_streams(tmp_path / "a")
    with suppress(AnalysisError):
        await asyncio.get_running_loop().run_in_executor(pool, analyze_file, str(path), 5)
