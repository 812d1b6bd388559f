"""Real and generated audio, written in any format with PyAV."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import av
import numpy as np
import soxr
from immich_memories_music import tracks_dir
from numpy.typing import NDArray

Sound = NDArray[np.float32]

_LAYOUTS = {1: "mono", 2: "stereo", 4: "quad", 6: "5.1", 8: "7.1"}
_BLOCK = 4096


@dataclass(frozen=True)
class Encoding:
    """How a format is written: FFmpeg's container and codec, the rates it takes (any if empty), and its bit rate."""

    container: str
    codec: str
    rates: tuple[int, ...] = ()
    bit_rate: int | None = None
    options: dict[str, str] = field(default_factory=dict)


ENCODINGS = {
    "mp3": Encoding(
        "mp3", "libmp3lame", (44_100, 48_000, 32_000, 22_050, 16_000, 8_000), 128_000, {"compression_level": "9"}
    ),
    "flac": Encoding("flac", "flac"),
    "wav": Encoding("wav", "pcm_s16le"),
    "float.wav": Encoding("wav", "pcm_f32le"),
    "u8.wav": Encoding("wav", "pcm_u8"),
    "s24.wav": Encoding("wav", "pcm_s24le"),
    "ogg": Encoding("ogg", "libvorbis", bit_rate=128_000),
    "opus": Encoding("ogg", "libopus", (48_000,), 128_000),
    "m4a": Encoding("ipod", "aac", bit_rate=160_000),
    "alac.m4a": Encoding("ipod", "alac"),
    "aac": Encoding("adts", "aac", bit_rate=160_000),
    "webm": Encoding("webm", "libopus", (48_000,), 128_000),
    "aiff": Encoding("aiff", "pcm_s16be"),
    "wma": Encoding("asf", "wmav2", (44_100, 48_000, 22_050), 160_000),
    "mp4": Encoding("mp4", "aac", bit_rate=160_000),
    "mov": Encoding("mov", "aac", bit_rate=160_000),
    "mkv": Encoding("matroska", "libopus", (48_000,), 128_000),
    "avi": Encoding("avi", "libmp3lame", (44_100, 48_000), 128_000),
    "mpg": Encoding("mpeg", "mp2", (44_100, 48_000), 192_000),
    "vob": Encoding("vob", "ac3", (48_000,), 192_000),
    "ts": Encoding("mpegts", "aac", (44_100, 48_000), 160_000),
    "caf": Encoding("caf", "pcm_s16be"),
    "w64": Encoding("w64", "pcm_s16le"),
    "au": Encoding("au", "pcm_s16be"),
    "wv": Encoding("wv", "wavpack"),
    "tta": Encoding("tta", "tta"),
    "ac3": Encoding("ac3", "ac3", (48_000, 44_100), 192_000),
    "eac3": Encoding("eac3", "eac3", (48_000,), 192_000),
    "flv": Encoding("flv", "libmp3lame", (44_100,), 128_000),
    "mp2": Encoding("mp2", "mp2", (44_100, 48_000), 192_000),
    "voc": Encoding("voc", "pcm_s16le"),
}


def music_files() -> tuple[Path, ...]:
    """Return the packaged songs, sorted by name: 28 stereo opus files of about half a minute."""
    return tuple(sorted(Path(tracks_dir()).rglob("*.opus"), key=lambda path: path.name))


def shared_data() -> Path | None:
    """Return the folder with the training and checking data, or None where it is absent."""
    folder = Path(os.environ.get("CRATEDIGGER_TEST_DATA") or Path(__file__).parents[1].parent / "shared" / "data")
    return folder if folder.is_dir() else None


def decoded(path: Path) -> tuple[int, Sound]:
    """Return a file's rate and all its samples, float32 [channels, n], with the plainest use of PyAV there is."""
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        to_float = av.AudioResampler("fltp", stream.layout, stream.rate)
        frames = [part.to_ndarray() for frame in container.decode(stream) for part in to_float.resample(frame)]
        return stream.rate, np.concatenate(frames, axis=1)


