"""WAV with its bytes the other way round: FFmpeg opens it and reads noise, so its samples are opened as raw ones."""

from dataclasses import dataclass
from typing import BinaryIO

from models.errors import BrokenAudioError, UnsupportedAudioError

_MOST_CHUNKS = 100
_HEADER = 12
_EXTENSIBLE = 0xFFFE
# FFmpeg's demuxers of raw samples, by WAV's format tag (1 for integers, 3 for floats) and the bits of a sample.
_DEMUXERS = {
    (1, 8): "u8", (1, 16): "s16be", (1, 24): "s24be", (1, 32): "s32be", (3, 32): "f32be", (3, 64): "f64be"
}  # fmt: skip
DEMUXERS = tuple(_DEMUXERS.values())


@dataclass(frozen=True, slots=True)
class RawSamples:
    """Where the samples start and end, in bytes, FFmpeg's demuxer for them, and its options."""

    demuxer: str
    start: int
    end: int
    options: dict[str, str]


def raw_samples(stream: BinaryIO, start: int) -> RawSamples:
    """Return where the samples of the RIFX file from ``start`` on are, and how they are written.

    Raises UnsupportedAudioError for compressed sound, BrokenAudioError where there are no samples.
    """
    size, position, form = stream.seek(0, 2), start + _HEADER, b""
    for _ in range(_MOST_CHUNKS):
        stream.seek(position)
        header = stream.read(8)
        if len(header) < 8:
            break
        length = int.from_bytes(header[4:])
        if header[:4] == b"fmt ":
            form = stream.read(min(length, 40))
        if header[:4] == b"data" and len(form) >= 16:
            tag, channels, rate, bits = (int.from_bytes(form[at:end]) for at, end in ((0, 2), (2, 4), (4, 8), (14, 16)))
            if tag == _EXTENSIBLE:
                tag = int.from_bytes(form[24:26])
            if (tag, bits) not in _DEMUXERS or not channels or not rate:
                raise UnsupportedAudioError(f"RIFX of format {tag} with {bits} bits, {channels} channels, {rate} Hz")
            options = {"sample_rate": str(rate), "ch_layout": f"{channels}c"}
            return RawSamples(_DEMUXERS[tag, bits], position + 8, min(position + 8 + length, size), options)
        position += 8 + length + length % 2
    raise BrokenAudioError("RIFX without samples")
