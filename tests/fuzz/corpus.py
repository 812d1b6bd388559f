"""Real music in every format that people post: what the mutations start from."""

from pathlib import Path

from tests.audio_files import ENCODINGS, encode, song

_SECONDS = 4
_RATE = 48_000
_TAGS = {"title": "A Song", "artist": "Somebody", "comment": "x" * 200}


def seeds(folder: Path) -> dict[str, bytes]:
    """Encode a few seconds of packaged songs in every format, one song a format; return the files' bytes by format."""
    files: dict[str, bytes] = {}
    for index, kind in enumerate(sorted(ENCODINGS)):
        sound = song(index % 5)[:, : _SECONDS * _RATE]
        files[kind] = encode(folder / f"seed-{index}", sound, _RATE, kind=kind, tags=_TAGS).read_bytes()
    return files