@cache
def song(index: int = 0) -> Sound:
    """Return a packaged song, float32 [2, n] at 48 kHz."""
    return decoded(music_files()[index])[1]


def long_song(seconds: float, first: int = 0) -> Sound:
    """Return packaged songs one after another, float32 [2, seconds * 48000]."""
    files = len(music_files())
    parts: list[Sound] = []
    while sum(part.shape[1] for part in parts) < seconds * 48_000:
        parts.append(song((first + len(parts)) % files))
    return np.concatenate(parts, axis=1)[:, : round(seconds * 48_000)]


def tone(seconds: float, rate: int = 44_100, channels: int = 2, frequency: float = 440.0) -> Sound:
    """Return a sine at half scale, float32 [channels, n]."""
    wave = 0.5 * np.sin(2 * np.pi * frequency * np.arange(round(seconds * rate)) / rate)
    return np.tile(wave.astype(np.float32), (channels, 1))


def silence(seconds: float, rate: int = 44_100, channels: int = 2) -> Sound:
    """Return digital silence, float32 [channels, n]."""
    return np.zeros((channels, round(seconds * rate)), np.float32)


def at_rate(sound: Sound, rate: int, new_rate: int) -> Sound:
    """Return ``sound`` [channels, n] resampled."""
    return np.ascontiguousarray(soxr.resample(sound.T, rate, new_rate).T, dtype=np.float32)


def encode(
    path: Path,
    sound: Sound,
    rate: int,
    *,
    kind: str | None = None,
    tags: dict[str, str] | None = None,
    bit_rate: int | None = None,
    with_video: bool = False,
    container_options: dict[str, str] | None = None,
    codec_options: dict[str, str] | None = None,
) -> Path:
    """Write ``sound`` [channels, n] as ``kind`` (a key of ENCODINGS, the path's suffix by default); return the path.

    Where the codec does not take the rate, the sound is resampled to the first that it takes.
    """
    encoding = ENCODINGS[kind or path.suffix.lstrip(".")]
    if encoding.rates and rate not in encoding.rates:
        sound, rate = at_rate(sound, rate, encoding.rates[0]), encoding.rates[0]
    with av.open(str(path), "w", format=encoding.container, options=container_options or {}) as container:
        container.metadata.update(tags or {})
        pictures = _add_video(container) if with_video else None
        stream = container.add_stream(encoding.codec, rate=rate, options={**encoding.options, **(codec_options or {})})
        stream.codec_context.layout = _LAYOUTS[sound.shape[0]]
        if bit_rate or encoding.bit_rate:
            stream.codec_context.bit_rate = bit_rate or encoding.bit_rate
        if pictures is not None:
            _write_video(container, pictures)
        for frame in _frames(sound, rate):
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def video_only(path: Path) -> Path:
    """Write a short video without a sound track; return the path."""
    with av.open(str(path), "w") as container:
        _write_video(container, _add_video(container))
    return path


def _frames(sound: Sound, rate: int) -> Iterator[av.AudioFrame]:
    for start in range(0, sound.shape[1], _BLOCK):
        # Packed: PyAV miscounts the planes of eight channels.
        block = np.ascontiguousarray(sound[:, start : start + _BLOCK].T).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(block, format="flt", layout=_LAYOUTS[sound.shape[0]])
        frame.sample_rate, frame.pts = rate, start
        yield frame


def _add_video(container: av.container.OutputContainer) -> av.VideoStream:
    stream = container.add_stream("libvpx" if "webm" in container.format.name else "mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
    return stream


def _write_video(container: av.container.OutputContainer, stream: av.VideoStream) -> None:
    for index in range(20):
        picture = np.full((64, 64, 3), index * 10, np.uint8)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
    container.mux(stream.encode(None))
