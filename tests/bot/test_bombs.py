"""Small files that unfold to hours of sound, through the real workers: each ends with its sentence."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from bot.workers.tasks import analyze_file
from models.errors import AnalysisError, NotAudioError, SilentError, TooLongError
from tests.audio_files import encode, silence

Write = Callable[[Path, float], Path]

HOUR = 3600.0
SLOW_RATE = 8_000
MOST_BYTES = 10 * 2**20
"""What Discord lets everybody upload."""


def _repeated_silence(path: Path, codec: str, rate: int, seconds: float, **options: str) -> Path:
    """Write one packet of silence so often that it lasts ``seconds``, which takes a moment and no encoder."""
    with av.open(str(path), "w", format="ogg") as container:
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
        (_wavpack, 0, NotAudioError, "That file is not audio I can read."),
    ],
    ids=["opus 7 h", "opus 5 h", "vorbis 7 h", "vorbis 5 h", "flac 6 h", "flac 2 h", "flac that lies", "wavpack"],
)
async def test_a_bomb_ends_inside_its_limits_with_its_sentence(
    pool: Executor, tmp_path: Path, write: Write, hours: float, error: type[AnalysisError], sentence: str
) -> None:
    path = write(tmp_path / "bomb", hours)
    assert path.stat().st_size < MOST_BYTES
    with pytest.raises(error) as caught:
        await asyncio.get_running_loop().run_in_executor(pool, analyze_file, str(path), 5)
    assert caught.value.message == sentence
